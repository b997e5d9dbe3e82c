"""A fixed sample of invented lists is taken in rightly; the goals themselves are measured by `python -m tests.figures.lists`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.lists import judged, report
from tests.generator.compose import a_list
from tests.generator.damages import DAMAGES
from tests.generator.judging import Judged

SAMPLE = range(60_001, 60_061)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """Sixty lists, taken in."""
    return judged(SAMPLE, tmp_path_factory.mktemp("lists"))


def test_there_are_at_least_forty_kinds_of_damage() -> None:
    assert len(DAMAGES) >= 40


def test_the_same_seed_makes_the_same_list() -> None:
    assert a_list(7) == a_list(7)
    assert a_list(7) != a_list(8)


def test_nearly_every_list_of_the_sample_is_found_where_it_stands(sample: list[Judged]) -> None:
    right = sum(each.place_right for each in sample)
    assert right >= 0.97 * len(sample), "\n".join(report(sample))


def test_a_list_of_the_sample_that_is_not_found_is_shown_as_unsure(sample: list[Judged]) -> None:
    assert [each.what for each in sample if not each.place_right and not each.asked] == []


def test_no_digit_of_the_sample_is_changed_without_a_word(sample: list[Judged]) -> None:
    assert [text for each in sample for text in each.changed_digits] == []


def test_no_column_of_the_sample_becomes_another_field(sample: list[Judged]) -> None:
    assert [text for each in sample for text in each.wrong_columns] == []


@pytest.mark.parametrize(
    "name", ["counts_above", "staff_above", "staff_below", "counts_beside", "list_over_two_sheets", "thirty_sheets"]
)
def test_a_list_among_other_tables_is_taken(name: str, tmp_path: Path) -> None:
    from skilling.services.desk import open_desk
    from tests.generator.files import write
    from tests.generator.judging import judge, reading_here

    made = next(found for seed in range(70_000, 70_040) if name in (found := a_list(seed, name)).damages)
    desk = open_desk(str(tmp_path / "empty.db"), create=True)
    with reading_here():
        found = judge(desk, made, write(made, tmp_path))
    desk.close()
    assert found.place_right, found.what
