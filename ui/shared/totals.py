"""Owns the line about the selected cells: how many, their sum and average; refuses to fetch rows for it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QItemSelection

from ui.shared.gridcopy import ranges_of
from ui.shared.gridmodel import TICK, GridModel
from ui.shared.numbers import grouped, rupees

_MOST_CELLS = 5_000


def totals_text(model: GridModel, selection: QItemSelection) -> str:
    """Count: 12 · Sum: 3,400 · Average: 283.33; nothing for a single cell, the count alone for very many."""
    translate = QCoreApplication.translate
    parts = [(part.top(), part.bottom(), part.left(), part.right()) for part in ranges_of(selection)]
    count = sum((bottom - top + 1) * (right - max(left, TICK + 1) + 1) for top, bottom, left, right in parts)
    if count < 2:
        return ""
    text = translate("totals", "Count: {count}").format(count=grouped(count))
    columns = {column for _, _, left, right in parts for column in range(max(left, TICK + 1), right + 1)}
    if count > _MOST_CELLS or len(columns) != 1:
        return text
    column = columns.pop() - 1
    values = [model.value(row, column) for top, bottom, _, _ in parts for row in range(top, bottom + 1)]
    found = [value for value in values if isinstance(value, int | float | Decimal) and not isinstance(value, bool)]
    if not found or not model.columns[column].align_right:
        return text
    total = sum(found)
    mean = float(total) / len(found)
    if model.columns[column].kind == "money":
        words = (rupees(int(total)), rupees(round(mean)))
    else:
        words = (
            grouped(float(total), 0 if total == int(total) else 2),
            grouped(mean, 0 if mean == int(mean) else 2),
        )
    return translate("totals", "{count} · Sum: {sum} · Average: {mean}").format(count=text, sum=words[0], mean=words[1])
