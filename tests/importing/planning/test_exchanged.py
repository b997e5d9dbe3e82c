"""A phone among the e-mails and an e-mail among the phones of the same row are put where they belong, and said."""

from __future__ import annotations

from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.planning.exchanged import EMAIL, MOBILE, Exchanged

MATCHES = [ColumnMatch(0, "E-mail", EMAIL, 1.0), ColumnMatch(1, "Mobile", MOBILE, 1.0)]
EMAILS = ["asha@example.in", "9845012346", "kabir@example.in"]
PHONES = ["9845012345", "ravi@example.in", "ravi@example.in"]


def test_what_stands_in_each_others_column_is_put_right_and_said_once() -> None:
    exchanged = Exchanged(MATCHES, [EMAILS, PHONES])
    assert exchanged.put_right(EMAIL, EMAILS) == ["asha@example.in", "ravi@example.in", "kabir@example.in"]
    assert exchanged.put_right(MOBILE, PHONES) == ["9845012345", "9845012346", "ravi@example.in"]
    assert [(issue.index, issue.original) for issue in exchanged.issues(EMAIL)] == [(1, "9845012346")]
    assert exchanged.issues(MOBILE) == []


def test_without_both_columns_nothing_is_exchanged() -> None:
    exchanged = Exchanged(MATCHES[:1], [EMAILS, PHONES])
    assert exchanged.put_right(EMAIL, EMAILS) == EMAILS
    assert exchanged.issues(EMAIL) == []
