"""Typing a few letters finds the same developers on both engines, whatever was done to them before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from skilling.database import dialects, search
from skilling.database.changes import Change
from skilling.database.identity import new_uid
from skilling.database.tables import Developer, table_of
from skilling.services.desk import Desk
from tests import builders

TEXTS = {
    "asha": "asha rao asha rao 9845012345 asha.rao@example.in",
    "kabir": "kabir das 9111122223 k_das@example.in r100%",
    "sunita": "सुनीता देवी devi sunita 9000000001 sunita@example.in",
    "anu": "anu 9000000002 anu@example.in",
    "quote": 'o\'brien "bob" brien 9000000003 ab/c\\d@example.in',
    "none": "",
}
FOUND = [
    ("asha", {"asha"}),
    ("RAO Asha", {"asha"}),
    ("sha ra", {"asha"}),
    ("9845", {"asha"}),
    ("98450 12345", {"asha"}),  # both groups occur
    ("example.in", {"asha", "kabir", "sunita", "anu", "quote"}),
    ("das", {"kabir"}),
    ("asha das", set()),
    ("सुनीता", {"sunita"}),
    ("देवी sun", {"sunita"}),
    ("an", {"anu"}),  # two letters: no trigram
    ("a", {"asha", "kabir", "sunita", "anu", "quote"}),
    ("a n u", {"sunita", "anu"}),
    ("an anu", {"anu"}),
    ("ra0", set()),
    ("%", {"kabir"}),
    ("_", {"kabir"}),
    ("100%", {"kabir"}),
    ("k_das", {"kabir"}),
    ("kXdas", set()),
    ('"bob"', {"quote"}),
    ("o'brien", {"quote"}),
    ("ab/c\\d", {"quote"}),
    ("AND", set()),
    ("asha OR kabir", set()),
    ("asha*", set()),
    ("search_text:asha", set()),
    ("as\0ha", {"asha"}),  # parts two words: no stored text can hold this sign
    ("as\0", {"asha", "kabir"}),
    ("\ud800asha", {"asha"}),
]


def people(desk: Desk) -> dict[str, int]:
    return {key: builders.a_developer(desk, full_name=key, search_text=text).id or 0 for key, text in TEXTS.items()}


def ids_found(desk: Desk, typed: str) -> set[int] | None:
    """None where nothing was asked."""

    def find(session: object) -> set[int] | None:
        condition = search.condition(session.connection(), typed)  # type: ignore[attr-defined]
        if condition is None:
            return None
        return set(session.scalars(select(table_of(Developer).c.id).where(condition)))  # type: ignore[attr-defined]

    return desk.read(find)


def test_every_typed_word_has_to_occur_and_signs_mean_themselves(desk: Desk) -> None:
    known = people(desk)
    found = {typed: ids_found(desk, typed) for typed, _ in FOUND}
    assert found == {typed: {known[key] for key in keys} for typed, keys in FOUND}


def test_nothing_typed_asks_nothing(desk: Desk) -> None:
    people(desk)
    assert [ids_found(desk, typed) for typed in ("", "   ", "\t\n", "\0")] == [None] * 4


def test_an_edit_is_found_by_its_new_words_and_no_longer_by_its_old(desk: Desk) -> None:
    known = people(desk)

    def rename(change: Change) -> None:
        change.edit(change.get(Developer, known["asha"]), {"full_name": "Meera", "search_text": "meera nair"})

    desk.change("tests", "test", rename)
    assert ids_found(desk, "meera") == {known["asha"]}
    assert ids_found(desk, "rao") == set()


def test_a_search_text_derived_anew_is_found_although_nothing_else_changed(desk: Desk) -> None:
    known = people(desk)
    desk.change("tests", "test", lambda change: change.edit(change.get(Developer, known["none"]), {"search_text": "imran khan"}))
    assert ids_found(desk, "imran") == {known["none"]}


def test_a_removed_developer_is_found_no_longer(desk: Desk) -> None:
    known = people(desk)
    desk.change("tests", "test", lambda change: change.remove(change.get(Developer, known["asha"])))
    assert ids_found(desk, "asha") == set()
    assert rows_in_index(desk) in (None, len(TEXTS) - 1)


def test_a_failed_change_leaves_the_index_as_it_was(desk: Desk) -> None:
    known = people(desk)

    def fail(change: Change) -> None:
        change.edit(change.get(Developer, known["asha"]), {"search_text": "someone else"})
        search.refresh(change.connection, change.touched)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.change("tests", "test", fail)
    assert ids_found(desk, "asha") == {known["asha"]}
    assert ids_found(desk, "someone") == set()


def test_a_set_of_developers_is_found_and_its_removal_too(desk: Desk) -> None:
    people(desk)
    table = table_of(Developer)

    def insert(change: Change) -> int:
        first = dialects.reserve_ids(change.connection, table, 1200)
        stamp = "2026-11-05 10:00:00"
        rows = [(first + n, new_uid(), stamp, stamp, 1, f"Person {n}", "", f"person n{n:05d}") for n in range(1200)]
        names = ("id", "uid", "created_at", "updated_at", "row_version", "full_name", "name_key", "search_text")
        change.insert_many(Developer, names, rows)
        search.add_range(change.connection, first, first + 1199)
        return first

    first = desk.change("tests", "test", insert).value
    assert ids_found(desk, "n00007") == {first + 7}
    assert len(ids_found(desk, "person") or ()) == 1200

    def remove(change: Change) -> None:
        change.connection.execute(text("DELETE FROM developers WHERE id >= :first"), {"first": first})
        change.mark("developer", range(first, first + 1200))

    desk.change("tests", "test", remove)
    assert ids_found(desk, "person") == set()
    assert rows_in_index(desk) in (None, len(TEXTS))


def test_a_lost_index_is_built_again(sqlite_desk: Desk) -> None:
    known = people(sqlite_desk)

    def lose(change: Change) -> None:
        change.connection.execute(text("DROP TABLE developer_search"))
        search.build(change.connection)

    sqlite_desk.change("tests", "test", lose)
    assert ids_found(sqlite_desk, "asha") == {known["asha"]}
    assert rows_in_index(sqlite_desk) == len(TEXTS)


def test_a_server_without_trigrams_gives_the_same_answers(postgresql_desk: Desk) -> None:
    known = people(postgresql_desk)
    with postgresql_desk.database.writer_engine.begin() as connection:
        connection.execute(text("DROP EXTENSION pg_trgm CASCADE"))
    for typed, keys in FOUND:
        assert ids_found(postgresql_desk, typed) == {known[key] for key in keys}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=8))
def test_whatever_is_typed_finds_what_a_plain_reading_finds(sqlite_desk: Desk, texts: list[str], typed: str) -> None:
    def run(change: Change) -> tuple[set[int], set[int]]:
        change.connection.execute(text("DELETE FROM developers"))
        change.connection.execute(text("DELETE FROM developer_search"))
        stored = {}
        for words in texts:
            kept = words.casefold().replace("\0", " ")
            record = change.add(Developer(full_name="x", search_text=kept))
            stored[record.id or 0] = kept
        search.refresh(change.connection, change.touched)
        condition = search.condition(change.connection, typed)
        if condition is None:
            return set(), set()
        found = set(change.session.scalars(select(table_of(Developer).c.id).where(condition)))
        wanted = typed.replace("\0", " ").casefold().split()
        return found, {key for key, kept in stored.items() if all(word in kept for word in wanted)}

    found, expected = sqlite_desk.change("tests", "test", run).value
    assert found == expected


def rows_in_index(desk: Desk) -> int | None:
    """How many rows the index of SQLite has; PostgreSQL keeps its own."""
    if not desk.database.is_file:
        return None
    return int(desk.read(lambda session: session.execute(text("SELECT count(*) FROM developer_search")).scalar_one()))
