"""Owns what a key means in a grid, after Excel; knows nothing of the table it moves in."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Key = Qt.Key
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier


class Move(Enum):
    """Where the cursor jumps."""

    TOP = auto()
    BOTTOM = auto()
    LEFT_EDGE = auto()
    RIGHT_EDGE = auto()
    FIRST_CELL = auto()
    LAST_CELL = auto()


_MOVES = {
    (Key.Key_Up, _CTRL): Move.TOP,
    (Key.Key_Down, _CTRL): Move.BOTTOM,
    (Key.Key_Left, _CTRL): Move.LEFT_EDGE,
    (Key.Key_Right, _CTRL): Move.RIGHT_EDGE,
    (Key.Key_Home, _CTRL): Move.FIRST_CELL,
    (Key.Key_End, _CTRL): Move.LAST_CELL,
    (Key.Key_Home, _NONE): Move.LEFT_EDGE,
    (Key.Key_End, _NONE): Move.RIGHT_EDGE,
}
_DOINGS = {
    (Key.Key_Return, _NONE): "open",
    (Key.Key_Enter, _NONE): "open",
    (Key.Key_F2, _NONE): "edit",
    (Key.Key_Space, _NONE): "space",
    (Key.Key_Space, _SHIFT): "row",
    (Key.Key_Space, _CTRL): "column",
    (Key.Key_Insert, _NONE): "tick",
    (Key.Key_Down, _ALT): "filter",
    (Key.Key_A, _CTRL): "select all",
    (Key.Key_C, _CTRL): "copy",
    (Key.Key_C, _CTRL | _SHIFT): "copy with headings",
    (Key.Key_V, _CTRL): "paste",
    (Key.Key_D, _CTRL): "fill",
    (Key.Key_Delete, _NONE): "clear",
    (Key.Key_Semicolon, _CTRL): "today",
}


def meaning(event: QKeyEvent) -> Move | str | None:
    """A jump, a doing by name, or None when the key is left to Qt. With Shift a jump selects."""
    key = Qt.Key(event.key())
    pressed = event.modifiers() & (_CTRL | _SHIFT | _ALT)
    return _MOVES.get((key, pressed & ~_SHIFT)) or _DOINGS.get((key, pressed))


def landing(move: Move, row: int, column: int, columns: list[int], rows: int) -> tuple[int, int]:
    """The row and column where a jump lands. `columns` are the shown ones as they stand, the ticks first."""
    first, last = columns[1] if len(columns) > 1 else columns[0], columns[-1]
    return {
        Move.TOP: (0, column),
        Move.BOTTOM: (rows - 1, column),
        Move.LEFT_EDGE: (row, first),
        Move.RIGHT_EDGE: (row, last),
        Move.FIRST_CELL: (0, first),
        Move.LAST_CELL: (rows - 1, last),
    }[move]
