"""What is written: values, looks, paper, and the same bytes for the same data."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.reports import workbook
from skilling.reports.delivery import write
from skilling.reports.grids import Band, Figure, Form, Formula, Sketch, Text, address, letters
from skilling.reports.looks import AMOUNT, COUNT
from skilling.reports.pack import Pack
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_grant, a_programme, a_resource, a_startup, an_enrolment
from tests.reports import seeded
from tests.reports.packs import a_pack, grid_named

PAYLOADS = (
    "=HYPERLINK(\"https://example.in\",\"x\")", "+1+1", "-1+1", "@SUM(A1:A9)", "=cmd|'/c calc'!A1", "\t=1+1", "\r=1+1",
    "=1+1\x00\x0b", "＝1+1",
)  # fmt: skip


@pytest.fixture
def full(sqlite_desk: Desk) -> Desk:
    seeded.fill(sqlite_desk, seed=7)
    return sqlite_desk


def test_every_cell_of_the_file_holds_what_the_pack_says(full: Desk, tmp_path: Path) -> None:
    pack = a_pack(full, language="both")
    book = openpyxl.load_workbook(write(pack, tmp_path / "pack.xlsx"))
    assert book.sheetnames == [grid.name for grid in pack.sheets]
    for grid in pack.sheets:
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row.cells, 1):
                written = book[grid.name].cell(number, column).value
                if isinstance(cell, Formula):
                    assert written == cell.text
                elif isinstance(cell, Figure):
                    assert _same(written, workbook.DASH if cell.value is None else cell.value)
                    assert type(written) in (int, float, str)
                elif cell is not None and isinstance(cell.value, str):
                    assert written == (cell.value or None)


def test_only_the_sheet_of_checks_holds_formulas_and_they_carry_their_results(full: Desk, tmp_path: Path) -> None:
    pack = a_pack(full)
    path = write(pack, tmp_path / "pack.xlsx")
    formulas = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True)
    for sheet in formulas:
        found = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert bool(found) == (sheet.title == "Checks and sources")
    for number, row in enumerate(grid_named(pack, "Checks and sources").rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if isinstance(cell, Formula):
                assert _same(results["Checks and sources"].cell(number, column).value, cell.value)


def _same(written: object, value: object) -> bool:
    """A workbook keeps decimals as binary fractions; what is read back is compared as it is shown."""
    return Decimal(str(written)) == value if isinstance(value, Decimal) else written == value


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_never_becomes_a_formula(sqlite_desk: Desk, tmp_path: Path, payload: str) -> None:
    programme = a_programme(sqlite_desk, name=payload, name_hi=payload, funder=payload, mou_ref=payload)
    cohort = a_cohort(sqlite_desk, code=payload, programme_id=programme.id)
    an_enrolment(sqlite_desk, a_developer(sqlite_desk), cohort)
    startup = a_startup(sqlite_desk, legal_name=payload, dpiit=payload)
    a_resource(sqlite_desk, title=payload, provider=payload, language=payload)
    a_grant(sqlite_desk, startup_id=startup.id, product=payload)
    path = write(a_pack(sqlite_desk, made_by=payload), tmp_path / "pack.xlsx")
    clean = workbook.safe_text(payload)
    seen = 0
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title != "Checks and sources":
                    assert cell.data_type != "f", cell.coordinate
                if cell.value == clean:
                    seen += 1
                    assert cell.data_type == "s"
                    assert cell.quotePrefix == clean.startswith(("=", "+", "-", "@", "\t"))
    assert seen >= 8


def test_the_same_pack_gives_the_same_bytes_on_every_run(full: Desk, tmp_path: Path) -> None:
    first = write(a_pack(full, language="both"), tmp_path / "one.xlsx")
    hashes = {hashlib.sha256(first.read_bytes()).hexdigest()}
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from skilling.domain.calendar import quarter\n"
        "from skilling.reports import pack\n"
        "from skilling.reports.delivery import write\n"
        "from skilling.services.desk import open_desk\n"
        "desk = open_desk(sys.argv[1])\n"
        "made = desk.read(pack.ministry, quarter('2026-27', 2), date(2026, 11, 22), language='both')\n"
        "write(made, Path(sys.argv[2]))\n"
    )
    target = tmp_path / "two.xlsx"
    environment = os.environ | {"PYTHONHASHSEED": "12345", "TZ": "Asia/Kolkata"}
    subprocess.run(
        [sys.executable, "-c", program, full.address, str(target)], check=True, env=environment, cwd=Path(__file__).parents[2]
    )
    hashes.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_one_enrolment_more_gives_another_report(full: Desk) -> None:
    before = a_pack(full)
    assert a_pack(full).uid == before.uid
    an_enrolment(full)
    after = a_pack(full)
    assert after.uid != before.uid
    assert after.data_hash != before.data_hash


def test_properties_name_the_report_and_hold_no_clock(full: Desk, tmp_path: Path) -> None:
    pack = a_pack(full)
    path = write(pack, tmp_path / "pack.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.properties.created == book.properties.modified == datetime(2026, 11, 22)
    assert book.properties.title == "Progress report to the ministry, FY 2026-27 Q2"
    assert book.custom_doc_props["SkillingDeskReport"].value == pack.uid
    with ZipFile(path) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sheets_are_set_up_for_paper(full: Desk, tmp_path: Path) -> None:
    pack = a_pack(full)
    book = openpyxl.load_workbook(write(pack, tmp_path / "pack.xlsx"))
    for grid in pack.sheets:
        sheet = book[grid.name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == ("portrait" if grid.name == "Cover" else "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.center.text == "Page &P of &N"
        if grid.headings:
            first, last = grid.headings
            assert sheet.print_title_rows == f"${first}:${last}"
            assert sheet.freeze_panes == address(last + 1, grid.frozen_columns + 1)
    assert "Academy && Desk" in book["Summary"].oddFooter.left.text


def test_numbers_are_grouped_in_lakh_and_crore(full: Desk, tmp_path: Path) -> None:
    pack = a_pack(full)
    book = openpyxl.load_workbook(write(pack, tmp_path / "pack.xlsx"))
    for grid in pack.sheets:
        for at, figure in grid.figures():
            if figure.value is not None:
                expected = {Form.COUNT: COUNT, Form.AMOUNT: AMOUNT, Form.PERCENT: "0.0"}[figure.form]
                assert book[grid.name][at].number_format == expected


def test_headings_carry_their_english_in_every_language(full: Desk) -> None:
    for language, expected in (("en", "Women"), ("hi", "महिलाएँ\nWomen"), ("both", "Women\nमहिलाएँ")):
        grid = grid_named(a_pack(full, language=language), "State UT")
        heading = next(row for row in grid.rows if row.band is Band.HEADING)
        assert expected in [cell.value for cell in heading.cells if cell is not None]


def test_long_text_is_cut_with_a_notice() -> None:
    cut = workbook.safe_text("अ" * 40_000)
    assert len(cut) == 32_767
    assert cut.endswith("… [cut: 40,000 signs in the record]")
    assert workbook.safe_text("a" * 32_767) == "a" * 32_767


@given(st.text(max_size=60))
def test_a_sheet_name_is_always_one_that_excel_takes(wanted: str) -> None:
    from skilling.domain.problems import Refused

    try:
        name = workbook.safe_name(wanted)
    except Refused:
        return
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
    assert not name.endswith("'")
    openpyxl.Workbook().create_sheet(name)


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_have_letters(number: int, name: str) -> None:
    assert letters(number) == name == openpyxl.utils.get_column_letter(number)


def test_a_grid_knows_its_cells() -> None:
    sketch = Sketch("Sheet", (10.0,))
    sketch.put(Band.BODY, Text("x"))
    grid = sketch.grid()
    assert grid.cell(1, 1) == Text("x")
    assert grid.cell(2, 1) is None
    assert grid.cell(1, 2) is None


# -- LibreOffice as a second opinion -----------------------------------------------------------------------------


def _converted(path: Path, folder: Path, kind: str) -> None:
    own_profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", own_profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_formulas_worked_out_again_by_libreoffice_come_to_the_written_values(full: Desk, tmp_path: Path) -> None:
    a_grant(full, amount=Decimal("12345678.25"))
    pack = a_pack(full, language="both")
    path = write(pack, tmp_path / "pack.xlsx")
    blank = tmp_path / "blank.xlsx"
    _without_results(path, blank)
    number = len(pack.sheets)  # of the last sheet
    _converted(blank, tmp_path, f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{number}")
    checks = grid_named(pack, "Checks and sources")
    with (tmp_path / "blank-Checks and sources.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    compared = 0
    for number, row in enumerate(checks.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if isinstance(cell, Formula):
                shown = found[number - 1][column - 1]
                assert shown == cell.value if isinstance(cell.value, str) else Decimal(shown) == Decimal(str(cell.value))
                compared += 1
    assert compared == 4 * len(pack.checks) + 3


def _without_results(path: Path, target: Path) -> None:
    """The workbook as openpyxl would have written it: formulas without their results."""
    import re

    with ZipFile(path) as source, ZipFile(target, "w") as package:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith("xl/worksheets/"):
                content = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1<v></v>", content).replace(b' t="str"', b"")
            package.writestr(part.filename, content)


def test_pack_is_plain_data_that_goes_home_from_a_child_process(full: Desk) -> None:
    import pickle

    pack = a_pack(full)
    assert isinstance(pack, Pack)
    assert pickle.loads(pickle.dumps(pack)) == pack
