"""Reads delimited lines in which a quotation mark may be left open; refuses to let it swallow the rows after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Final

_MOST_MENDED: Final = 20
_SURELY_ROWS: Final = 3  # so many lines inside one cell that each divide as the rows do are rows


class RunawayQuote(Exception):
    """Quotation marks are left open so often that they hold nothing together in this text."""


class _Lines:
    """Lines that remember what was taken since the last row, and take lines back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._given_back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._given_back.popleft() if self._given_back else next(self._lines)
        self.taken.append(line)
        return line

    def take_back(self, lines: list[str]) -> None:
        self._given_back.extendleft(reversed(lines))


def rows(lines: Iterable[str], delimiter: str, mended: Callable[[int], None]) -> Iterator[list[str]]:
    """The rows of a delimited text. `mended` is told the number of each row whose quotation mark was never closed.

    Such a row is read with its mark as an ordinary character. Raises RunawayQuote where there are too many of them.
    """
    source = _Lines(lines)
    usual, repairs = 0, 0
    for number, read in enumerate(csv.reader(source, delimiter=delimiter), 1):
        row = read
        if len(source.taken) > 1 and _swallowed_rows(source.taken, delimiter, usual):
            repairs += 1
            if repairs > _MOST_MENDED:
                raise RunawayQuote
            source.take_back(source.taken[1:])
            row = next(csv.reader(source.taken[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE))
            mended(number)
        source.taken.clear()
        usual = len(row) - 1 if row else usual
        yield row


def _swallowed_rows(taken: list[str], delimiter: str, usual: int) -> bool:
    """Whether the lines that were read as one row are several: the mark never closes, or those within divide as rows do."""
    error = _strictly(taken, delimiter)
    if "unexpected end" in error:
        return True
    if usual < 1:
        return False
    inside = taken[1:-1]
    if error and all(line.count(delimiter) >= usual for line in taken[:1] + (inside or taken[1:])):
        return True  # it is closed by the mark that opens another value
    return len(inside) >= _SURELY_ROWS and all(line.count(delimiter) == usual for line in inside)


def _strictly(taken: list[str], delimiter: str) -> str:
    """What is wrong with the quotation marks of these lines, in the words of the csv module; '' where nothing is."""
    try:
        for _ in csv.reader(taken, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return str(error)
    return ""
