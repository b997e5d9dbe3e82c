"""Damages to the file: other sheets, other tables, two sheets for one list, other kinds of file."""

from __future__ import annotations

from tests.generator.damages import Stage, damage
from tests.generator.draft import Block, Draft, Line, Sheet

_INSTRUCTIONS = (
    ["Instructions for filling the format"], ["1. Do not change the headings."], ["2. Enter the name as in the mark sheet."],
    ["3. Mobile number must have 10 digits."], ["4. Send the file before the last date."],
)  # fmt: skip
_LOOKUPS = [
    ["Gender", "Category", "State"],
    ["Male", "GEN", "Kerala"],
    ["Female", "OBC", "Bihar"],
    ["Other", "SC", "Assam"],
    ["", "ST", "Goa"],
]


def _sheet(name: str, rows: list[list[object]], *, hidden: bool = False) -> Sheet:
    sheet = Sheet(name, hidden=hidden)
    sheet.put(1, 1, rows)
    return sheet


def _counts(draft: Draft) -> list[list[object]]:
    """How many people of each college and gender: a table of counts."""
    colleges = sorted({person.college for person in draft.people})
    rows: list[list[object]] = [["College", "Boys", "Girls", "Total"]]
    for college in colleges:
        here = [person for person in draft.people if person.college == college]
        girls = sum(person.gender == "F" for person in here)
        rows.append([college, len(here) - girls, girls, len(here)])
    return rows


@damage(Stage.BOOK, "before")
def instructions_first(draft: Draft) -> bool:
    draft.before.append(_sheet("Instructions", [list(row) for row in _INSTRUCTIONS]))
    return True


@damage(Stage.BOOK, "before")
def counts_first(draft: Draft) -> bool:
    draft.before.append(_sheet("Summary", _counts(draft)))
    return True


@damage(Stage.BOOK, "before")
def thirty_sheets(draft: Draft) -> bool:
    rng = draft.rng
    spot = rng.randint(1, 28)
    kinds = (
        lambda: [["Item", "Quantity", "Rate", "Amount"], *([f"Item {i}", i, 10, 10 * i] for i in range(1, 9))],
        lambda: [["Week", "Topic", "Hours"], *([f"Week {i}", "Prompting", 4] for i in range(1, 7))],
        lambda: [["Date", "Particulars", "Debit", "Credit"], *([f"0{i}/08/2026", "Tea", 40 * i, ""] for i in range(1, 7))],
        lambda: [list(row) for row in _INSTRUCTIONS],
        lambda: [],
    )
    sheets = [_sheet(f"Sheet{number + 2}", rng.choice(kinds)()) for number in range(29)]
    draft.before, draft.after = sheets[:spot], sheets[spot:]
    draft.sheet_name = rng.choice(("Final", "Nominations", "Sheet1", "II Year", "data"))
    return True


@damage(Stage.BOOK)
def lookups_behind(draft: Draft) -> bool:
    draft.after.append(_sheet("Lists", [list(row) for row in _LOOKUPS], hidden=draft.rng.random() < 0.5))
    return True


@damage(Stage.BOOK, "before")
def old_list_hidden(draft: Draft) -> bool:
    rows: list[list[object]] = [
        ["Name", "Mobile", "Email"],
        *([f"Old Person {c}", f"98450123{i}0", f"o{i}@example.in"] for i, c in enumerate("ABCDEFG", 10)),
    ]
    draft.before.append(_sheet("Last year", rows, hidden=True))
    return True


@damage(Stage.BOOK, "below")
def counts_below(draft: Draft) -> bool:
    draft.blocks.append(Block(_counts(draft), draft.rng.randint(2, 4)))
    return True


@damage(Stage.BOOK, "below")
def staff_below(draft: Draft) -> bool:
    """A second list of other people, shorter than the first."""
    if len(draft.people) < 6:
        return False
    rows: list[list[object]] = [["Faculty Name", "Designation", "Contact No"]]
    rows += [["Dr. S. Pillai", "Professor", "9847011223"], ["Smt. R. Gowda", "Lecturer", "9880044556"]]
    draft.blocks.append(Block(rows, draft.rng.randint(2, 3)))
    return True


@damage(Stage.BOOK, "beside")
def counts_beside(draft: Draft) -> bool:
    draft.blocks.append(Block(_counts(draft)[:4], draft.rng.randint(1, 2), beside=True))
    return True


@damage(Stage.BOOK)
def list_over_two_sheets(draft: Draft) -> bool:
    if len(draft.people) < 8 or draft.merge_down:
        return False
    draft.split_at = draft.rng.randint(3, len(draft.people) - 3)
    return True


@damage(Stage.BOOK)
def sheet_named_in_hindi(draft: Draft) -> bool:
    draft.sheet_name = draft.rng.choice(("छात्र सूची", "पंजीकरण", "सूची 2026"))
    return True


@damage(Stage.BOOK, "file")
def saved_as_text(draft: Draft) -> bool:
    """A file of text has one sheet, no merges, no hidden rows and no formats."""
    one = not (draft.before or draft.after or draft.split_at)
    if not one or draft.hidden or draft.merge_down or draft.formulas or any(column.format for column in draft.columns):
        return False
    merged = [*draft.above, *draft.below, *(entry for entry in draft.order if not isinstance(entry, int))]
    if draft.group_merged or any(line.merged for line in merged):
        return False
    draft.suffix = draft.rng.choice((".csv", ".csv", ".tsv", ".semicolon", ".utf16"))
    return True


@damage(Stage.BOOK, "file")
def saved_as_ods(draft: Draft) -> bool:
    if draft.formulas or any(column.format for column in draft.columns):
        return False
    draft.suffix = ".ods"
    return True


@damage(Stage.BOOK, "above")
def counts_above(draft: Draft) -> bool:
    """A table of counts over the list, as in a covering statement."""
    return _put_above(draft, _counts(draft))


@damage(Stage.BOOK, "above")
def staff_above(draft: Draft) -> bool:
    rows: list[list[object]] = [["Trainer Name", "Designation", "Contact No"]]
    rows += [
        ["Dr. S. Pillai", "Professor", "9847011223"],
        ["Smt. R. Gowda", "Lecturer", "9880044556"],
        ["Shri K. Das", "Instructor", "9880044557"],
    ]
    return _put_above(draft, rows)


def _put_above(draft: Draft, rows: list[list[object]]) -> bool:
    if len(draft.people) < 8 or len(draft.columns) < 5:
        return False
    draft.above = [*(Line(dict(enumerate(row))) for row in rows), *[Line({})] * draft.rng.randint(2, 3), *draft.above]
    return True
