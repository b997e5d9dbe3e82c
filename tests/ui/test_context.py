"""What a page can do through its context: read, change, undo, speak."""

from __future__ import annotations

from typing import Any

from skilling.domain.problems import Refused
from ui.context import Context
from ui.undoing import Step, Undoing


def rename(records: dict[str, Any], key: str, value: str) -> str:
    records[key] = value
    return value


def look(records: dict[str, Any], key: str) -> Any:
    return records.get(key)


def refuse(records: dict[str, Any]) -> None:
    raise Refused("full", "The cohort is full: 60 of 60. Raise its seats or choose another.")


def test_a_change_tells_who_listens_and_offers_undo(context: Context) -> None:
    touched, said, done = [], [], []
    context.bus.changed.connect(touched.append)
    context.bus.said.connect(lambda text, undo: said.append((text, undo)))
    context.change("cohort.renamed", rename, "name", "BLR-2026-A", then=done.append)
    assert touched == [frozenset({"developers"})]
    assert said == [("cohort renamed", 1)]
    assert done[0].value == "BLR-2026-A"
    assert context.read(look, "name") == "BLR-2026-A"


def test_an_autosave_says_nothing_but_can_be_undone(context: Context) -> None:
    said: list[str] = []
    context.bus.said.connect(lambda text, undo: said.append(text))
    context.change("cohort.renamed", rename, "name", "A", said="")
    assert said == []
    assert context.undoing.next_undo is not None


def test_undo_and_redo_walk_the_changes(context: Context) -> None:
    for name in ("A", "B", "C"):
        context.change("cohort.renamed", rename, "name", name, said="")
    context.undo()
    context.undo()
    assert context.read(look, "name") == "A"
    context.redo()
    assert context.read(look, "name") == "B"
    context.undo()
    context.undo()
    assert context.read(look, "name") is None
    assert context.undoing.next_undo is None


def test_a_new_change_ends_what_could_be_redone(context: Context) -> None:
    context.change("cohort.renamed", rename, "name", "A", said="")
    context.undo()
    context.change("cohort.renamed", rename, "name", "B", said="")
    assert context.undoing.next_redo is None


def test_a_toast_takes_back_its_own_change_though_others_came_after(context: Context) -> None:
    context.change("cohort.renamed", rename, "name", "A", said="")
    context.change("cohort.renamed", rename, "place", "Pune", said="")
    context.undo(1)
    assert [step.change_id for step in context.undoing._done] == [2]


def test_a_refusal_goes_where_it_can_be_mended(context: Context) -> None:
    beside: list[Refused] = []
    shown: list[Refused] = []
    context.bus.refused.connect(shown.append)
    context.change("developer.enrolled", refuse, refused=beside.append)
    assert (beside[0].code, shown) == ("full", [])
    context.change("developer.enrolled", refuse)
    assert shown[0].code == "full"
    assert context.undoing.next_undo is None


def test_a_mistake_is_told_as_one(context: Context) -> None:
    failed: list[Exception] = []
    context.bus.failed.connect(failed.append)

    def wrong(records: dict[str, Any]) -> None:
        raise ZeroDivisionError

    context.change("x.y", wrong)
    context.read_later(wrong, then=lambda value: None)
    assert [type(one) for one in failed] == [ZeroDivisionError] * 2


def test_an_undo_that_is_refused_is_not_offered_again(context: Context) -> None:
    shown: list[Refused] = []
    context.bus.refused.connect(shown.append)
    context.change("cohort.renamed", rename, "name", "A", said="")

    def take_back(actor: str, change_id: int) -> Any:
        raise Refused("changed", "It was changed since by Meera.")

    context.desk.take_back = take_back  # type: ignore[method-assign]
    context.undo()
    assert shown[0].code == "changed"
    assert context.undoing.next_undo is None


def test_a_change_is_known_by_what_it_was_at_first_however_often_it_is_undone_and_redone() -> None:
    undoing = Undoing()
    undoing.did(Step(7, "Imported"))
    undoing.undid(undoing.of(7), 8)
    assert undoing.redo_brings(7)
    assert not undoing.redo_brings(8)
    redo = undoing.next_redo
    assert redo is not None
    undoing.redid(redo, 9)
    assert undoing.of(7) == Step(9, "Imported", 7), "the change that made it stand again is the one to take back"
    undoing.undid(undoing.of(7), 10)
    assert undoing.redo_brings(7)
    undoing.did(Step(11, "Renamed"))
    assert not undoing.redo_brings(7)
