"""The grid's model: first rows at once, all ids behind them, cells by primary key, nothing stale."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.ui.people import PeopleSource
from ui.background import Background, inline
from ui.shared.gridmodel import BLOCK, TICK, GridModel
from ui.shared.gridsource import Filter, Query

BY_NAME = (("name", False),)


class Later:
    """Keeps jobs until they are let go, in any order: the slow reader of these tests."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def __call__(self, job: Callable[[], None]) -> None:
        self.jobs.append(job)

    def run_all(self) -> None:
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()


@pytest.fixture
def model(qapp: Any, people: PeopleSource) -> GridModel:
    return GridModel(people, Background(inline))


def test_the_model_keeps_qts_contract(model: GridModel, qtmodeltester: Any) -> None:
    model.show_first(Query(order=BY_NAME))
    qtmodeltester.check(model, force_py=True)


def test_an_empty_list_keeps_qts_contract_too(model: GridModel, qtmodeltester: Any) -> None:
    model.show_first(Query(text="nobody has this name"))
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount() == 0


def test_the_first_rows_are_shown_before_the_snapshot_is_there(qapp: Any, people: PeopleSource) -> None:
    later = Later()
    model = GridModel(people, Background(later))
    model.show_first(Query(order=BY_NAME))
    assert (model.rowCount(), model.whole) == (BLOCK, False)
    later.run_all()
    assert (model.rowCount(), model.whole) == (1000, True)


def test_the_snapshot_adds_rows_below_without_moving_those_on_screen(qapp: Any, people: PeopleSource) -> None:
    later = Later()
    model = GridModel(people, Background(later))
    model.show_first(Query(order=BY_NAME))
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    later.run_all()
    assert (resets, inserted) == ([], [(BLOCK, 999)])


def test_rows_stand_in_the_order_asked_for(model: GridModel, people: PeopleSource) -> None:
    model.show_first(Query(order=(("state", True), ("name", False))))
    expected = people.ask("SELECT id FROM person ORDER BY state DESC, name ASC, id")
    assert list(model.ids) == [row[0] for row in expected]


def test_only_the_blocks_that_are_looked_at_are_fetched(model: GridModel, people: PeopleSource) -> None:
    model.show_first(Query(order=BY_NAME))
    people.calls.clear()
    model.text(900, 0)
    model.text(901, 3)
    assert people.calls == ["block"]


def test_an_answer_to_an_older_question_never_lands(qapp: Any, people: PeopleSource) -> None:
    later = Later()
    model = GridModel(people, Background(later))
    model.ask(Query(text="Asha"))
    model.ask(Query(text="Kabir"))
    later.jobs.reverse()
    while later.jobs:
        later.run_all()
    assert {model.text(row, 0).split()[0] for row in range(model.rowCount())} == {"Kabir"}


def test_until_the_new_rows_are_there_the_old_ones_stay(qapp: Any, people: PeopleSource) -> None:
    later = Later()
    model = GridModel(people, Background(later))
    model.show_first(Query(order=BY_NAME))
    later.run_all()
    model.ask(Query(text="Asha"))
    assert model.rowCount() == 1000


def test_a_refresh_tells_of_changed_cells_without_moving_rows(model: GridModel, people: PeopleSource) -> None:
    model.show_first(Query(order=BY_NAME))
    record = model.ids[3]
    connection = people.connect()
    connection.execute("UPDATE person SET state = 'Goa' WHERE id = ?", (record,))
    connection.commit()
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.refresh()
    assert (model.text(3, 3), resets) == ("Goa", [])


def test_a_row_deleted_meanwhile_is_empty_until_the_refresh_takes_it_away(model: GridModel, people: PeopleSource) -> None:
    model.show_first(Query(order=BY_NAME))
    connection = people.connect()
    connection.execute("DELETE FROM person WHERE id = ?", (model.ids[500],))
    connection.commit()
    assert model.text(500, 0) == ""
    model.refresh()
    assert model.rowCount() == 999


def test_cells_are_written_as_people_read_them(model: GridModel) -> None:
    model.show_first(Query(filters=(Filter("state", "is", ("Bihar",)),)))
    texts = [model.text(0, column) for column in range(8)]
    assert texts[0] == "Gauri Rao"
    assert texts[2].startswith("+91 ")
    assert texts[6] == "2 Feb 2026"
    assert texts[7] == "Enrolled"


def test_a_screen_reader_hears_column_and_value(model: GridModel) -> None:
    model.show_first(Query())
    index = model.index(0, 4)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "State/UT: Bihar"
    assert model.data(model.index(0, TICK), Qt.ItemDataRole.AccessibleTextRole) == "Not selected"


def test_ticks_are_kept_over_search_and_sort(model: GridModel) -> None:
    model.show_first(Query())
    model.ticks.put_many([3, 5], True)
    model.ask(Query(text="Asha"))
    model.ask(Query(order=(("name", True),)))
    assert model.ticks.chosen() == [3, 5]


def test_all_matching_is_ticked_without_listing_and_forgotten_with_its_search(model: GridModel) -> None:
    model.show_first(Query(text="Asha"))
    model.ticks.put_all_matching(model.ids)
    model.ticks.put(model.ids[0], False)
    assert len(model.ticks) == model.rowCount() - 1
    assert list(model.ticks.chosen()) == list(model.ids[1:])
    model.ask(Query(text="Asha", order=(("name", True),)))
    assert len(model.ticks) == model.rowCount() - 1
    model.ask(Query(text="Kabir"))
    assert len(model.ticks) == 0


def test_nothing_can_be_edited_unless_the_page_says_so(model: GridModel) -> None:
    model.show_first(Query())
    index = model.index(0, 4)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    model.editable = frozenset({"state"})
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(QModelIndex())


def test_the_ids_of_a_million_take_four_bytes_each() -> None:
    assert array("I").itemsize == 4
