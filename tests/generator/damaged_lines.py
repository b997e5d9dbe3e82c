"""Damages by lines that lists carry among and around their people: sections, officers, averages, explanations."""

from __future__ import annotations

from tests.generator.damages import Stage, damage
from tests.generator.draft import Draft, Line

_OFFICERS = ("Nodal Officer:", "Placement Officer:", "Contact person:", "Co-ordinator:")


def _before(draft: Draft, lines: dict[int, Line]) -> None:
    order: list[int | Line] = []
    for entry in draft.order:
        if isinstance(entry, int) and entry in lines:
            order.append(lines[entry])
        order.append(entry)
    draft.order = order


def _starts(draft: Draft, most: int) -> list[int]:
    people = range(1, len(draft.people))
    return [0, *sorted(draft.rng.sample(people, min(most, len(people))))]


@damage(Stage.ROWS, "sections")
def sections_in_a_series(draft: Draft) -> bool:
    """'Cohort 1 (starts 3 June)' where the names stand, the serial beside it left blank."""
    if len(draft.columns) < 4 or not draft.has("name", "mobile"):
        return False
    word = draft.rng.choice(("Cohort", "Ward", "Slot", "Hostel block", "Village"))
    place = draft.place_of("name")
    starts = _starts(draft, 2)
    if len(starts) < 2:
        return False
    _before(draft, {start: Line({place: f"{word} {n} (from {n + 2} June)"}) for n, start in enumerate(starts, 1)})
    return True


@damage(Stage.ROWS, "sections")
def sections_of_label_and_value(draft: Draft) -> bool:
    """'Course: | Data annotation | Strength: | 6' above the people of each course."""
    if len(draft.columns) < 4:
        return False
    courses = draft.rng.sample(("Data Annotation", "Python for AI", "Prompting", "Machine Learning"), 3)
    lines = [Line({0: "Course:", 1: course, 2: "Strength:", 3: draft.rng.randint(2, 30)}) for course in courses]
    _before(draft, dict(zip(_starts(draft, 2), lines, strict=False)))
    return True


@damage(Stage.ROWS)
def officers_below(draft: Draft) -> bool:
    """Whom to ask, in the columns of the list: no row of it."""
    if not draft.has("name", "mobile") or len(draft.columns) < 4 or draft.columns[0].kind in ("name", "mobile"):
        return False
    cells = {0: draft.rng.choice(_OFFICERS), draft.place_of("name"): "Dr S Raman", draft.place_of("mobile"): "9812345678"}
    draft.below += [Line({}), Line(cells)]
    return True


@damage(Stage.ROWS)
def averages_below(draft: Draft) -> bool:
    if not draft.has("marks", "name"):
        return False
    name, marks = draft.place_of("name"), draft.place_of("marks")
    words = draft.rng.choice((("Class average", "Highest", "Lowest"), ("Average",), ("Mean", "Maximum marks", "Minimum marks")))
    draft.below += [Line({name: word, marks: draft.rng.randint(1, 99)}) for word in words]
    return True


@damage(Stage.BAND, "under")
def explanations_under_heading(draft: Draft) -> bool:
    """A row that tells how to fill the columns: no part of the heading, and nobody."""
    said = {
        "name": "As on the certificate",
        "mobile": "Ten digits only",
        "email": "Valid address",
        "state": "Choose from the list",
    }
    said |= {"pin": "Six digits only", "born": "Day, month, year", "college": "Full name please"}
    cells = {place: said[column.kind] for place, column in enumerate(draft.columns) if column.kind in said}
    typed = [kind for kind in ("mobile", "email", "pin", "born") if draft.has(kind)]
    if len(typed) < 2 or not draft.has("name") or any(not column.heading.isascii() for column in draft.columns):
        return False
    draft.under_heading = [Line(cells)]
    return True


@damage(Stage.LAYOUT)
def marked_above_heading(draft: Draft) -> bool:
    """'Mandatory' and 'Optional' above each heading: no part of it."""
    if len(draft.columns) < 6 or draft.group_row or draft.blank_above or any(not column.heading for column in draft.columns):
        return False
    marks = ["Mandatory" if place % 3 else "Optional" for place in range(len(draft.columns))]
    draft.above.append(Line(dict(enumerate(marks))))
    return True
