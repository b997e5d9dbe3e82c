"""Says of every row beneath a heading what it is: data, or what else and why; refuses to change a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skilling.importing.reading.grid import Row
from skilling.importing.table.doubts import dropped_in_doubt, taken_in_doubt
from skilling.importing.table.looks import Look, amount, is_blank, is_data, look_of, plain_text
from skilling.importing.table.sections import counts_on, in_a_series, names_a_section, names_by_number, names_who_signed
from skilling.importing.table.shape import Shape
from skilling.importing.table.sight import SURE, Sight
from skilling.importing.table.totals import is_subtotal_label, is_total_label, sums_match

DATA = ""
TITLE, BLANK, TOTAL, SUBTOTAL, NOTE = "title", "blank", "total", "subtotal", "note"
REPEATED, JUNK, OUTSIDE = "repeated header", "junk", "outside"

_TITLE_LENGTH = 6  # shorter texts above the heading repeat in the records by chance
_MOST_CELLS_ADDED = 300_000
_NOTE_WORDS = re.compile(
    r"\W*(?:notes?|n\.?\s?b|source|remarks?|prepared|verified|checked|approved|signature|signed|sign|seal|"
    r"principal|co-?ordinator|hod|director|place|date|disclaimer|generated|report|page\s*\d|end\s+of|legend|"
    r"abbreviations?|instructions?|contact|for\s+(?:any|quer)|this\s+is|copy\s+to|\*+\s*\w+|\d+\s+(?:rows?|records?)|"
    r"नोट|टिप्पणी|हस्ताक्षर|स्थान|दिनांक|प्राचार्य|प्रधानाचार्य)(?![\w\u0900-\u0dff])",
    re.IGNORECASE,
)
# What is typed beneath the last record so that nobody adds one: 'END', '--- End of list ---', 'xxxxx', '- o - o -'.
_END_MARK = re.compile(
    r"\W*(?:the\s+)?(?:end|finis|समाप्त)(?:\s+of\s+\w+)?\W*$|\W*[xX]{3,}\W*$|(?:\W+[oOxX0]){2,}\W*$", re.IGNORECASE
)
_RULE_LENGTH = 5  # signs; a name that is not known may be two dashes
_SEPARATOR = re.compile(r"[-+_=*.~·•#\s]{2,}$")


@dataclass(frozen=True, slots=True)
class Labels:
    """`why` gives DATA, or the reason why it is none, for every row after the heading.

    `doubts` are the rows whose label a person should look at.
    """

    why: dict[int, str]
    doubts: tuple[int, ...]


class Labeller:
    """Labels the rows beneath a heading one after the other, then looks at its doubts as a whole."""

    def __init__(self, sight: Sight, shape: Shape, band: Sequence[int]) -> None:
        self._sight = sight
        self._rows = sight.rows
        self._shape = shape
        self._headings = [{column: plain_text(self._rows[row][column]).casefold() for column in shape.columns} for row in band]
        self._band_end = band[-1]
        self._few = max(1, int(0.3 * len(shape.columns)))
        numeric = [column for column in shape.columns if shape.looks[column] in (Look.NUMBER, Look.DATE)]
        self._numeric = list(dict.fromkeys([column for column in (shape.serial, *numeric[:1]) if column is not None]))
        self._titles = frozenset(text for row in range(band[0]) for text in sight.texts(row) if len(text) >= _TITLE_LENGTH)

    def labels(self) -> Labels:
        """A label for every row after the band."""
        shape, rows = self._shape, self._rows
        labels: dict[int, str] = {}
        doubtful: list[int] = []
        anchors = shape.anchors
        names = {heading[anchors[0]] for heading in self._headings} if anchors else set()
        blank_run = 0
        for index in range(self._band_end + 1, len(rows)):
            row = rows[index]
            near_heading = index <= self._band_end + 2
            if anchors and not near_heading and not blank_run and self._fills_anchors(row, anchors, names):
                labels[index] = DATA
                blank_run = 0
                continue
            label = self._label(index, row, after_gap=blank_run > 0)
            if label in (BLANK, OUTSIDE):
                labels[index] = label
                blank_run += 1
                continue
            if blank_run and label in (DATA, NOTE, TOTAL) and self._begins_another_table(index, blank_run):
                labels.update(dict.fromkeys(range(index, len(rows)), OUTSIDE))
                self._relabel_blanks(labels, index)
                break
            labels[index] = label
            doubtful.append(index)
            if label != TOTAL:  # a total may stand above the next table, too
                blank_run = 0
        self._settle_totals(labels, doubtful)
        self._settle_sections(labels, doubtful)
        self._settle_notes(labels, doubtful)
        self._settle_signers(labels)
        return Labels(labels, tuple(index for index in doubtful if self._in_doubt(index, labels[index])))

    def _in_doubt(self, index: int, label: str) -> bool:
        shape, row = self._shape, self._rows[index]
        if label == REPEATED:
            return self._orders_anew(index)
        if label == DATA and index == self._band_end + 1:
            said = [look_of(row[column]) for column in shape.columns if not is_blank(row[column])]
            if (
                len(said) > 1
                and all(look in (Look.LABEL, Look.PROSE) for look in said)
                and any(map(is_data, shape.looks.values()))
            ):
                return True  # words only, right under the heading: it may be explained there
        if label == DATA:
            return taken_in_doubt(row, shape.columns, shape.looks, shape.serial)
        return label == NOTE and dropped_in_doubt(row, shape.columns, shape.serial)

    def _orders_anew(self, index: int) -> bool:
        """Whether a heading that comes again has the same names in other columns: what stands beneath it would be mistaken."""
        texts = {column: text for column in self._shape.columns if (text := plain_text(self._rows[index][column]).casefold())}
        return any(
            text != heading[column] and text in heading.values() for heading in self._headings for column, text in texts.items()
        )

    def _fills_anchors(self, row: Row, anchors: tuple[int, ...], names: set[str]) -> bool:
        """The quick yes for an ordinary row."""
        for column in anchors:
            cell = row[column]
            if cell.__class__ is not str or not cell.strip() or cell.endswith(":"):
                return False
        for column in self._numeric:
            cell = row[column]
            if cell.__class__ is str and not any(map(str.isdigit, cell)) and not is_blank(cell):
                return False  # a word where a number stands
        first = row[anchors[0]]
        text = plain_text(first)
        if not any(character.isalnum() for character in text):
            return False
        return text.casefold() not in names and not is_total_label(text) and len(anchors) > 1

    def _label(self, index: int, row: Row, *, after_gap: bool) -> str:
        shape = self._shape
        filled = [column for column in shape.columns if not is_blank(row[column])]
        if not filled:
            return OUTSIDE if any(not is_blank(cell) for cell in row) else BLANK
        if filled == [shape.serial] and len(shape.columns) > 1 and amount(row[filled[0]]) is not None:
            return BLANK
        texts = {column: plain_text(row[column]) for column in filled}
        if self._repeats_heading(texts) or (index <= self._band_end + 2 and self._numbers_columns(texts)):
            return REPEATED
        if not after_gap and self._says_headings(texts):
            return REPEATED
        if texts[filled[0]].casefold() in self._titles and len(texts) <= max(2, self._few):
            return TITLE
        if index == self._band_end + 1 and self._says_how_to_fill(texts):
            return NOTE
        return self._label_of_words(index, texts)

    def _says_how_to_fill(self, texts: dict[int, str]) -> bool:
        """Whether the row under the heading speaks about the columns: words stand where numbers and addresses do."""
        if len(texts) < 2 or any(look_of(text) not in (Look.LABEL, Look.PROSE) for text in texts.values()):
            return False
        return sum(is_data(self._shape.looks[column]) for column in texts) >= max(2, len(texts) // 3)

    def _label_of_words(self, index: int, texts: dict[int, str]) -> str:
        if all(_SEPARATOR.match(text) for text in texts.values()) and len(texts) > self._few:
            return JUNK
        if not any(character.isalnum() for text in texts.values() for character in text):
            rules = [text for text in texts.values() if _SEPARATOR.match(text)]
            ruled = len(rules) == len(texts) and (len(self._shape.columns) > 3 or max(map(len, rules)) >= _RULE_LENGTH)
            return DATA if self._shape.known.intersection(texts) and not ruled else JUNK
        if next(iter(texts.values())).endswith(":") and len(texts) > 1:
            return NOTE  # 'Nodal officer: | Dr Raman' between or beneath the records
        total = self._total_label(texts)
        if total:
            return SUBTOTAL if is_subtotal_label(total) else TOTAL
        return NOTE if self._is_section(index, texts) else DATA

    def _repeats_heading(self, texts: dict[int, str]) -> bool:
        for heading in self._headings:
            named = sum(1 for text in heading.values() if text)
            same = sum(1 for column, text in texts.items() if text.casefold() == heading[column])
            if same >= min(2, named) and same >= 0.6 * len(texts) and same >= 0.5 * named:
                return True
        return False

    def _says_headings(self, texts: dict[int, str]) -> bool:
        """Whether a row says the headings in other words, or in another language. After a gap it would be another table's."""
        if len(texts) < max(3, 0.5 * len(self._shape.columns)) or any(look_of(text) is not Look.LABEL for text in texts.values()):
            return False
        return sum(self._sight.known_text(text) >= SURE for text in texts.values()) >= 0.6 * len(texts)

    def _numbers_columns(self, texts: dict[int, str]) -> bool:
        """Whether the row under the heading only counts the columns: (1) (2) (3) or (i) (ii) (iii), as government forms do."""
        if len(texts) < max(3, 0.7 * len(self._shape.columns)):
            return False
        return counts_on(list(texts.values())) and any(self._shape.looks[column] is Look.LABEL for column in texts)

    def _total_label(self, texts: dict[int, str]) -> str:
        """The label of a totals row: hardly any other text stands in it."""
        said = next((text for text in texts.values() if is_total_label(text)), "")
        if not said:
            return ""
        words = [text for column, text in texts.items() if text != said and look_of(text) is Look.LABEL]
        return said if len(words) <= max(1, len(texts) // 4) else ""

    def _is_section(self, index: int, texts: dict[int, str]) -> bool:
        """Whether a lone text heads the rows beneath it, such as a batch's name merged across the table."""
        if len(texts) != 1 or len(self._shape.columns) < 3:
            return False
        ((column, text),) = texts.items()
        if names_a_section(text):
            return True
        if look_of(text) not in (Look.LABEL, Look.PROSE):
            return False
        return index in self._shape.merged_across or is_data(self._shape.looks[column])

    def _begins_another_table(self, index: int, blank_run: int) -> bool:
        """Whether a row after a gap is the heading, or the title, of something else."""
        for row in range(index, min(index + 3, len(self._rows))):
            filled = self._sight.filled(row)
            looks = self._sight.looks(row)
            if not filled:
                return False
            if len(filled) < 2 or any(looks[column] is not Look.LABEL for column in filled):
                if len(filled) == 1 and looks[filled[0]] in (Look.LABEL, Look.PROSE):
                    continue
                return False
            texts = {column: plain_text(self._rows[row][column]) for column in self._shape.columns}
            if self._repeats_heading({column: text for column, text in texts.items() if text}):
                return False
            known = sum(1 for column in filled if self._sight.known(row, column) >= SURE)
            if known >= max(2, 0.6 * len(filled)):
                return True
            is_heading = (
                self._heads_other_looks(row, filled)
                or any(is_total_label(texts.get(column, "")) for column in filled)
                or (known > 0 and self._breaks_columns(row, filled))
            )
            return blank_run > 1 and is_heading
        return False

    def _heads_other_looks(self, index: int, filled: list[int]) -> bool:
        """Whether what stands beneath a row of labels has other looks than the table's columns."""
        beneath: list[int] = []
        for row in range(index + 1, min(index + 6, len(self._rows))):
            if not self._sight.filled(row):
                break
            if not any(map(is_total_label, self._sight.texts(row))):
                beneath.append(row)
        if not beneath or any(not set(self._sight.filled(row)) <= set(filled) for row in beneath):
            return False
        for column in filled:
            expected = self._shape.looks.get(column, Look.BLANK)
            looks = [self._sight.looks(row)[column] for row in beneath]
            other = Look.LABEL in looks if is_data(expected) else expected is not Look.BLANK
            if other and all(is_data(look) is not is_data(expected) for look in looks if look is not Look.BLANK):
                return True
        return False

    def _breaks_columns(self, index: int, filled: list[int]) -> bool:
        """Whether a label stands in a column of numbers or days, which goes on beneath it."""
        beneath = self._sight.body(index)[:5]
        return any(
            is_data(self._shape.looks.get(column, Look.BLANK)) and any(is_data(self._sight.looks(row)[column]) for row in beneath)
            for column in filled
        )

    def _relabel_blanks(self, labels: dict[int, str], end: int) -> None:
        for index in range(end, len(self._rows)):
            if all(map(is_blank, self._rows[index])):
                labels[index] = BLANK

    def _settle_totals(self, labels: dict[int, str], doubtful: list[int]) -> None:
        """Find totals without a label by their sums; call those in the middle subtotals."""
        bare = [index for index in doubtful if labels[index] == DATA and self._is_bare_numbers(self._rows[index])]
        # In a long list only the ends are worth adding up everything for.
        few = bare if len(bare) * len(labels) <= _MOST_CELLS_ADDED else bare[:1] + bare[-1:]
        for index in few:
            if self._adds_up(index, labels, set(bare)):
                labels[index] = TOTAL
        data = [index for index, label in labels.items() if label == DATA]
        if data:
            for index in doubtful:
                if labels[index] == TOTAL and data[0] < index < data[-1]:
                    labels[index] = SUBTOTAL

    def _is_bare_numbers(self, row: Row) -> bool:
        """Whether a row has numbers but no name, though the table's rows have names."""
        shape = self._shape
        if not any(look is Look.LABEL for look in shape.looks.values()):
            return False
        filled = [column for column in shape.columns if not is_blank(row[column])]
        return all(amount(row[column]) is not None for column in filled) and bool(set(filled) - {shape.serial})

    def _adds_up(self, index: int, labels: dict[int, str], bare: set[int]) -> bool:
        """Whether a row of numbers sums the rows above it, those since the last sum, or those below."""
        columns = [column for column in self._shape.columns if column != self._shape.serial]
        data = [row for row, label in labels.items() if label == DATA and row not in bare]
        above = [row for row in data if row < index]
        last_sum = max((row for row, label in labels.items() if label in (TOTAL, SUBTOTAL) and row < index), default=-1)
        for terms in (above, [row for row in above if row > last_sum], [row for row in data if row > index]):
            if len(terms) > 1 and sums_match(self._rows[index], columns, (self._rows[row] for row in terms)):
                return True
        return False

    def _settle_sections(self, labels: dict[int, str], doubtful: list[int]) -> None:
        """Call the headings of sections: lines that begin alike, each alone in its row, and one that names what the headings head."""
        alone = {}
        for index in doubtful:
            filled = [column for column in self._shape.columns if not is_blank(self._rows[index][column])]
            if labels[index] == DATA and len(filled) == 1 and len(self._shape.columns) > 2:
                alone[index] = plain_text(self._rows[index][filled[0]])
        named = {row for row, text in alone.items() if labels.get(row + 1) == REPEATED and names_by_number(text)}
        labels.update(dict.fromkeys(in_a_series(alone) | named, NOTE))

    def _settle_notes(self, labels: dict[int, str], doubtful: list[int]) -> None:
        """Walk up from the end of the table over what is said about it."""
        last = max((index for index, label in labels.items() if label == DATA), default=-1)
        for index in reversed(doubtful):
            if labels[index] != DATA or index < last:
                continue
            if not self._is_note(index):
                return
            labels[index] = NOTE
            last = max((row for row, label in labels.items() if label == DATA), default=-1)

    def _settle_signers(self, labels: dict[int, str]) -> None:
        """Call the last lines notes that say who prepared or checked the list, even where they fill its columns."""
        for index in reversed(labels):
            if labels[index] == DATA:
                first = next((plain_text(self._rows[index][at]) for at in self._shape.columns if self._rows[index][at]), "")
                if not names_who_signed(first):
                    return
                labels[index] = NOTE

    def _is_note(self, index: int) -> bool:
        row, shape = self._rows[index], self._shape
        texts = {column: plain_text(row[column]) for column in shape.columns if not is_blank(row[column])}
        if len(texts) > self._few and len(texts) > 2:
            return False
        said = [text for text in texts.values() if any(character.isalpha() for character in text)]
        if said and len(texts) == 1 and _END_MARK.match(said[0]):
            return True
        if said and not any(shape.headers.get(column) for column in texts):
            return True  # words where no column is headed
        if not said or (len(texts) > 1 and len(shape.columns) <= 3 and not _NOTE_WORDS.match(said[0])):
            return False
        if any(_NOTE_WORDS.match(text) for text in said) or index in shape.merged_across:
            return True
        if len(texts) > 1 and any(self._fits(column, text) for column, text in texts.items() if text not in said):
            return False
        if len(shape.columns) == 1:
            return False
        if len(texts) == 1 and shape.anchors and shape.anchors[0] not in texts:
            return True  # a few words where every record has its name blank
        return any(len(text) > 50 or text.endswith(":") or ": " in text for text in said) or not any(
            self._fits(column, text) for column, text in texts.items()
        )

    def _fits(self, column: int, text: str) -> bool:
        expected = self._shape.looks[column]
        return expected is Look.BLANK or expected is look_of(text)
