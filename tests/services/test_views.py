"""Lists as ids and blocks: sorting, filtering, searching and counting in the database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import Session

from skilling.domain.problems import Refused
from skilling.domain.queries import Filter, Query
from skilling.services.desk import Desk
from skilling.services.views import LISTED, Source, listing
from tests.builders import a_cohort, a_developer, a_grant, a_startup, an_enrolment

BY_NAME = (("full_name", False),)


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    """Five invented developers, by first name."""
    rows = (
        ("Asha Rao", 29, "F", "+919845011111", date(2001, 1, 1)),
        ("bina Das", 29, "F", None, date(2002, 1, 1)),
        ("Chetan Rao", 9, "M", "+919845022222", None),
        ("Divya Iyer", 33, "F", None, date(2003, 1, 1)),
        ("Eshan 100% Jha", None, None, None, None),
    )
    return {
        name.split()[0]: a_developer(desk, full_name=name, state_id=state, gender=gender, mobile=mobile, born_on=born).id or 0
        for name, state, gender, mobile, born in rows
    }


def found(desk: Desk, *filters: Filter, text: str = "") -> list[int]:
    return list(Source(desk, "developers").snapshot(Query(text, filters, BY_NAME)))


def test_names_sort_without_regard_to_case_and_both_ways(desk: Desk, people: dict[str, int]) -> None:
    source = Source(desk, "developers")

    assert [row[1] for row in source.first(Query(order=BY_NAME), 2)] == ["Asha Rao", "bina Das"]
    assert list(source.snapshot(Query(order=(("full_name", True),))))[:2] == [people["Eshan"], people["Divya"]]


def test_filters_of_every_operator_keep_the_right_people(desk: Desk, people: dict[str, int]) -> None:
    a, b, c, d, e = (people[name] for name in ("Asha", "bina", "Chetan", "Divya", "Eshan"))

    assert found(desk, Filter("state", "is", (29,))) == [a, b]
    assert found(desk, Filter("state", "is", (29, None))) == [a, b, e]
    assert found(desk, Filter("state", "contains", ("karna",))) == [a, b]
    assert found(desk, Filter("full_name", "starts", ("CHE",))) == [c]
    assert found(desk, Filter("born_on", "at_least", (date(2002, 1, 1),))) == [b, d]
    assert found(desk, Filter("born_on", "between", (date(2001, 1, 1), date(2002, 6, 1)))) == [a, b]
    assert found(desk, Filter("mobile", "blank")) == [b, d, e]
    assert found(desk, Filter("mobile", "not_blank"), Filter("gender", "is", ("M",))) == [c]


def test_typed_words_must_all_occur_and_signs_are_only_signs(desk: Desk, people: dict[str, int]) -> None:
    assert found(desk, text="rao asha") == [people["Asha"]]
    assert found(desk, text="100%") == [people["Eshan"]]
    assert found(desk, text="1_0") == []
    assert found(desk, text="ra") == [people["Asha"], people["Chetan"]]


def test_facets_count_values_in_words_with_blanks_and_ignore_their_own_filter(desk: Desk, people: dict[str, int]) -> None:
    source = Source(desk, "developers")

    counts = {(words, count) for _, words, count in source.facets("state", Query(filters=(Filter("state", "is", (9,)),)), "")}

    assert counts == {("Karnataka", 2), ("Uttar Pradesh", 1), ("Tamil Nadu", 1), ("", 1)}
    assert source.facets("gender", Query(), "fem") == [] or source.facets("gender", Query(), "f")[0][1] == "Female"


def test_the_newest_cohort_and_status_of_a_developer_can_be_shown_and_asked_for(desk: Desk, people: dict[str, int]) -> None:
    cohort = a_cohort(desk, code="BLR-9")
    from tests.builders import stored

    an_enrolment(desk, stored(desk, "developer", people["Asha"]), cohort, status="active")
    source = Source(desk, "developers")
    names = [column.name for column in source.columns]

    row = source.block([people["Asha"]])[0]
    assert (row[1 + names.index("cohort")], row[1 + names.index("status")]) == ("BLR-9", "active")
    assert found(desk, Filter("status", "is", ("active",))) == [people["Asha"]]


def test_every_noun_can_be_listed_counted_and_read_in_blocks(desk: Desk) -> None:
    an_enrolment(desk)
    a_startup(desk)
    a_grant(desk)
    for noun in LISTED:
        source = Source(desk, noun)
        order = ((source.columns[0].name, False),)
        ids = source.snapshot(Query(order=order))
        assert len(ids) == source.count(Query())
        assert [row[0] for row in source.first(Query(order=order), 10)] == list(ids)[:10]
        assert all(len(row) == 1 + len(source.columns) for row in source.block(ids))


def test_an_unknown_column_is_refused_with_the_names_there_are(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"have no column salary\. There are: full_name"):
        Source(desk, "developers").count(Query(filters=(Filter("salary", "blank"),)))


@pytest.mark.parametrize("asked", ["cohort", "status"])
def test_the_newest_cohort_and_status_are_read_from_an_index_alone(sqlite_desk: Desk, asked: str) -> None:
    def plan(session: Session) -> str:
        statement = listing("developer")._ordered(session, Query(order=((asked, False),)))
        words = str(statement.compile(session.connection(), compile_kwargs={"literal_binds": True}))
        return " ".join(str(row) for row in session.connection().execute(text(f"EXPLAIN QUERY PLAN {words}")))

    assert "COVERING INDEX ix_enrolments_newest" in sqlite_desk.read(plan)
