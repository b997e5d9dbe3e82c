"""Views of a list that the office keeps by name: words, filters, order, columns; refuses a name that is taken or gone.

They belong to the programme database, so colleagues and the command line have them too, and each change of one can be taken
back like any other: its facts carry what was there before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.changes import Change
from skilling.database.tables import Setting, table_of
from skilling.domain.problems import Refused
from skilling.domain.queries import Filter, Query
from skilling.domain.text import clean
from skilling.services.views import listing

_LONGEST: Final = 60  # letters of a name; more do not fit into a menu
SETTINGS: Final = "settings"  # where the facts of a change keep what it set: name -> (before, after)

Columns = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view: `columns` are dicts of name, width and hidden, in their order."""

    name: str
    query: Query
    columns: Columns

    @property
    def shown(self) -> list[str]:
        """The names of the columns that are not hidden."""
        return [str(column["name"]) for column in self.columns if not column.get("hidden")]


def saved(session: Session, noun: str) -> list[SavedView]:
    """The views of a list, by name; `noun` in the plural. Columns that are no more are left out."""
    setting = table_of(Setting)
    found = session.execute(
        select(setting.c.name, setting.c.value).where(setting.c.name.startswith(_key(noun, ""), autoescape=True))
    )
    views = [_read(noun, name.removeprefix(_key(noun, "")), value) for name, value in found]
    return sorted(views, key=lambda view: view.name.casefold())


def find(session: Session, noun: str, name: str) -> SavedView:
    """The view of that name, whatever its case; Refused, with the names there are, where there is none."""
    views = saved(session, noun)
    for view in views:
        if view.name.casefold() == name.strip().casefold():
            return view
    names = ", ".join(view.name for view in views) or "none yet; save one above the list in the window"
    raise Refused("view", f"There is no saved view '{name}' of {noun}. There are: {names}.")


def save(change: Change, noun: str, view: SavedView, *, over: bool = False) -> str:
    """Keeps a view under its name, which is returned as it was cleaned; Refused where another has it, unless `over`."""
    name = _named(view.name)
    taken = next((one.name for one in saved(change.session, noun) if one.name.casefold() == name.casefold()), None)
    if taken is not None and not over:
        raise Refused("view-taken", f"There is a view '{taken}' already. Choose another name, or open it and save it there.")
    _put(change, _key(noun, taken or name), _plain(view))
    change.facts |= {"title": taken or name}
    return taken or name


def rename(change: Change, noun: str, old: str, new: str) -> str:
    """Another name for a view; Refused where another view has it."""
    view, name = find(change.session, noun, old), _named(new)
    if any(one.name.casefold() == name.casefold() and one.name != view.name for one in saved(change.session, noun)):
        raise Refused("view-taken", f"There is a view '{name}' already. Choose another name.")
    _put(change, _key(noun, view.name), None)
    _put(change, _key(noun, name), _plain(view))
    change.facts |= {"title": name, "old": view.name}
    return name


def delete(change: Change, noun: str, name: str) -> None:
    """Takes a view away; no record goes with it."""
    view = find(change.session, noun, name)
    _put(change, _key(noun, view.name), None)
    change.facts |= {"title": view.name}


def put_back(change: Change, facts: Mapping[str, Any], *, again: bool) -> None:
    """Takes what a change set back, or sets it again; Refused where it was set otherwise since."""
    for key, (before, after) in facts[SETTINGS].items():
        now, then = (before, after) if again else (after, before)
        setting = change.session.get(Setting, key, with_for_update=True)
        if (setting.value if setting is not None else None) != now:
            raise Refused("changed-since", "This view was changed since. Take the newer change back first.")
        _put(change, key, then)


def _put(change: Change, key: str, value: dict[str, Any] | None) -> None:
    setting = change.session.get(Setting, key, with_for_update=True)
    before = setting.value if setting is not None else None
    if setting is None and value is not None:
        change.session.add(Setting(name=key, value=value))
    elif setting is not None and value is None:
        change.session.delete(setting)
    elif setting is not None and value is not None:
        setting.value = value
    change.session.flush()
    change.facts.setdefault(SETTINGS, {})[key] = [before, value]


def _key(noun: str, name: str) -> str:
    return f"view/{noun}/{name}"


def _named(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > _LONGEST:
        raise Refused("view-name", f"Give the view a name of at most {_LONGEST} letters. Example: Karnataka, no e-mail.")
    return cleaned


def _plain(view: SavedView) -> dict[str, Any]:
    return {
        "text": view.query.text,
        "filters": [[one.column, one.operator, [_kept(value) for value in one.values]] for one in view.query.filters],
        "order": [list(key) for key in view.query.order],
        "columns": [dict(column) for column in view.columns],
    }


def _read(noun: str, name: str, value: Mapping[str, Any]) -> SavedView:
    known = {column.name for column in listing(noun).columns}
    query = Query(
        value["text"],
        tuple(Filter(c, operator, tuple(map(_given, values))) for c, operator, values in value["filters"] if c in known),
        tuple((column, bool(down)) for column, down in value["order"] if column in known),
    )
    return SavedView(name, query, tuple(column for column in value["columns"] if column["name"] in known))


def _kept(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _given(value: Any) -> Any:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
