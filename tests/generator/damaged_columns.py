"""Damages to the choice of columns: parts of names, other people's phones, numbers that must not be kept, empty ones."""

from __future__ import annotations

from tests.generator.damages import Stage, damage
from tests.generator.draft import BESIDE, BLOCKED, PASSED, Column, Draft
from tests.generator.words import ENGLISH


def _beside(draft: Draft, kind: str, cells: list[object], place: int | None = None, field: str | None = BESIDE) -> bool:
    draft.insert(Column(kind, field, draft.rng.choice(ENGLISH[kind]), cells), place)
    return True


@damage(Stage.COLUMNS, "name")
def name_in_two_columns(draft: Draft) -> bool:
    return _split(draft, ("given", "family"))


@damage(Stage.COLUMNS, "name")
def name_in_three_columns(draft: Draft) -> bool:
    return _split(draft, ("given", "middle", "family"))


def _split(draft: Draft, kinds: tuple[str, ...]) -> bool:
    place = draft.place_of("name")
    middles = [draft.rng.choice(("", "", "Kumar", "Devi", "S")) for _ in draft.people]
    cells = {
        "given": [person.given for person in draft.people],
        "middle": middles,
        "family": [person.family for person in draft.people],
    }
    if "middle" in kinds and not any(middles):
        middles[0] = "Kumar"
    draft.columns[place : place + 1] = [
        Column(kind, "developer.full_name", draft.rng.choice(ENGLISH[kind]), list(cells[kind]), group="personal")
        for kind in kinds
    ]
    return True


@damage(Stage.COLUMNS)
def aadhaar_column(draft: Draft) -> bool:
    spaced = draft.rng.random() < 0.5
    cells = [" ".join((p.aadhaar[:4], p.aadhaar[4:8], p.aadhaar[8:])) if spaced else p.aadhaar for p in draft.people]
    draft.insert(Column("aadhaar", BLOCKED, draft.rng.choice(ENGLISH["aadhaar"]), list(cells)))
    return True


@damage(Stage.COLUMNS)
def unknown_columns(draft: Draft) -> bool:
    rng = draft.rng
    for heading in rng.sample(ENGLISH["hostel"], rng.randint(1, 3)):
        cells = [rng.choice(("Yes", "No", "L", "XL", "Route 4", "Morning")) for _ in draft.people]
        draft.insert(Column("unknown", BESIDE, heading, list(cells)), rng.randint(1, len(draft.columns)))
    return True


@damage(Stage.COLUMNS)
def marks_column(draft: Draft) -> bool:
    return _beside(draft, "marks", [person.marks for person in draft.people])


@damage(Stage.COLUMNS)
def address_column(draft: Draft) -> bool:
    cells = [f"{draft.rng.randint(1, 99)}, Gandhi Road, {person.district} - {person.pin}" for person in draft.people]
    return _beside(draft, "address", list(cells), field="developer.address")


@damage(Stage.COLUMNS)
def sparse_remarks_column(draft: Draft) -> bool:
    cells = [draft.rng.choice(("", "", "", "", "late entry", "fees pending")) for _ in draft.people]
    cells[0] = "repeater"
    return _beside(draft, "remarks", list(cells))


@damage(Stage.COLUMNS)
def empty_signature_column(draft: Draft) -> bool:
    draft.insert(Column("signature", PASSED, draft.rng.choice(ENGLISH["signature"]), [None] * len(draft.people)))
    return True


@damage(Stage.COLUMNS)
def blank_column_between(draft: Draft) -> bool:
    place = draft.rng.randint(1, len(draft.columns) - 1)
    draft.insert(Column("gap", PASSED, "", [None] * len(draft.people)), place)
    return True


@damage(Stage.COLUMNS)
def fathers_mobile_beside(draft: Draft) -> bool:
    cells = [f"9{draft.rng.randrange(10**9):09d}" for _ in draft.people]
    return _beside(draft, "father_mobile", list(cells), draft.rng.randint(1, len(draft.columns)))


@damage(Stage.COLUMNS)
def alternate_mobile_beside(draft: Draft) -> bool:
    cells = [f"8{draft.rng.randrange(10**9):09d}" if draft.rng.random() < 0.7 else "" for _ in draft.people]
    cells[0] = "9811122233"
    return _beside(draft, "other_mobile", list(cells), field="developer.phone2")


@damage(Stage.COLUMNS)
def columns_shuffled(draft: Draft) -> bool:
    first = draft.columns[0]
    rest = draft.columns[1:]
    draft.rng.shuffle(rest)
    draft.columns = [first, *rest]
    return True


@damage(Stage.COLUMNS)
def blood_and_income_columns(draft: Draft) -> bool:
    rng = draft.rng
    _beside(draft, "blood", [rng.choice(("A+", "B+", "O+", "O-", "AB+")) for _ in draft.people])
    return _beside(draft, "income", [rng.randrange(40, 900) * 1000 for _ in draft.people])


@damage(Stage.COLUMNS, "serial")
def no_serial_column(draft: Draft) -> bool:
    if not draft.has("serial") or len(draft.columns) < 4:
        return False
    draft.columns.remove(draft.columns[draft.place_of("serial")])
    return True
