"""Composes messy lists at random from a seed, as offices make them, with the truth beside."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from skilling.importing.reading.grid import Cell, Grid, Merge
from tests.importing.builders import a_grid

FIRST = [
    "Asha",
    "Ravi",
    "Sunita",
    "Imran",
    "Lakshmi",
    "Kiran",
    "Deepak",
    "Priya",
    "Manoj",
    "Anil",
    "Zoya",
    "Harpreet",
    "Yogesh",
    "योगेश",
    "कुलदीप",
]
LAST = ["Devi", "Kumar", "Singh", "Khan", "Rao", "Nair", "Das", "Patel", "Sharma", "Reddy", "Kaur", "Iyer"]
STATES = ["Bihar", "Kerala", "Tamil Nadu", "Assam", "Uttar Pradesh", "Odisha", "Telangana"]


def _name(pick: random.Random) -> str:
    return f"{pick.choice(FIRST)} {pick.choice(LAST)}"


def _mail(pick: random.Random) -> str:
    return f"{pick.choice(FIRST[:10]).lower()}{pick.randrange(999)}@example.in"


Maker = Callable[[random.Random], Cell]
COLUMNS: dict[str, tuple[Maker, str]] = {
    "Name": (_name, "नाम"),
    "Father's Name": (_name, "पिता का नाम"),
    "Gender": (lambda pick: pick.choice(["M", "F", "Male", "Female"]), "लिंग"),
    "DOB": (lambda pick: datetime.date(1998 + pick.randrange(8), 1 + pick.randrange(12), 3), "जन्म"),
    "Mobile": (lambda pick: float(pick.randrange(6 * 10**9, 10**10)), "मोबाइल"),
    "Email": (_mail, "ईमेल"),
    "State": (lambda pick: pick.choice(STATES), "राज्य"),
    "District": (lambda pick: f"{pick.choice(FIRST[:10])}pur", "जिला"),
    "College": (lambda pick: f"Government Polytechnic {pick.choice(LAST)}", "कॉलेज"),
    "Roll No": (lambda pick: f"21CS{pick.randrange(1000):04d}", "रोल"),
    "Branch": (lambda pick: pick.choice(["CSE", "ECE", "Civil Engg"]), "शाखा"),
    "Year": (lambda pick: float(pick.randrange(1, 5)), "वर्ष"),
    "Fee Paid": (lambda pick: float(pick.randrange(100, 900)), "शुल्क"),
    "Marks": (lambda pick: float(pick.randrange(30, 100)), "अंक"),
    "Trainer": (_name, "प्रशिक्षक"),
    "Favourite tool": (lambda pick: pick.choice(["Editor", "Notebook", "Terminal window"]), "साधन"),
}
NUMERIC = ("Fee Paid", "Marks")


@dataclass
class Messy:
    """A list under construction. Rows and merges are 0-based; `data` holds the places of the records."""

    pick: random.Random
    headers: list[str]
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    heading: int = 0
    damages: list[str] = field(default_factory=list)

    def grid(self) -> Grid:
        return a_grid(self.rows, merges=[(a + 1, b + 1, c + 1, d + 1) for a, b, c, d in self.merges])

    @property
    def width(self) -> int:
        return len(self.headers)

    def add(self, row: list[Cell]) -> int:
        self.rows.append(row)
        return len(self.rows) - 1


def a_messy_list(seed: int) -> Messy:
    """One list; the same for the same seed."""
    pick = random.Random(seed)
    names = [name for name in COLUMNS if name != "Name"]
    chosen = sorted(pick.sample(names, pick.randint(2, 10)), key=lambda _: pick.random())
    headers = [*chosen[: pick.randint(0, 1)], "Name", *chosen[1:]]
    if pick.random() < 0.6:
        headers.insert(0, "S.No")
    messy = Messy(pick, list(dict.fromkeys(headers)))
    for damage in (_above, _heading, _beneath_heading, _records, _below, _everywhere):
        damage(messy)
    return messy


def _does(messy: Messy, damage: str, chance: float) -> bool:
    happens = messy.pick.random() < chance
    if happens:
        messy.damages.append(damage)
    return happens


def _above(messy: Messy) -> None:
    pick, width = messy.pick, messy.width
    if _does(messy, "title", 0.5):
        for line in pick.sample(
            [
                "Government Polytechnic, Kadapa",
                "List of students enrolled for AI Foundations 2025-26",
                "IndiaAI Mission",
            ],
            pick.randint(1, 3),
        ):
            row = messy.add([line])
            if width > 1 and pick.random() < 0.5:
                messy.merges.append((row, 0, row, width - 1))
    if _does(messy, "facts above", 0.2):
        messy.add(["Institute:", "GPT Kadapa", None, "Date:", "12/03/2025"][: max(2, width)])
    if _does(messy, "total above heading", 0.08):
        messy.add([None, "Total students", 42.0][: max(2, width)])
    if _does(messy, "blank above", 0.3):
        messy.rows.extend([] for _ in range(pick.randint(1, 3)))


def _heading(messy: Messy) -> None:
    pick, width = messy.pick, messy.width
    style = pick.choice([str, str.upper, str.title, lambda text: f" {text} ", lambda text: text.replace(" ", "\n")])
    shown: list[Cell] = [style(header) for header in messy.headers]
    if width >= 6 and _does(messy, "group heading", 0.25):
        start = pick.randint(1, width - 3)
        end = min(width - 1, start + pick.randint(1, 3))
        groups: list[Cell] = [None] * width
        groups[start] = "Contact Details"
        lower = list(shown)
        if _does(messy, "heading merged down", 0.6):
            for column in range(width):
                if not start <= column <= end:
                    groups[column], lower[column] = shown[column], None
        upper = messy.add(groups)
        messy.heading = messy.add(lower)
        if _does(messy, "merges told", 0.7):
            messy.merges.append((upper, start, upper, end))
            for column in range(width):
                if lower[column] is None:
                    messy.merges.append((upper, column, upper + 1, column))
        elif groups[0] is None:
            # Without merges and beside blanks only, a word above a heading may as well be a title.
            groups[start] = "Contact Details"
        return
    messy.heading = messy.add(shown)
    if _does(messy, "second language", 0.08):
        messy.heading = messy.add([{"S.No": "क्र.सं."}.get(name) or COLUMNS[name][1] for name in messy.headers])


def _beneath_heading(messy: Messy) -> None:
    if messy.width >= 3 and _does(messy, "numbered columns", 0.08):
        messy.add([f"({number})" for number in range(1, messy.width + 1)])
    if _does(messy, "blank under heading", 0.08):
        messy.add([])


def _record(messy: Messy, number: int, gaps: float) -> list[Cell]:
    row: list[Cell] = []
    for header in messy.headers:
        if header == "S.No":
            row.append(float(number))
        elif header != "Name" and messy.pick.random() < gaps:
            row.append(None)
        else:
            row.append(COLUMNS[header][0](messy.pick))
    return row


def _records(messy: Messy) -> None:
    pick = messy.pick
    count = pick.randint(3, 40)
    gaps = pick.choice([0, 0, 0.1, 0.3])
    blanks = 0.06 if _does(messy, "blank rows inside", 0.25) else 0
    page = pick.randint(5, 15) if _does(messy, "repeated heading", 0.12) else 0
    sections = messy.width >= 3 and _does(messy, "section rows", 0.12)
    subtotals = _numeric(messy) and _does(messy, "subtotals", 0.12)
    since: list[int] = []
    if sections:
        _section(messy, "Batch A - Morning")
    for number in range(1, count + 1):
        if blanks and pick.random() < blanks:
            messy.rows.extend([] for _ in range(pick.randint(1, 3)))
        if page and number > 1 and number % page == 1:
            messy.rows.append(list(messy.rows[messy.heading]))
        if sections and number == count // 2:
            _section(messy, "Batch B - Evening")
        place = messy.add(_record(messy, number, gaps))
        messy.data.append(place)
        since.append(place)
        if subtotals and number % 7 == 0:
            messy.add(_sums(messy, since, "Sub Total"))
            since = []


def _section(messy: Messy, text: str) -> None:
    row = messy.add([text])
    messy.merges.append((row, 0, row, messy.width - 1))


def _numeric(messy: Messy) -> list[int]:
    return [column for column, header in enumerate(messy.headers) if header in NUMERIC]


def _sums(messy: Messy, rows: list[int], label: str | None) -> list[Cell]:
    sums: list[Cell] = [None] * messy.width
    for column in _numeric(messy):
        values = (messy.rows[row][column] for row in rows)
        sums[column] = float(sum(value for value in values if isinstance(value, float)))
    if label:
        free = next(column for column in range(messy.width) if sums[column] is None)
        sums[free] = label
    return sums


def _below(messy: Messy) -> None:
    pick, width = messy.pick, messy.width
    if "S.No" in messy.headers and width > 2 and _does(messy, "numbers without records", 0.1):
        for extra in range(pick.randint(1, 5)):
            place = messy.headers.index("S.No")
            messy.add([*[None] * place, float(len(messy.data) + extra + 1)])
    if _does(messy, "total below", 0.3):
        label = None if _numeric(messy) and pick.random() < 0.3 else pick.choice(["Total", "Grand Total", "कुल योग", "TOTAL:"])
        if len(messy.data) > 2:
            messy.add(_sums(messy, messy.data, label))
    if _does(messy, "notes", 0.3):
        messy.rows.extend([] for _ in range(pick.randint(0, 2)))
        for line in pick.sample(
            ["Note: * marks a provisional admission", "Prepared by: Training cell", "Signature of the Principal",
             "This list was generated on the portal and needs no signature."],
            pick.randint(1, 2),
        ):  # fmt: skip
            messy.add([*[None] * pick.choice([0, 0, width // 2]), line])
    if _does(messy, "second table", 0.1):
        messy.rows.extend([] for _ in range(pick.randint(2, 4)))
        messy.add(["State", "No. of students"])
        for state in pick.sample(STATES, 3):
            messy.add([state, float(pick.randrange(40))])


def _everywhere(messy: Messy) -> None:
    pick = messy.pick
    if _does(messy, "legend beside", 0.06):
        column = messy.width + 2
        for offset, line in enumerate(["Legend", "CSE = Computer Science", "P = Present"]):
            if messy.heading + offset < len(messy.rows):
                row = messy.rows[messy.heading + offset]
                row.extend([None] * (column - len(row)))
                row.append(line)
    if _does(messy, "away from A1", 0.15):
        columns, down = pick.randint(1, 4), pick.randint(0, 5)
        messy.rows = [[] for _ in range(down)] + [[*[None] * columns, *row] if row else [] for row in messy.rows]
        messy.merges = [(a + down, b + columns, c + down, d + columns) for a, b, c, d in messy.merges]
        messy.data = [row + down for row in messy.data]
        messy.heading += down
    if _does(messy, "everything text", 0.2):
        messy.merges = []
        messy.rows = [[_as_text(cell) for cell in row] for row in messy.rows]


def _as_text(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return str(int(cell))
    return cell.strftime("%d/%m/%Y") if isinstance(cell, datetime.date) else cell
