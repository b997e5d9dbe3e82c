"""Reads lists kept as text: finds the encoding and the delimiter by trial, keeps every value a string."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from skilling.domain.problems import Refused
from skilling.importing.reading import quotes
from skilling.importing.reading.plainlines import Divide, dividing

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_LINES = 400
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# What web pages put before a list that they hand over as an address, and some save with it.
_DATA_ADDRESS = re.compile(r"data:text/[\w.+-]+(?:;[\w=-]+)*,")
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text file is written. `lost` counts bytes that are no character in its encoding."""

    encoding: str
    lost: int = 0


def spelling_of(data: bytes) -> Spelling:
    """The encoding of a text: its mark, else the rhythm of NUL bytes, else UTF-8 if it is, else cp1252.

    A text that is UTF-8 but for a few bytes stays UTF-8, with those bytes counted as lost. Raises Refused
    'unsupported' for what is no text at all.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Spelling(encoding, _lost(data, encoding))
    wide = _unmarked_utf16(data[:65_536])
    if wide:
        return Spelling(wide, _lost(data, wide))
    if len(_CONTROL.findall(data[:65_536])) > len(data[:65_536]) // 100:
        raise Refused(
            "unsupported",
            "This file is neither a spreadsheet nor text. Open it in the program that made it, save it as an "
            "Excel workbook (.xlsx), and choose that file.",
        )
    lost = _lost(data, "utf-8")
    if lost == 0:
        return Spelling("utf-8")
    letters = sum(1 for byte in data if byte >= 0xC2)
    return Spelling("utf-8", lost) if letters > 10 * lost else Spelling("cp1252")


def _lost(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return max(1, data.decode(encoding, "replace").count("\ufffd"))
    return 0


def _unmarked_utf16(head: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' when NUL bytes stand on one side of the pairs only, as in commas they do."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) / 2
    if odd > 0.02 * pairs and even <= 0.05 * odd:
        return "utf-16-le"
    if even > 0.02 * pairs and odd <= 0.05 * even:
        return "utf-16-be"
    return ""


def decoded(data: bytes, spelling: Spelling) -> io.TextIOWrapper:
    """The text as a stream, line ends untouched."""
    stream = io.BytesIO(data)
    if spelling.encoding == "cp1252":
        codecs.register_error("undefined-in-cp1252", _keep_undefined)
        return io.TextIOWrapper(stream, "cp1252", errors="undefined-in-cp1252", newline="")
    return io.TextIOWrapper(stream, spelling.encoding, errors="replace", newline="")


def _keep_undefined(error: UnicodeError) -> tuple[str, int]:
    """cp1252 leaves five bytes undefined; read them as Latin-1 does, so that no byte is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is divided. `delimiter` None: a single column; `skip`: characters before the list."""

    delimiter: str | None
    quotes: bool = True
    """Whether quotation marks hold a value together, or are ordinary characters."""
    skip: int = 0
    wrapped: bool = False
    """Whole lines were put in quotes again, as Excel does to a column of CSV text."""
    divide: Divide | None = None
    """How lines without a delimiter are divided into cells, where they are."""


def dialect_of(text: io.TextIOBase) -> Dialect:
    """The dialect that divides the beginning of a text most evenly, by parsing it with each delimiter."""
    sample = text.read(_SAMPLE_CHARACTERS)
    said = _SEPARATOR_LINE.match(sample)
    if said:
        return Dialect(said.group(1), skip=said.end())
    address = _DATA_ADDRESS.match(sample)
    start = address.end() if address else 0
    lines = sample[start:].splitlines(keepends=True)
    if len(sample) == _SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()
    return replace(_dialect_of_lines(lines), skip=start)


def _dialect_of_lines(lines: Sequence[str]) -> Dialect:
    lines = _plain_lines(lines)[:_SAMPLE_LINES]
    delimiter = _best_delimiter(lines)
    if delimiter is None:
        inner = [line.strip()[1:-1].replace('""', '"') for line in lines if _is_wrapped(line)]
        if len(inner) > 0.8 * len(lines):
            delimiter = _best_delimiter(inner)
            return Dialect(delimiter, wrapped=delimiter is not None)
        return Dialect(None, divide=dividing(lines))
    return Dialect(delimiter)


def _plain_lines(pieces: Iterable[str]) -> list[str]:
    """Join again what str.splitlines cut at characters that end no line in a CSV."""
    lines: list[str] = []
    open_line = ""
    for piece in pieces:
        open_line += piece
        if piece.endswith(("\n", "\r")):
            lines.append(open_line)
            open_line = ""
    return [*lines, open_line] if open_line else lines


def _is_wrapped(line: str) -> bool:
    line = line.strip()
    return len(line) > 2 and line[0] == line[-1] == '"'


def _best_delimiter(lines: Sequence[str]) -> str | None:
    judged = [(_evenness(lines, delimiter), delimiter) for delimiter in DELIMITERS]
    evenness, delimiter = max(judged, key=lambda pair: pair[0])
    return delimiter if evenness > 0 else None


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """How evenly a delimiter divides the lines: 0 for not at all. Wider wins where evenness is equal."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = Counter(widths).most_common(1)[0]
    divided = sum(1 for found in widths if found > 1)
    if width == 1 or divided < 0.5 * len(widths):
        return 0.0
    even = times / len(widths)
    if even < 0.3 and max(widths) < 4:
        return 0.0
    return 0.6 * even + 0.4 * divided / len(widths) + 0.01 * min(width, 30)


def records(
    data: bytes, spelling: Spelling, dialect: Dialect, mended: Callable[[int], None] = lambda number: None
) -> Iterator[list[str]]:
    """The rows of the text, blank ones included, each as long as it was written.

    `mended` is told the number of each row with a quotation mark that is never closed. Raises RunawayQuote where most are.
    """
    csv.field_size_limit(2**31 - 1)
    text = decoded(data, spelling)
    text.read(dialect.skip)
    if dialect.divide is not None:
        return map(dialect.divide, text)
    if dialect.delimiter is None and not dialect.quotes:
        return ([line.rstrip("\r\n")] for line in text)
    delimiter = dialect.delimiter or "\x1f"
    if dialect.wrapped:
        return csv.reader((row[0] if row else "" for row in _single(data, spelling)), delimiter=delimiter)
    if not dialect.quotes:
        return csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return quotes.rows(text, delimiter, mended) if b'"' in data else csv.reader(text, delimiter=delimiter)


def _single(data: bytes, spelling: Spelling) -> Iterator[list[str]]:
    return csv.reader(decoded(data, spelling), delimiter="\x1f")
