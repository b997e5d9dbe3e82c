"""What each engine does in its own way has the same outcome on both."""

from __future__ import annotations

import re
import threading
from array import array
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import desc, func, select, text

import skilling.database
from skilling.database import dialects, jsontext
from skilling.database.changes import Change
from skilling.database.columns import stored_instant
from skilling.database.identity import new_uid, new_uids
from skilling.database.tables import Developer, Enrolment, Grant, Resource, Setting, table_of
from skilling.services.desk import Desk, open_desk
from tests import builders

DEVELOPERS = table_of(Developer)


def reserve(change: Change, count: int) -> int:
    return dialects.reserve_ids(change.connection, DEVELOPERS, count)


def insert_reserved(change: Change, count: int, name: str) -> tuple[int, int]:
    """First and last key of `count` developers put in as a set."""
    first = reserve(change, count)
    rows = [
        (first + n, uid, stored_instant(change.at), stored_instant(change.at), 1, name, "", "")
        for n, uid in enumerate(new_uids(count))
    ]
    names = ("id", "uid", "created_at", "updated_at", "row_version", "full_name", "name_key", "search_text")
    change.insert_many(Developer, names, rows)
    return first, first + count - 1


def test_reserved_keys_follow_each_other_and_those_of_others_do_not_fall_inside(desk: Desk) -> None:
    builders.a_developer(desk)
    first, last = desk.change("tests", "test", insert_reserved, 100, "in a set").value
    assert (first, last) == (2, 101)
    assert builders.a_developer(desk).id == 102
    assert desk.change("tests", "test", insert_reserved, 1, "alone").value == (103, 103)


def test_a_set_taken_back_leaves_its_keys_unused(desk: Desk) -> None:
    _, last = desk.change("tests", "test", insert_reserved, 50, "in a set").value

    def remove(change: Change) -> None:
        change.connection.execute(DEVELOPERS.delete())
        change.mark("developer", range(1, last + 1))

    desk.change("tests", "test", remove)
    assert builders.a_developer(desk).id == last + 1
    assert desk.change("tests", "test", insert_reserved, 3, "again").value == (last + 2, last + 4)


def test_reserving_nothing_is_a_bug(desk: Desk) -> None:
    with pytest.raises(ValueError, match="at least one"):
        desk.change("tests", "test", reserve, 0)


def test_sets_and_single_records_saved_at_the_same_time_never_share_a_key(address: str) -> None:
    together = threading.Barrier(6)

    def work(number: int) -> None:
        desk = open_desk(address)
        together.wait()
        for turn in range(6):
            if number < 3:
                desk.change("tests", "test", insert_reserved, 40, f"set {number} {turn}")
            else:
                builders.a_developer(desk, full_name=f"single {number} {turn}")
        desk.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    desk = open_desk(address)
    names = select(DEVELOPERS.c.full_name, func.min(DEVELOPERS.c.id), func.max(DEVELOPERS.c.id), func.count())
    found = desk.read(lambda session: session.execute(names.group_by(DEVELOPERS.c.full_name)).all())
    desk.close()
    assert len(found) == 36
    for name, low, high, count in found:
        assert (high - low + 1, count) == ((40, 40) if name.startswith("set") else (1, 1))


def test_a_block_holds_no_key_that_somebody_drew_meanwhile_on_the_server(postgresql_desk: Desk) -> None:
    desk, stop, blocks = postgresql_desk, threading.Event(), []

    def draw_single_keys() -> list[int]:
        drawn = []
        with desk.database.writer_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not stop.is_set():
                drawn.append(int(connection.execute(text("SELECT nextval('developers_id_seq')")).scalar_one()))
        return drawn

    with ThreadPoolExecutor(2) as threads:
        drawing = [threads.submit(draw_single_keys) for _ in range(2)]
        try:
            for _ in range(20):
                first = desk.change("tests", "test", reserve, 150).value
                blocks.append(range(first, first + 150))
        finally:
            stop.set()
    single = {key for each in drawing for key in each.result()}
    assert len(single) > 20
    assert [block for block in blocks if single & set(block)] == []
    taken = [key for block in blocks for key in block]
    assert len(set(taken)) == len(taken) == 3000


def test_single_records_are_saved_while_a_set_is_under_way_on_the_server(postgresql_desk: Desk) -> None:
    desk = postgresql_desk

    def slow_set(change: Change) -> tuple[int, int]:
        first, last = insert_reserved(change, 10, "in a set")
        with ThreadPoolExecutor(1) as thread:  # the other commits at once, which would wait for the end of the chain
            assert thread.submit(insert_without_audit, desk).result(timeout=5) > last
        return first, last

    assert desk.change("tests", "test", slow_set).value == (1, 10)


def insert_without_audit(desk: Desk) -> int:
    values = {"uid": new_uid(), "created_at": datetime.now(UTC), "updated_at": datetime.now(UTC), "row_version": 1}
    with desk.database.writer_engine.begin() as connection:
        done = connection.execute(DEVELOPERS.insert(), values | {"full_name": "x", "name_key": "", "search_text": ""})
        return int(done.inserted_primary_key[0])


def test_a_key_given_by_hand_does_not_come_again(desk: Desk) -> None:
    # As when a removal is taken back: the number is one that was given before.
    ids = [builders.a_developer(desk).id for _ in range(3)]
    desk.change("tests", "test", lambda change: change.remove(change.get(Developer, 2)))
    builders.saved(desk, Developer(id=2, full_name="Back again"))
    assert ids == [1, 2, 3] and builders.a_developer(desk).id == 4


def test_driver_values_of_every_kind_come_back(desk: Desk) -> None:
    developer = builders.a_developer(desk)
    moment = datetime(2026, 11, 5, 4, 30, tzinfo=UTC)

    def insert(change: Change) -> None:
        stamp = stored_instant(moment)
        record = ("uid", "created_at", "updated_at", "row_version")
        change.insert_many(
            Grant,
            (*record, "product", "unit", "amount", "developer_id", "startup_id", "approved_on", "expires_on", "status", "extra"),
            [
                (new_uid(), stamp, stamp, 1, "tab\t\\N\nline", "usd", 12_345, developer.id, None, date(2026, 4, 1), "2026-12-31",
                 "approved", jsontext.dumps({"देवी": None})),
                (new_uid(), stamp, stamp, 1, "\\.", "usd", 1, developer.id, None, None, None, "approved", None),
            ],
        )  # fmt: skip

    desk.change("tests", "test", insert)
    one, two = desk.read(lambda session: list(session.scalars(select(Grant).order_by(table_of(Grant).c.id))))
    assert (one.product, one.amount, one.approved_on) == ("tab\t\\N\nline", Decimal("123.45"), date(2026, 4, 1))
    assert (one.expires_on, one.created_at, one.extra) == (date(2026, 12, 31), moment, {"देवी": None})
    assert (two.product, two.approved_on, two.extra) == ("\\.", None, None)
    assert two.id == (one.id or 0) + 1


def test_a_set_that_breaks_a_rule_leaves_nothing(desk: Desk) -> None:
    def insert(change: Change) -> None:
        insert_reserved(change, 5, "first")
        rows = [("same", stored_instant(change.at), stored_instant(change.at), 1, "x", "", "")] * 2
        names = ("uid", "created_at", "updated_at", "row_version", "full_name", "name_key", "search_text")
        change.insert_many(Developer, names, rows)

    with pytest.raises(Exception, match=r"(?i)unique"):
        desk.change("tests", "test", insert)
    assert desk.read(lambda session: session.scalar(select(func.count()).select_from(DEVELOPERS))) == 0


def test_ids_come_in_the_order_asked_for(desk: Desk) -> None:
    cohorts = [builders.a_cohort(desk, code=code) for code in ("C", "A", "B")]
    for number in range(12):
        builders.an_enrolment(desk, cohort=cohorts[number % 3])
    enrolments, codes = table_of(Enrolment).c, table_of(builders.Cohort).c
    queries: list[Any] = [
        select(enrolments.id).order_by(enrolments.id),
        select(enrolments.id).order_by(enrolments.id.desc()),
        select(enrolments.id).join(table_of(builders.Cohort)).order_by(codes.code, enrolments.id.desc()),
        select(enrolments.id).where(enrolments.id > 10_000).order_by(enrolments.id),
        select(enrolments.id).join(table_of(builders.Cohort)).order_by(desc(codes.code), enrolments.id).limit(5),
    ]

    def both(session: Any, query: Any) -> tuple[array[int], list[int]]:
        return dialects.ids_of(session.connection(), query), list(session.execute(query).scalars())

    for query in queries:
        fast, plain = desk.read(both, query)
        assert fast.typecode == "I" and list(fast) == plain
    assert list(desk.read(both, queries[2])[0]) == [11, 8, 5, 2, 12, 9, 6, 3, 10, 7, 4, 1]


def test_ids_beyond_sixteen_bits_keep_their_value(desk: Desk) -> None:
    for key in (1, 255, 256, 65_536, 16_777_216, 2**31 - 1):
        builders.saved(desk, Resource(id=key, title=str(key)))
    resources = table_of(Resource).c
    found = desk.read(lambda session: dialects.ids_of(session.connection(), select(resources.id).order_by(resources.id)))
    assert list(found) == [1, 255, 256, 65_536, 16_777_216, 2**31 - 1]


def test_many_values_are_joined_as_one_column(desk: Desk) -> None:
    kept = [builders.a_developer(desk, full_name=name).id for name in ("a", "b'", 'c"', "d\\", "देवी")]

    def read(session: Any, values: list[Any], column: Any) -> list[int]:
        given = dialects.one_column(session.connection(), values)
        return sorted(session.execute(select(DEVELOPERS.c.id).join(given, column == given.c.value)).scalars())

    assert desk.read(read, ["b'", 'c"', "d\\", "देवी", "absent"], DEVELOPERS.c.full_name) == kept[1:]
    assert desk.read(read, [kept[0], 4711], DEVELOPERS.c.id) == [kept[0]]
    assert desk.read(read, list(range(1, 50_000)), DEVELOPERS.c.id) == kept
    assert desk.read(read, [], DEVELOPERS.c.id) == []


def test_rows_whose_key_is_there_already_are_passed_over(desk: Desk) -> None:
    def insert(change: Change) -> None:
        settings = table_of(Setting)
        dialects.insert_ignore(change.connection, settings, [{"name": "a", "value": {"n": 1}}])
        dialects.insert_ignore(change.connection, settings, [{"name": "a", "value": {"n": 2}}, {"name": "b", "value": {}}])
        dialects.insert_ignore(change.connection, settings, [])

    desk.change("tests", "test", insert)
    found = desk.read(lambda session: {row.name: row.value for row in session.scalars(select(Setting))})
    assert found == {"a": {"n": 1}, "b": {}}


def test_the_month_of_a_day_is_the_same_text(desk: Desk) -> None:
    for number, day in enumerate((date(2026, 4, 1), date(2026, 12, 31), None)):
        builders.a_programme(desk, code=f"P{number}", starts_on=day)

    def months(session: Any) -> list[Any]:
        t = table_of(builders.Programme).c
        return list(session.execute(select(dialects.month_of(session.connection(), t.starts_on)).order_by(t.id)).scalars())

    assert desk.read(months) == ["2026-04", "2026-12", None]


def test_only_this_file_asks_which_engine_it_is_on() -> None:
    folder = Path(skilling.database.__file__).parent.parent
    asking = re.compile(r"dialect\.name|is_sqlite\(|get_backend_name|\.drivername")
    found = {path.name for path in folder.rglob("*.py") if asking.search(path.read_text("utf-8"))}
    # The type of a moment and the shape of the search index are the two that differ by nature.
    assert found == {"dialects.py", "columns.py", "search.py", "server.py"}
