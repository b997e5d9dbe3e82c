"""How far work over rows is, is told in rows that only go up."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from skilling.importing import inhand
from skilling.importing.telling import SILENT, Telling
from skilling.services.desk import Desk
from tests.bench import lists
from tests.importing.trials import ACTOR, ready


def told(rows: int) -> tuple[Telling, list[tuple[str, int, int]]]:
    heard: list[tuple[str, int, int]] = []
    return Telling(lambda *report: heard.append(report), "Importing", rows), heard


def test_each_part_moves_the_rows_by_its_share_of_the_whole() -> None:
    telling, heard = told(10_000)
    assert list(telling.over(range(4_000), 0.5)) == list(range(4_000))
    telling.did(0.25)
    assert list(telling.over((letter for letter in "ab"), 0.25, 2)) == ["a", "b"]
    reports = [done for _, done, _ in heard]
    assert reports == sorted(reports) and reports[-1] == 10_000
    assert {250, 2_500, 5_000, 7_500, 8_750} <= set(reports) and len(reports) < 40
    assert {(stage, total) for stage, _, total in heard} == {("Importing", 10_000)}


def test_nothing_that_is_not_known_is_made_up() -> None:
    telling, heard = told(100)
    assert list(telling.over(iter("abc"), 1.0)) == ["a", "b", "c"]
    assert [done for _, done, _ in heard] == [0, 0, 0, 0, 100]


def test_items_pass_untouched_where_nobody_listens() -> None:
    items = [1, 2, 3]
    assert SILENT.over(items, 1.0) is items


def test_planning_and_importing_tell_how_many_rows_are_through(sqlite_desk: Desk, tmp_path: Path) -> None:
    heard: dict[str, list[tuple[int, int]]] = {}
    state = SimpleNamespace(address=ready(sqlite_desk).address)

    def progress(stage: str, done: int, total: int) -> None:
        heard.setdefault(stage, []).append((done, total))

    inhand.open_list(state, progress, str(lists.write(tmp_path / "list.csv", 300)))
    inhand.make_plan(state, progress)
    inhand.apply_list(state, progress, ACTOR)
    inhand.close_list(state, progress)
    for stage in ("Checking values", "Recognising records", "Importing"):
        reports = heard[stage]
        assert reports[0] == (0, 300) and reports[-1] == (300, 300)
        assert reports == sorted(reports) and len(set(reports)) > 2, stage
