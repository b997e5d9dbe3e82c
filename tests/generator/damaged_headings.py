"""Damages to headings: languages, signs, lines, bands of several rows; what a column is in truth stays."""

from __future__ import annotations

from tests.generator.damages import Stage, damage
from tests.generator.draft import Draft, Line
from tests.generator.words import GROUPS, INDIAN, UNITS


def _translate(draft: Draft, language: str) -> bool:
    words = INDIAN[language]
    done = 0
    for column in draft.columns:
        if column.kind in words:
            column.heading = draft.rng.choice(words[column.kind])
            done += 1
    return done > 1


@damage(Stage.HEADINGS, "language")
def headings_in_hindi(draft: Draft) -> bool:
    return _translate(draft, "hindi")


@damage(Stage.HEADINGS, "language")
def headings_in_tamil(draft: Draft) -> bool:
    return _translate(draft, "tamil")


@damage(Stage.HEADINGS, "language")
def headings_in_telugu(draft: Draft) -> bool:
    return _translate(draft, "telugu")


@damage(Stage.HEADINGS, "language")
def headings_in_kannada(draft: Draft) -> bool:
    return _translate(draft, "kannada")


@damage(Stage.HEADINGS, "language")
def headings_in_bengali(draft: Draft) -> bool:
    return _translate(draft, "bengali")


@damage(Stage.HEADINGS, "language")
def headings_in_marathi(draft: Draft) -> bool:
    return _translate(draft, "marathi")


@damage(Stage.HEADINGS, "language")
def headings_in_gujarati(draft: Draft) -> bool:
    return _translate(draft, "gujarati")


@damage(Stage.HEADINGS, "language")
def headings_in_two_languages(draft: Draft) -> bool:
    words = INDIAN[draft.rng.choice(sorted(INDIAN))]
    shape = draft.rng.choice(("{} / {}", "{}\n{}", "{} ({})", "{1} / {0}", "{1}\n{0}"))
    for column in draft.columns:
        if column.kind in words and column.heading:
            column.heading = shape.format(column.heading, draft.rng.choice(words[column.kind]))
    return True


@damage(Stage.HEADINGS)
def headings_with_line_breaks(draft: Draft) -> bool:
    for column in draft.columns:
        column.heading = column.heading.replace(" ", "\n", 1)
    return True


@damage(Stage.HEADINGS)
def headings_with_asterisks(draft: Draft) -> bool:
    for column in draft.columns:
        if column.heading and draft.rng.random() < 0.6:
            column.heading += draft.rng.choice(("*", " *", "**", " (*)"))
    return True


@damage(Stage.HEADINGS, "numbers")
def headings_numbered(draft: Draft) -> bool:
    shape = draft.rng.choice(("({}) {}", "{}. {}", "{}) {}", "[{}] {}"))
    letters = draft.rng.random() < 0.4
    for place, column in enumerate(draft.columns):
        if column.heading and place < 26:
            column.heading = shape.format(chr(97 + place) if letters else place + 1, column.heading)
    return True


@damage(Stage.HEADINGS)
def headings_in_capitals(draft: Draft) -> bool:
    for column in draft.columns:
        column.heading = column.heading.upper()
    return True


@damage(Stage.HEADINGS)
def headings_with_underscores(draft: Draft) -> bool:
    for column in draft.columns:
        if column.heading.isascii():
            column.heading = column.heading.replace(" ", "_").replace("'", "").lower()
    return True


@damage(Stage.HEADINGS)
def headings_misspelt(draft: Draft) -> bool:
    for column in draft.columns:
        words = column.heading
        if len(words) >= 8 and words.isascii() and column.kind not in ("unknown", "branch") and draft.rng.random() < 0.3:
            spot = draft.rng.randint(2, len(words) - 3)
            if words[spot].isalpha() and words[spot + 1].isalpha():
                column.heading = words[:spot] + words[spot + 1] + words[spot] + words[spot + 2 :]
    return True


@damage(Stage.HEADINGS)
def headings_with_units(draft: Draft) -> bool:
    for column in draft.columns:
        unit = UNITS.get(column.kind, "")
        if unit and "(" not in column.heading:
            column.heading += f" {unit}"
    return True


@damage(Stage.HEADINGS)
def headings_with_colons_and_spaces(draft: Draft) -> bool:
    for column in draft.columns:
        if column.heading:
            column.heading = f"  {column.heading} " + draft.rng.choice(("", ".", " -"))
    return True


# -- bands -------------------------------------------------------------------------------------------


def _group(draft: Draft, *, merged: bool) -> bool:
    """A row above the heading that names groups of columns; the columns of a group stand together."""
    named = [column for column in draft.columns if column.group]
    if len({column.group for column in named}) < 2 or any(column.kind == "gap" for column in draft.columns):
        return False
    first = [column for column in draft.columns if column.kind == "serial"]
    rest = [column for column in draft.columns if column not in first]
    order = [*GROUPS, ""]
    rest.sort(key=lambda column: order.index(column.group))
    draft.columns = [*first, *rest]
    for group, words in GROUPS.items():
        word = draft.rng.choice(words)
        for column in rest:
            if column.group == group:
                column.above = word
    draft.group_row, draft.group_merged = True, merged
    return True


@damage(Stage.BAND, "band")
def group_row_merged(draft: Draft) -> bool:
    return _group(draft, merged=True)


@damage(Stage.BAND, "band")
def group_row_unmerged(draft: Draft) -> bool:
    return _group(draft, merged=False)


@damage(Stage.BAND, "under")
def units_row_under_heading(draft: Draft) -> bool:
    said = {place: UNITS.get(column.kind, "") for place, column in enumerate(draft.columns)}
    draft.sub_heading = {place: text for place, text in said.items() if text}
    return len(draft.sub_heading) > 1


@damage(Stage.BAND, "under")
def second_language_row(draft: Draft) -> bool:
    if any(not column.heading.isascii() for column in draft.columns):
        return False
    words = INDIAN[draft.rng.choice(sorted(INDIAN))]
    said = {place: draft.rng.choice(words[c.kind]) for place, c in enumerate(draft.columns) if c.kind in words}
    if len(said) < 0.8 * sum(1 for column in draft.columns if column.heading):
        return False
    draft.sub_heading = said
    return True


@damage(Stage.BAND, "under")
def column_numbers_under_heading(draft: Draft) -> bool:
    shape = draft.rng.choice(("({})", "{}", "{}."))
    cells = {place: shape.format(place + 1) for place in range(len(draft.columns))}
    if shape == "{}" and draft.rng.random() < 0.7:
        cells = {place: place + 1 for place in range(len(draft.columns))}  # type: ignore[misc]
    draft.under_heading = [Line(cells)]
    return len(cells) >= 3
