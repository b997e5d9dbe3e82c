"""Divides lines that no delimiter divides: columns at constant places, names after a number or a bullet; refuses to cut through a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

Divide = Callable[[str], list[str]]
"""The cells of a line."""

_RULE: Final = re.compile(r"[-=_+*~.|\s]*")
_GAP: Final = re.compile(r"\S {2,}\S")
_GAPS: Final = re.compile(r" {2,}")
_NUMBERED: Final = re.compile(r"\s*[(\[]?(\d{1,5})\s*[.)\]:-]+\s*(?=\S)")
_PARTED: Final = re.compile(r"(\S*) +(\S*)")
_BULLET: Final = re.compile(r"\s*[-–—•●▪·*►]\s+(?=\S)")
_FEWEST_LINES: Final = 4
_SHARE_WITH_GAPS: Final = 0.6
_SHARE_ACROSS: Final = 0.1  # of the lines, titles and notes, may write over the place between two columns
_SHARE_DIVIDED: Final = 0.8
_SHARE_ALIGNED: Final = 0.7
_SHARE_NUMBERED: Final = 0.7


def dividing(lines: Sequence[str]) -> Divide | None:
    """How such lines are divided; None for text in one column."""
    written = [line.rstrip() for line in lines if not _RULE.fullmatch(line)]
    if len(written) < _FEWEST_LINES:
        return None
    columns = _columns(written)
    if columns:
        return lambda line: _cut(line, columns)
    if _are_numbered(written):
        return _after_number
    bulleted = sum(_BULLET.match(line) is not None for line in written)
    return _after_bullet if bulleted >= max(_FEWEST_LINES, _SHARE_NUMBERED * len(written)) else None


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where the columns begin and end; none for text that has no such places."""
    gapped = [line for line in lines if _GAP.search(line) and "\t" not in line]
    if len(gapped) < max(_FEWEST_LINES, _SHARE_WITH_GAPS * len(lines)):
        return []
    width = max(map(len, gapped))
    across = int(_SHARE_ACROSS * len(gapped))
    filled = [sum(line[place : place + 1] not in ("", " ") for line in gapped) > across for place in range(width)]
    edges = [place for place in range(width + 1) if (place < width and filled[place]) != (place > 0 and filled[place - 1])]
    columns = list(zip(edges[::2], edges[1::2], strict=True))
    columns = _joined(columns, gapped)
    divided = sum(_cuts(line, columns) is not None for line in lines)
    return columns if len(columns) > 1 and divided >= _SHARE_DIVIDED * len(lines) else []


def _joined(columns: Sequence[tuple[int, int]], lines: Sequence[str]) -> list[tuple[int, int]]:
    """Columns whose cells neither begin nor end together are words of one; what only goes on to the left is no column."""
    joined = list(columns[:1])
    for start, end in columns[1:]:
        cells = [line[start - 1 : end] for line in lines if line[start:end].strip()]
        if sum(cell[0] == " " for cell in cells) < _SHARE_ALIGNED * len(cells):
            continue
        aligned = max(sum(cell[1] != " " for cell in cells), sum(cell[end - start :] not in ("", " ") for cell in cells))
        if aligned < _SHARE_ALIGNED * len(cells):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cuts(line: str, columns: Sequence[tuple[int, int]]) -> list[int] | None:
    """Where to cut a line between its columns; None for a line that writes across one of the gaps.

    A cell may be longer than its column: it then runs into the gap from its side, and a space is left.
    """
    cuts = []
    for (_, end), (start, _) in pairwise(columns):
        gap = line[end:start]
        found = _PARTED.fullmatch(gap) if gap.strip() else None
        if gap.strip() and (
            found is None or (found[1] and line[end - 1] == " ") or (found[2] and line[start : start + 1] == " ")
        ):
            return None
        cuts.append(end + (len(found[1]) if found else 0))
    return cuts


def _cut(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """The cells of a line; one that writes across the columns is divided by its gaps, or stays whole."""
    line = line.rstrip("\r\n")
    if _RULE.fullmatch(line):
        return [line.strip()]
    cuts = _cuts(line, columns)
    if cuts is not None:
        return [line[start:end].strip() for start, end in pairwise([0, *cuts, max(len(line), cuts[-1])])]
    pieces = _GAPS.split(line.strip())
    return pieces if len(pieces) == len(columns) else [line.strip()]


def _are_numbered(lines: Sequence[str]) -> bool:
    """Whether most lines begin with a number, each with the next one."""
    found = [match for line in lines if (match := _NUMBERED.match(line))]
    numbers = [int(match[1]) for match in found]
    climbing = sum(later == earlier + 1 for earlier, later in pairwise(numbers))
    return len(found) >= max(_FEWEST_LINES, _SHARE_NUMBERED * len(lines)) and climbing >= _SHARE_NUMBERED * len(numbers)


def _after_number(line: str) -> list[str]:
    line = line.rstrip("\r\n")
    found = _NUMBERED.match(line)
    return [found[1], line[found.end() :].strip()] if found else ["", line.strip()]


def _after_bullet(line: str) -> list[str]:
    return [_BULLET.sub("", line, count=1).strip()]
