"""Damages to the rows: totals, notes, sections, repeats and gaps among and around the people."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generator.damages import Stage, damage
from tests.generator.draft import Draft, Line
from tests.generator.words import LABELS, NOTES, SECTIONS, SIGNATURES, SUBTITLES, TITLES


def _insert(draft: Draft, lines: dict[int, Line]) -> None:
    """Puts lines before the people of these indices."""
    order: list[int | Line] = []
    for entry in draft.order:
        if isinstance(entry, int) and entry in lines:
            order.append(lines[entry])
        order.append(entry)
    draft.order = order


def _college_starts(draft: Draft) -> list[int]:
    people = draft.people
    return [i for i in range(1, len(people)) if people[i].college != people[i - 1].college]


@damage(Stage.ROWS)
def blank_rows_between(draft: Draft) -> bool:
    places = draft.rng.sample(range(1, len(draft.people)), min(len(draft.people) - 1, draft.rng.randint(1, 6)))
    _insert(draft, {place: Line({}) for place in places})
    return True


@damage(Stage.ROWS)
def blank_row_after_each_college(draft: Draft) -> bool:
    starts = _college_starts(draft)
    _insert(draft, {place: Line({}) for place in starts})
    return bool(starts)


@damage(Stage.ROWS, "repeat")
def heading_on_every_page(draft: Draft) -> bool:
    if len(draft.people) < 8:
        return False
    draft.repeat_every = draft.rng.choice((5, 6, 10))
    return len(draft.people) > draft.repeat_every


@damage(Stage.ROWS, "sections")
def sections_between(draft: Draft) -> bool:
    words = draft.rng.sample(SECTIONS, 3)
    places = [0, *sorted(draft.rng.sample(range(1, len(draft.people)), min(2, len(draft.people) - 1)))]
    merged = draft.rng.random() < 0.6
    _insert(draft, {place: Line({0: word}, merged) for place, word in zip(places, words, strict=False)})
    return True


@damage(Stage.ROWS, "sections")
def college_name_as_section(draft: Draft) -> bool:
    if not draft.has("college") or len(draft.columns) < 4:
        return False
    starts = [0, *_college_starts(draft)]
    _insert(draft, {place: Line({0: draft.people[place].college}, True) for place in starts})
    return True


@damage(Stage.ROWS)
def subtotals_per_college(draft: Draft) -> bool:
    starts = _college_starts(draft)
    ends = [*starts, len(draft.people)]
    first, lines = 0, {}
    for end in ends:
        line = _total(draft, draft.rng.choice(("Sub Total", "Sub-total", "College Total")), range(first, end))
        if end < len(draft.people):
            lines[end] = line
        else:
            draft.below.insert(0, line)
        first = end
    _insert(draft, lines)
    return True


def _total(draft: Draft, word: str, people: Sequence[int]) -> Line:
    place = draft.rng.choice((0, 1)) if len(draft.columns) > 1 else 0
    cells: dict[int, object] = {place: word}
    if draft.has("marks"):
        cells[draft.place_of("marks")] = sum(draft.people[index].marks for index in people)
    else:
        cells[min(place + 1, len(draft.columns) - 1)] = len(people)
    if len(cells) == 1:
        cells[place] = f"{word}: {len(people)}"
    return Line(cells)


@damage(Stage.ROWS, "total")
def total_below(draft: Draft) -> bool:
    word = draft.rng.choice(("Total", "GRAND TOTAL", "Total Students", "कुल", "कुल योग", "Total No. of Students"))
    draft.below.append(_total(draft, word, range(len(draft.people))))
    return True


@damage(Stage.ROWS, "total")
def total_without_a_word(draft: Draft) -> bool:
    if not draft.has("marks") or len(draft.people) < 4:
        return False
    if draft.columns[draft.place_of("marks")].cells != [person.marks for person in draft.people]:
        return False
    draft.below.append(Line({draft.place_of("marks"): sum(person.marks for person in draft.people)}))
    return True


@damage(Stage.ROWS)
def total_above(draft: Draft) -> bool:
    word = draft.rng.choice(("Total Students", "Total", "Total no. of candidates", "कुल संख्या"))
    cells: dict[int, object] = {0: word, 1: len(draft.people)}
    draft.above.append(Line(cells))
    return True


@damage(Stage.ROWS)
def notes_below(draft: Draft) -> bool:
    gap = [Line({})] * draft.rng.randint(0, 2)
    merged = draft.rng.random() < 0.4
    draft.below += [*gap, *(Line({0: note}, merged) for note in draft.rng.sample(NOTES, draft.rng.randint(1, 3)))]
    return True


@damage(Stage.ROWS)
def signatures_below(draft: Draft) -> bool:
    words = draft.rng.sample(SIGNATURES, 2)
    gap = [Line({})] * draft.rng.randint(0, 4)
    draft.below += [*gap, Line({1: words[0], max(2, len(draft.columns) - 1): words[1]})]
    return True


@damage(Stage.ROWS)
def end_mark_below(draft: Draft) -> bool:
    draft.below.append(
        Line({draft.rng.choice((0, 1)): draft.rng.choice(("--- End of list ---", "***", "xxxxxxxx", "- o - o -", "END"))})
    )
    return True


@damage(Stage.ROWS)
def separator_row(draft: Draft) -> bool:
    line = Line(dict.fromkeys(range(len(draft.columns)), "-----"))
    _insert(draft, {draft.rng.randint(1, len(draft.people) - 1): line})
    return True


@damage(Stage.ROWS)
def place_and_date_below(draft: Draft) -> bool:
    draft.below += [Line({}), Line({0: "Place: Salem"}), Line({0: draft.rng.choice(("Date: 12.10.2026", "Date:", "दिनांक:"))})]
    return True


@damage(Stage.ROWS)
def serials_run_on(draft: Draft) -> bool:
    """Numbers typed in advance for people who never came."""
    if not draft.has("serial"):
        return False
    place = draft.place_of("serial")
    first = len(draft.people) + 1
    draft.below[:0] = [Line({place: first + more}) for more in range(draft.rng.randint(2, 8))]
    return True


@damage(Stage.VALUES)
def serials_restart(draft: Draft) -> bool:
    column = draft.column("serial")
    starts = set(_college_starts(draft))
    if column is None or not starts:
        return False
    number = 0
    for index in range(len(column.cells)):
        number = 1 if index in starts else number + 1
        column.cells[index] = number
    return True


@damage(Stage.ROWS)
def same_person_twice(draft: Draft) -> bool:
    """The rows of some people are there a second time, at the end."""
    chosen = draft.rng.sample(range(len(draft.people)), min(2, len(draft.people)))
    for index in chosen:
        draft.people.append(draft.people[index])
        for column in draft.columns:
            column.cells.append(column.cells[index])
            if column.truth is not None:
                column.truth.append(column.truth[index])
        draft.order.append(len(draft.people) - 1)
    return True


@damage(Stage.ROWS)
def rows_hidden(draft: Draft) -> bool:
    draft.hidden |= set(draft.rng.sample(range(len(draft.people)), max(1, len(draft.people) // 5)))
    return True


@damage(Stage.ROWS)
def rows_filtered(draft: Draft) -> bool:
    draft.hidden |= set(draft.rng.sample(range(len(draft.people)), max(1, len(draft.people) // 2)))
    draft.filtered = True
    return True


@damage(Stage.ROWS)
def college_merged_down(draft: Draft) -> bool:
    column = draft.column("college")
    if column is None or "college" in draft.formulas or draft.split_at:
        return False
    plain = [person.college for person in draft.people]
    if len({cell for cell in column.cells if cell}) > len(set(plain)) or not all(column.cells):
        return False
    draft.merge_down = "college"
    return True


# -- above -------------------------------------------------------------------------------------------


@damage(Stage.LAYOUT, "title")
def one_title_row(draft: Draft) -> bool:
    draft.above.insert(0, Line({0: draft.rng.choice(TITLES)}, draft.rng.random() < 0.7))
    return True


@damage(Stage.LAYOUT, "title")
def several_title_rows(draft: Draft) -> bool:
    texts = [*draft.rng.sample(TITLES, 2), *draft.rng.sample(SUBTITLES, draft.rng.randint(1, 3))]
    draft.above[:0] = [Line({draft.rng.choice((0, 0, 2)): text}, draft.rng.random() < 0.5) for text in texts]
    return True


@damage(Stage.LAYOUT)
def labels_above(draft: Draft) -> bool:
    """What the list is about, as names with values beside them."""
    if len(draft.columns) < 4:
        return False
    draft.above += [Line({0: label, 1: value}) for label, value in draft.rng.sample(LABELS, draft.rng.randint(1, 4))]
    return True


@damage(Stage.LAYOUT)
def blank_rows_above(draft: Draft) -> bool:
    draft.blank_above = draft.rng.randint(1, 4)
    return True


@damage(Stage.LAYOUT, "corner")
def room_for_a_logo(draft: Draft) -> bool:
    draft.top = draft.rng.randint(3, 9)
    return True


@damage(Stage.LAYOUT, "corner")
def far_corner(draft: Draft) -> bool:
    draft.top, draft.left = draft.rng.randint(2, 40), draft.rng.randint(2, 12)
    return True
