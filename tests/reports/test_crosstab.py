"""Tables on demand: any measure by rows and columns, as a sheet like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skilling.domain.calendar import financial_year
from skilling.domain.problems import Refused
from skilling.reports import crosstab, delivery
from skilling.reports.behind import behind
from skilling.reports.crosstab import PARLIAMENT, Definition
from skilling.reports.grids import Band, Figure, Text
from skilling.reports.pack import Pack
from skilling.services.desk import Desk
from tests.builders import a_developer, an_enrolment
from tests.reports import seeded

TODAY = date(2026, 11, 22)


def made(desk: Desk, definition: Definition, **options: Any) -> Pack:
    return desk.read(crosstab.pack_of, definition, financial_year("2026-27"), TODAY, **options)


def numbers(pack: Pack) -> dict[str, list[Any]]:
    """The figures of each row by its words."""
    return {
        str(row.cells[1].value): [cell.value for cell in row.cells if isinstance(cell, Figure)]
        for row in pack.sheets[0].rows
        if row.band in (Band.BODY, Band.TOTAL) and row.cells[1] is not None
    }


def test_a_parliament_question_counts_state_by_year_by_gender(desk: Desk) -> None:
    for state, gender, on in ((29, "F", date(2025, 5, 1)), (29, "F", date(2026, 5, 1)), (29, "M", date(2026, 3, 31)),
                              (27, "M", date(2026, 4, 1))):  # fmt: skip
        an_enrolment(desk, a_developer(desk, state_id=state, gender=gender), on=on)
    found = numbers(made(desk, PARLIAMENT))
    assert len(found) == 38  # 36 States and union territories, not stated, total
    # For each of the years 2024-25, 2025-26, 2026-27: women, men, and both; then all since the beginning.
    assert found["Karnataka"] == [0, 0, 0, 1, 1, 2, 1, 0, 1, 3]
    assert found["Maharashtra"] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    assert found["Total"] == [0, 0, 0, 1, 1, 2, 1, 1, 2, 4]


def test_a_filter_narrows_every_cell_and_the_total(desk: Desk) -> None:
    for gender in ("F", "F", "M"):
        an_enrolment(desk, a_developer(desk, state_id=29, gender=gender, category="SC"))
    found = numbers(made(desk, Definition("category", filters=(("gender", "F"),))))
    assert (found["Scheduled Caste (SC)"] if "Scheduled Caste (SC)" in found else found["SC"], found["Total"]) == ([2], [2])


def test_a_cell_of_a_written_table_leads_to_its_people(desk: Desk, tmp_path: Path) -> None:
    developer = a_developer(desk, state_id=29, gender="F")
    an_enrolment(desk, developer)
    pack = made(desk, PARLIAMENT)
    written = delivery.deliver(desk, "asha", pack, tmp_path / "table.xlsx")
    at = next(at for at, figure in pack.sheets[0].figures() if figure.value == 1)
    found = desk.read(behind, written.path, crosstab.NAME, at)
    assert (found.people, found.still_true) == ((developer.id,), True)


def test_a_public_table_is_protected(sqlite_desk: Desk) -> None:
    seeded.fill(sqlite_desk, 3, 80)
    pack = made(sqlite_desk, Definition("category", ("gender",)), profile="public")
    shown = [cell for row in pack.sheets[0].rows for cell in row.cells if isinstance(cell, Figure | Text)]
    assert [c for c in shown if isinstance(c, Figure) and isinstance(c.value, int) and 0 < c.value < 10] == []
    assert any(c.value == "<10" for c in shown) and pack.stated
    with pytest.raises(Refused) as refused:
        made(sqlite_desk, Definition("cohort"), profile="public")
    assert refused.value.code == "names"


def test_a_table_is_saved_by_name_and_replaced(desk: Desk) -> None:
    other = Definition("category", ("gender",), "trained", (("state", 29),))
    desk.change("asha", "table.saved", crosstab.save, "States", PARLIAMENT)
    desk.change("asha", "table.saved", crosstab.save, "States", other)
    assert desk.read(crosstab.saved) == {"States": other}


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        (Definition("shoe"), "dimension"), (Definition("state", ("state",)), "dimension"),
        (Definition("product"), "dimension"), (Definition("state", measure="joy"), "measure"),
        (Definition("gender", ("state", "category")), "too-wide"),
    ],
)  # fmt: skip
def test_what_cannot_be_crossed_is_refused(sqlite_desk: Desk, definition: Definition, code: str) -> None:
    seeded.fill(sqlite_desk, 1, 40)
    with pytest.raises(Refused) as refused:
        made(sqlite_desk, definition)
    assert refused.value.code == code
