"""Owns how cells leave and enter a grid through the clipboard: TSV for sheets, HTML for documents."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QItemSelection, QItemSelectionRange, QMimeData

from ui.shared.gridcells import cell_text
from ui.shared.gridmodel import BLOCK, TICK, GridModel
from ui.shared.gridsource import GridColumn, GridSource

Cells = list[list[str]]
MOST_COPIED = 50_000
"""Rows: more belong into an export, and would hold the window while they are read."""


def ranges_of(selection: QItemSelection) -> list[QItemSelectionRange]:
    """The rectangles of a selection."""
    return [selection.at(place) for place in range(selection.count())]


def selected_ranges(model: GridModel, selection: QItemSelection, shown: Sequence[int]) -> tuple[list[int], list[int]]:
    """The rows and the columns (of the model, as they stand) that the selection touches; ticks are never
    copied.
    """
    rows: set[int] = set()
    columns: set[int] = set()
    for part in ranges_of(selection):
        rows.update(range(part.top(), min(part.bottom(), part.top() + MOST_COPIED) + 1))
        columns.update(range(part.left(), part.right() + 1))
    return sorted(rows)[:MOST_COPIED], [section for section in shown if section in columns and section != TICK]


def gather(
    source: GridSource,
    columns: Sequence[GridColumn],
    ids: Sequence[int],
    sections: Sequence[int],
    headings: bool,
) -> Cells:
    """The words of the cells, with the names of the columns above when asked for. Runs on a reader: it
    fetches all rows.
    """
    cells = [[columns[section - 1].label for section in sections]] if headings else []
    for start in range(0, len(ids), BLOCK):
        wanted = ids[start : start + BLOCK]
        rows = {row[0]: row for row in source.block(wanted)}
        found = (rows[record] for record in wanted if record in rows)
        cells += [[cell_text(columns[section - 1], row[section]) for section in sections] for row in found]
    return cells


def to_clipboard(cells: Cells, *, headings: bool) -> QMimeData:
    """Both forms at once: a sheet takes the first, a document the second."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_one_line(text) for text in row) for row in cells))
    data.setHtml(_table(cells, headings))
    return data


def from_clipboard(text: str) -> Cells:
    """The block of cells that a sheet has put on the clipboard as text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines] if text else []


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\r", " ").replace("\n", " ")


def _table(cells: Cells, headings: bool) -> str:
    rows = []
    for number, row in enumerate(cells):
        tag = "th" if headings and number == 0 else "td"
        # Text format, so that a sheet does not make a number of a phone or a date of a code.
        inside = "".join(f"<{tag} style=\"mso-number-format:'\\@'\">{escape(text)}</{tag}>" for text in row)
        rows.append(f"<tr>{inside}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'
