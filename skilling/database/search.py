"""The index behind typing a few letters of a developer's name, phone or e-mail; refuses nothing: every text is a question.

SQLite: FTS5 trigrams without positions (small, and any part of a word is found); the few hits are checked again
against the text itself. PostgreSQL: the same text with `pg_trgm` where the server has it, else a scan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, column, func, literal, or_, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from skilling.database import dialects, jsontext, merged
from skilling.database.tables import Developer, table_of

_SHORTEST: Final = 3  # letters in a trigram
_GATHERED: Final = 16 * 2**20  # bytes; the engine's own choice is a sixteenth, and costs a third more time
_GIVEN: Final = "(SELECT value FROM json_each(:ids))"
_FORGET: Final = text(f"DELETE FROM developer_search WHERE rowid IN {_GIVEN}")
_LEARN: Final = text(
    f"INSERT INTO developer_search(rowid, search_text) SELECT id, search_text FROM developers WHERE id IN {_GIVEN}"
)
_FTS: Final = table("developer_search", column("rowid"), column("developer_search"))


def build(connection: Connection) -> None:
    """The index, empty or filled from what is there."""
    if dialects.is_sqlite(connection):
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS developer_search USING fts5("
                "search_text, content='', contentless_delete=1, tokenize='trigram', detail='none')"
            )
        )
        connection.execute(text("DELETE FROM developer_search"))
        connection.execute(text("INSERT INTO developer_search(rowid, search_text) SELECT id, search_text FROM developers"))
        return
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            connection.execute(
                text("CREATE INDEX IF NOT EXISTS ix_developers_search ON developers USING gin (search_text gin_trgm_ops)")
            )
    except DBAPIError:
        # Not every server allows extensions; the same question then costs a scan and gives the same answer.
        return


def refresh(connection: Connection, touched: Mapping[str, set[int]]) -> None:
    """Follows developers changed one by one; sets are added by `add_range` where they are inserted."""
    ids = sorted(touched.get(Developer.noun, ()))
    if not ids or not dialects.is_sqlite(connection):
        return
    for statement in (_FORGET, _LEARN):
        connection.execute(statement, {"ids": jsontext.dumps(ids)})


def add_range(connection: Connection, first: int, last: int) -> None:
    """Developers `first`..`last`, just inserted as a set, join the index."""
    if dialects.is_sqlite(connection):
        # Trigrams gather in memory before they are written: with more room there, fewer parts have to be merged afterwards.
        connection.execute(text(f"INSERT INTO developer_search(developer_search, rank) VALUES ('hashsize', {_GATHERED})"))
        connection.execute(
            text(
                "INSERT INTO developer_search(rowid, search_text) "
                "SELECT id, search_text FROM developers WHERE id BETWEEN :first AND :last"
            ),
            {"first": first, "last": last},
        )


def condition(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """The developers in whose text every typed word occurs; None where nothing was typed."""
    # What no stored text can hold is passed over: NUL, and halves of signs that come from a broken clipboard.
    words = typed.encode("utf-8", "ignore").decode().replace("\0", " ").casefold().split()
    if not words:
        return None
    searched: Any = Developer.search_text
    parts: list[ColumnElement[bool]] = [searched.contains(word, autoescape=True) for word in words]
    if dialects.is_sqlite(connection):
        trigrams = {word[i : i + 3] for word in words if len(word) >= _SHORTEST for i in range(len(word) - 2)}
        if trigrams:
            match = " AND ".join('"' + t.replace('"', '""') + '"' for t in sorted(trigrams))
            hits = select(_FTS.c.rowid).where(_FTS.c.developer_search.op("MATCH")(literal(match)))
            parts.insert(0, col(Developer.id).in_(hits))
    also = _survivors(connection, words)
    return or_(and_(*parts), col(Developer.id).in_(also)) if also else and_(*parts)


def _survivors(connection: Connection, words: list[str]) -> list[int]:
    """Who is found by what was on record of somebody who was merged into them, or by that record's lasting identifier."""
    text_of: Any = Developer.search_text
    told = and_(*(text_of.contains(word, autoescape=True) for word in words))
    asked = select(table_of(Developer).c.id).where(
        col(Developer.merged_into).is_not(None), or_(told, func.lower(col(Developer.uid)) == words[0])
    )
    return sorted(set(merged.survivors(connection, [int(key) for key in connection.execute(asked).scalars()]).values()))
