"""The grid as it is used: by mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QListWidget

from skilling.domain.problems import Refused
from tests.ui.accessibility import assert_all_named
from tests.ui.people import PeopleSource
from ui.context import Context
from ui.shared.columns import ColumnChooser
from ui.shared.filterpopup import FilterPopup
from ui.shared.filters import Chip
from ui.shared.grid import CellEdit, Grid
from ui.shared.gridmodel import TICK
from ui.shared.gridsource import Filter, Query
from ui.shared.messages import EmptyState

ENTER, SPACE, HELD = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.KeyboardModifier
CTRL, SHIFT, ALT = HELD.ControlModifier, HELD.ShiftModifier, HELD.AltModifier


class Desk:
    """Takes the edits of a grid, and refuses what it is told to."""

    def __init__(self) -> None:
        self.edits: list[list[CellEdit]] = []
        self.refusal: Refused | None = None

    def edit(self, cells: Sequence[CellEdit], answered: Any) -> None:
        self.edits.append(list(cells))
        answered(self.refusal)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def grid(qtbot: Any, context: Context, people: PeopleSource, desk: Desk) -> Iterator[Grid]:
    made = Grid(
        context, people, "people", title="Developers", what="developers", search="Search name, email, phone",
        order=(("name", False),), edit=desk.edit, editable=("state", "since"),
    )  # fmt: skip
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.load()
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    made.view.setCurrentIndex(made.model.index(0, 1))
    yield made
    made._totals_timer.stop()  # the people are gone before the grid is


def at(grid: Grid, row: int, column: int) -> None:
    grid.view.setCurrentIndex(grid.model.index(row, column))


def press(qtbot: Any, grid: Grid, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(grid.view, key, modifier)


def test_every_control_of_the_grid_has_a_name(grid: Grid) -> None:
    assert_all_named(grid)


def test_the_summary_says_how_many_of_how_many(qtbot: Any, grid: Grid) -> None:
    said: list[str] = []
    grid.summarised.connect(said.append)
    grid.ask(Query(text="Asha"))
    assert said[-1] == "100 shown of 1,000"
    grid.ask(Query())
    assert said[-1] == "1,000 developers"


def test_the_search_waits_until_typing_pauses(qtbot: Any, grid: Grid, people: PeopleSource) -> None:
    people.calls.clear()
    with qtbot.waitSignal(grid.query_changed):
        qtbot.keyClicks(grid.bar.search, "asha rao")
    assert people.calls.count("first") == 1
    assert grid.query.text == "asha rao"
    assert all("Asha Rao" in grid.model.text(row, 0) for row in range(grid.model.rowCount()))


def test_a_click_on_a_heading_sorts_and_shift_adds_a_key(grid: Grid) -> None:
    heading = grid.view.heading
    heading.sort_wanted.emit("state", False)
    heading.sort_wanted.emit("name", True)
    assert grid.query.order == (("state", False), ("name", False))
    heading.sort_wanted.emit("state", False)
    assert grid.query.order == (("state", False),)
    heading.sort_wanted.emit("state", False)
    heading.sort_wanted.emit("state", False)
    assert grid.query.order == (("name", False),)


def test_the_heading_tells_a_click_for_sorting_from_one_for_filtering(qtbot: Any, grid: Grid) -> None:
    heading = grid.view.heading
    section = grid.view.section_of("cohort")
    left = heading.sectionViewportPosition(section)
    middle = heading.height() // 2
    qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 30, middle))
    assert grid.query.order == (("cohort", False),)
    sign = QPoint(left + heading.sectionSize(section) - 14, middle)
    with qtbot.waitSignal(heading.filter_wanted):
        qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    for popup in grid.findChildren(FilterPopup):
        popup.close()


def test_the_filter_popup_lists_values_with_counts_and_blanks(qtbot: Any, grid: Grid) -> None:
    grid._open_filter("state", QPoint(10, 10))
    popup = grid.findChild(FilterPopup)
    assert popup is not None
    assert_all_named(popup)
    values = popup.findChild(QListWidget)
    words = [values.item(row).text() for row in range(values.count())]
    assert "(blank)" in words and "Karnataka" in words
    values.item(words.index("Karnataka")).setCheckState(Qt.CheckState.Checked)
    values.item(words.index("(blank)")).setCheckState(Qt.CheckState.Checked)
    qtbot.keyClick(popup, ENTER)
    assert grid.query.filters == (Filter("state", "is", (None, "Karnataka")),)
    chip = grid.findChild(Chip)
    assert chip is not None
    chip.removed.emit()
    assert grid.query.filters == ()


def test_a_condition_that_cannot_be_read_is_refused_in_words(qtbot: Any, grid: Grid) -> None:
    grid._open_filter("since", QPoint(10, 10))
    popup = grid.findChild(FilterPopup)
    assert popup is not None
    popup._operator.setCurrentIndex(1)
    popup._from.setText("31/02/2026")
    popup._on_applied()
    assert popup._wrong.text() == "Needs a day, month and year. Example: 22/11/2026"
    popup._from.setText("1/6/26")
    popup._on_applied()
    assert [str(one) for one in grid.query.filters[0].values] == ["2026-06-01"]


def test_nothing_matching_differs_from_nothing_there(qtbot: Any, context: Context, people: PeopleSource, grid: Grid) -> None:
    grid.ask(Query(text="zzzz"))
    state = grid.findChild(EmptyState)
    assert state is not None and state.accessibleName() == "Nothing matches"
    grid.bar.cleared.emit()
    assert grid.model.rowCount() == 1000
    people.ask("SELECT 1")
    connection = people.connect()
    connection.execute("DELETE FROM person")
    connection.commit()
    empty = EmptyState(context.theme, "users", "No developers yet", "Drop a list here.")
    bare = Grid(context, people, "none", title="Developers", empty=empty)
    qtbot.addWidget(bare)
    bare.load()
    assert not empty.isHidden()


def test_space_opens_the_panel_and_on_a_tick_it_ticks(qtbot: Any, grid: Grid) -> None:
    with qtbot.waitSignal(grid.panel_wanted) as wanted:
        press(qtbot, grid, SPACE)
    assert wanted.args == [grid.model.ids[0]]
    at(grid, 2, TICK)
    press(qtbot, grid, SPACE)
    assert grid.chosen() == [grid.model.ids[2]]


def test_insert_ticks_and_goes_on(qtbot: Any, grid: Grid) -> None:
    press(qtbot, grid, Qt.Key.Key_Insert)
    press(qtbot, grid, Qt.Key.Key_Insert)
    assert set(grid.chosen()) == set(grid.model.ids[:2])
    assert grid.current_id == grid.model.ids[2]


def test_control_arrows_jump_to_the_edges(qtbot: Any, grid: Grid) -> None:
    press(qtbot, grid, Qt.Key.Key_Down, CTRL)
    assert grid.view.currentIndex().row() == 999
    press(qtbot, grid, Qt.Key.Key_Right, CTRL)
    assert grid.view.currentIndex().column() == 8
    press(qtbot, grid, Qt.Key.Key_Home, CTRL)
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (0, 1)
    press(qtbot, grid, Qt.Key.Key_Down, CTRL | SHIFT)
    assert (
        len(grid.view.selectionModel().selectedRows(1)) == 1000 or grid.view.selectionModel().selection().at(0).height() == 1000
    )


def test_tab_leaves_the_table(qtbot: Any, grid: Grid) -> None:
    assert not grid.view.tabKeyNavigation()


def test_enter_opens_the_record_where_nothing_is_edited(qtbot: Any, grid: Grid) -> None:
    with qtbot.waitSignal(grid.record_opened) as opened:
        press(qtbot, grid, ENTER)
    assert opened.args == [grid.model.ids[0]]


def test_typing_replaces_a_cell_and_enter_goes_down(qtbot: Any, grid: Grid, desk: Desk) -> None:
    at(grid, 0, 4)
    qtbot.keyClick(grid.view, "G")
    editor = grid.view.findChild(QLineEdit)
    assert editor is not None and editor.text() == "G"
    qtbot.keyClicks(editor, "oa")
    qtbot.keyClick(editor, ENTER)
    assert desk.edits == [[CellEdit(grid.model.ids[0], "state", "Goa", grid.model.value(0, 3))]]
    assert grid.view.currentIndex().row() == 1


def test_escape_discards_an_edit(qtbot: Any, grid: Grid, desk: Desk) -> None:
    at(grid, 0, 4)
    press(qtbot, grid, Qt.Key.Key_F2)
    editor = grid.view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Goa")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.edits == []


def test_a_refused_edit_is_explained_beside_its_cell(qtbot: Any, grid: Grid, desk: Desk) -> None:
    desk.refusal = Refused("state", "“Karnatka” is no state. Choose one, for example Karnataka.")
    at(grid, 1, 4)
    QGuiApplication.clipboard().setText("Karnatka")
    press(qtbot, grid, Qt.Key.Key_V, CTRL)
    assert grid.editing is not None and grid.editing.refusal.isVisible()
    assert grid.editing.refusal.text.startswith("“Karnatka” is no state")


def test_a_pasted_block_is_one_change(qtbot: Any, grid: Grid, desk: Desk) -> None:
    at(grid, 0, 4)
    QGuiApplication.clipboard().setText("Goa\nKerala\r\nBihar\n")
    press(qtbot, grid, Qt.Key.Key_V, CTRL)
    assert [[(edit.id, edit.text) for edit in edits] for edits in desk.edits] == [
        list(zip(grid.model.ids[:3], ["Goa", "Kerala", "Bihar"], strict=True))
    ]


def test_one_value_is_pasted_onto_every_selected_cell(qtbot: Any, grid: Grid, desk: Desk) -> None:
    at(grid, 0, 4)
    press(qtbot, grid, Qt.Key.Key_Down, SHIFT)
    press(qtbot, grid, Qt.Key.Key_Down, SHIFT)
    QGuiApplication.clipboard().setText("Goa")
    press(qtbot, grid, Qt.Key.Key_V, CTRL)
    assert [edit.text for edit in desk.edits[0]] == ["Goa"] * 3


def test_fill_down_takes_the_top_cell(qtbot: Any, grid: Grid, desk: Desk) -> None:
    at(grid, 0, 4)
    top = grid.model.text(0, 3)
    press(qtbot, grid, Qt.Key.Key_Down, SHIFT)
    press(qtbot, grid, Qt.Key.Key_D, CTRL)
    assert [edit.text for edit in desk.edits[0]] == [top, top]


def test_a_row_just_edited_stays_until_the_cursor_leaves_it(qtbot: Any, grid: Grid, desk: Desk, people: PeopleSource) -> None:
    grid.ask(Query(filters=(Filter("state", "is", ("Bihar",)),)))
    before = grid.model.rowCount()
    at(grid, 0, 4)
    record = grid.model.ids[0]
    QGuiApplication.clipboard().setText("Goa")
    press(qtbot, grid, Qt.Key.Key_V, CTRL)
    connection = people.connect()
    connection.execute("UPDATE person SET state = 'Goa' WHERE id = ?", (record,))
    connection.commit()
    grid.refresh()
    assert (grid.model.rowCount(), grid.model.text(0, 3)) == (before, "Goa")
    press(qtbot, grid, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: grid.model.rowCount() == before - 1)


def test_copy_gives_text_for_sheets_and_a_table_for_documents(qtbot: Any, grid: Grid) -> None:
    at(grid, 0, 1)
    press(qtbot, grid, Qt.Key.Key_Right, SHIFT)
    press(qtbot, grid, Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == f"Name\tEmail\n{grid.model.text(0, 0)}\t{grid.model.text(0, 1)}"
    assert "<th" in data.html() and "<td" in data.html()


def test_the_box_over_the_ticks_takes_the_rows_on_screen_and_the_bar_offers_the_rest(qtbot: Any, grid: Grid) -> None:
    grid.view.heading.tick_wanted.emit()
    on_screen = len(grid.chosen())
    assert 10 <= on_screen <= 20
    assert grid.selection_bar.isVisible()
    grid.selection_bar.all_wanted.emit()
    assert len(grid.chosen()) == 1000
    grid.view.heading.tick_wanted.emit()
    assert len(grid.chosen()) == 0
    assert not grid.selection_bar.isVisible()


def test_an_action_on_the_selection_gets_the_ticked_ids(qtbot: Any, grid: Grid) -> None:
    got: list[Sequence[int]] = []
    action = grid.add_bulk_action("Move to cohort…", got.append)
    grid.model.ticks.put_many([4, 9], True)
    action.click()
    assert got == [[4, 9]]


def test_alt_down_filters_the_current_column(qtbot: Any, grid: Grid) -> None:
    at(grid, 0, 5)
    press(qtbot, grid, Qt.Key.Key_Down, ALT)
    popup = grid.findChild(FilterPopup)
    assert popup is not None and popup.accessibleName() == "Filter Cohort"
    popup.close()


def test_columns_are_hidden_reordered_and_remembered(qtbot: Any, grid: Grid, context: Context, people: PeopleSource) -> None:
    layout = [
        {"name": "name", "hidden": False},
        {"name": "status", "hidden": False},
        {"name": "email", "hidden": True},
    ]
    grid.column_layout.choose(layout)
    assert grid.shown_columns()[:2] == ["name", "status"]
    assert "email" not in grid.shown_columns()
    grid.column_layout.keep()
    again = Grid(context, people, "people", title="Developers")
    qtbot.addWidget(again)
    assert again.shown_columns() == grid.shown_columns()
    again.column_layout.reset()
    assert again.shown_columns() == [column.name for column in people.columns]


def test_the_column_chooser_never_hides_the_last_column(qtbot: Any, grid: Grid) -> None:
    grid.column_layout.open_chooser(QPoint(300, 100))
    chooser = grid.findChild(ColumnChooser)
    assert chooser is not None
    assert_all_named(chooser)
    for row in range(chooser._list.count()):
        chooser._list.setCurrentRow(row)
        chooser._list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert len(grid.shown_columns()) == 1
    chooser.close()


def test_the_name_stays_when_the_rest_is_scrolled_sideways(qtbot: Any, grid: Grid) -> None:
    grid.resize(520, 400)
    qtbot.waitUntil(lambda: grid.view.horizontalScrollBar().maximum() > 0)
    frozen = grid.view._frozen
    assert frozen is not None and not frozen.isVisible()
    grid.view.horizontalScrollBar().setValue(80)
    assert frozen.isVisible()
    assert [section for section in range(9) if not frozen.isColumnHidden(section)] == [0, 1]
    press(qtbot, grid, Qt.Key.Key_Right, CTRL)
    assert grid.view.visualRect(grid.view.currentIndex()).left() >= frozen.width()


def test_beside_a_panel_the_status_is_never_cut(qtbot: Any, grid: Grid) -> None:
    grid.resize(760, 400)
    grid.view.set_compact(True)
    status = grid.view.section_of("status")
    right = grid.view.heading.sectionViewportPosition(status) + grid.view.columnWidth(status)
    assert right <= grid.view.viewport().width() + 1
    assert grid.shown_columns() == [column.name for column in grid.model.columns]
    grid.view.set_compact(False)
    assert not any(grid.view.isColumnHidden(section) for section in range(9))


def test_the_selected_cells_are_counted_and_summed(qtbot: Any, grid: Grid, context: Context) -> None:
    at(grid, 0, 6)
    with qtbot.waitSignal(context.bus.noted) as noted:
        press(qtbot, grid, Qt.Key.Key_Down, SHIFT)
    hours = [grid.model.value(row, 5) for row in (0, 1)]
    assert noted.args[0].startswith(f"Count: 2 · Sum: {sum(hours)}")


def test_after_a_refresh_the_cursor_is_on_the_same_record(qtbot: Any, grid: Grid, people: PeopleSource) -> None:
    at(grid, 300, 3)
    record = grid.current_id
    connection = people.connect()
    connection.execute("DELETE FROM person WHERE id = ?", (grid.model.ids[0],))
    connection.commit()
    grid.refresh()
    assert (grid.current_id, grid.view.currentIndex().row()) == (record, 299)


def test_a_filter_by_id_is_named_in_words(qtbot: Any, grid: Grid, people: PeopleSource) -> None:
    """A link from another page filters by the id of a state or cohort; the chip has to say its name."""
    facets = people.facets
    people.facets = lambda column, query, text: (  # type: ignore[method-assign]
        [(29, "Karnataka", 143)] if column == "cohort" else facets(column, query, text)
    )
    grid.ask(Query(filters=(Filter("cohort", "is", (29,)),)))
    assert [chip._words.text() for chip in grid.bar._chips] == ["Cohort: Karnataka"]


def test_a_pop_up_closed_early_takes_no_answer(qtbot: Any, grid: Grid) -> None:
    grid._open_filter("state", QPoint(10, 10))
    popup = grid.findChild(FilterPopup)
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert popup.isHidden()
