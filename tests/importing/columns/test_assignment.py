"""One field for each column and one column for each field, also where a broken file has thousands of columns."""

from __future__ import annotations

from skilling.importing.columns.assignment import assign


def test_thousands_of_columns_of_a_broken_file_find_their_few_fields() -> None:
    scores = [[0.9, 0.8] if row == 2_998 else [0.85, 0.1] if row == 2_999 else [0.7, 0.6] for row in range(3_000)]
    assert assign(scores, 0.5) == {2_998: 1, 2_999: 0}
