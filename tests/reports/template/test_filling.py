"""The ministry's own templates: filled cells, and nothing else; changed ones are refused with where their cells went."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import python_calamine

from skilling.domain.calendar import quarter
from skilling.domain.problems import Refused
from skilling.reports.scope import Scope, scope_of
from skilling.reports.template import binding, cells, filling, inventory, package
from skilling.services.desk import Desk
from tests.builders import a_developer, an_enrolment
from tests.figures.templates import FORMS, Form, build, compared, filled


def scope() -> Scope:
    return scope_of(quarter("2026-27", 2), date(2026, 11, 22))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_nothing_changes_outside_the_filled_cells(sqlite_desk: Desk, tmp_path: Path, form: Form) -> None:
    for _ in range(3):
        an_enrolment(sqlite_desk, a_developer(sqlite_desk, state_id=29), on=date(2026, 8, 3))
    path = build(form, tmp_path)
    copy = tmp_path / f"copy{form.suffix}"
    filled(sqlite_desk, path, copy)
    found = compared(path, copy)
    assert (found.beyond, found.cells) == ([], 4)
    rows = python_calamine.load_workbook(copy).get_sheet_by_name("Form A").to_python(skip_empty_area=False)
    assert (rows[1][1], rows[4][2], rows[4][3]) == ("FY 2026-27 Q2", 3.0, 0.0)
    assert b"<f" not in _sheet(copy).replace(b"<f>SUM(C5:D5)</f>", b"")


def test_what_a_resave_would_lose_is_named(tmp_path: Path) -> None:
    said = {form.name: inventory.at_risk(package.opened(build(form, tmp_path))) for form in FORMS}
    assert "text boxes and shapes" in said["textbox"]
    assert "sparklines" in said["sparklines"]
    assert "macros" in said["macros"]
    assert "form controls" in said["controls"]
    assert {"pivot tables", "links to other workbooks"} <= set(said["pivot"])
    assert any(words.startswith("a digital signature") for words in said["strict"])


def test_a_filled_cell_keeps_its_style_and_a_text_is_never_a_formula(tmp_path: Path) -> None:
    part = cells.read(package.opened(build(FORMS[0], tmp_path)).parts["xl/worksheets/sheet1.xml"])
    made = cells.filled(part, {"C5": "=1+1 & <more>"})
    assert b"<c r='C5'   s = '1' t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1 &amp; &lt;more&gt;</t></is></c>" in made


def test_formulas_are_worked_out_again_on_opening(sqlite_desk: Desk, tmp_path: Path) -> None:
    form = next(form for form in FORMS if form.formula)
    path = build(form, tmp_path)
    filled(sqlite_desk, path, tmp_path / f"copy{form.suffix}")
    with ZipFile(tmp_path / f"copy{form.suffix}") as copy:
        assert b'fullCalcOnLoad="1"' in copy.read("xl/workbook.xml")


def test_a_template_without_bound_cells_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = build(FORMS[0], tmp_path)
    sqlite_desk.change("asha", "template.registered", binding.register, path)
    with pytest.raises(Refused) as refused:
        sqlite_desk.read(filling.prepared, path, scope())
    assert refused.value.code == "template-unbound"


def test_a_changed_template_says_which_cells_moved_and_carries_them_over(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = build(FORMS[0], tmp_path)
    filled(sqlite_desk, path, tmp_path / "one.xlsx")
    content = _sheet(path).replace(b"<row  r='5' >", b"<row  r='6' >").replace(b"r='A5'", b"r='A6'").replace(b"r='C5'", b"r='C6'")
    _exchange(path, content)
    with pytest.raises(Refused, match=r"Form A C5 \(beside 'All States'\) is now C6") as refused:
        sqlite_desk.read(filling.prepared, path, scope())
    assert refused.value.code == "template-changed"
    moved = sqlite_desk.change("asha", "template.rebound", binding.carry_over, path).value
    assert {(each.cell, each.now) for each in moved} >= {("C5", "C6"), ("D5", "D6")}
    made = sqlite_desk.read(filling.prepared, path, scope())
    assert {"B2", "C6", "D6"} <= set(made.values["Form A"])


def test_cells_that_cannot_be_filled_are_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = build(next(form for form in FORMS if form.formula), tmp_path)
    sqlite_desk.change("asha", "template.registered", binding.register, path)
    for sheet, cell, code in (("Form A", "E7", "template-formula"), ("Form B", "A1", "sheet"), ("Form A", "7E", "cell")):
        with pytest.raises(Refused) as refused:
            sqlite_desk.change("asha", "template.bound", binding.bind, path, sheet, cell, "word:period")
        assert refused.value.code == code


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.xls", b"", "template-format"), ("a.xlsx", b"\xd0\xcf\x11\xe0more", "template-locked"), ("b.xlsx", b"PKnot", "template-damaged"),
])  # fmt: skip
def test_a_file_that_is_no_template_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        package.opened(tmp_path / name)
    assert refused.value.code == code


def test_an_output_that_is_open_elsewhere_is_left_as_it_is(sqlite_desk: Desk, tmp_path: Path) -> None:
    path, copy = build(FORMS[0], tmp_path), tmp_path / "copy.xlsx"
    filled(sqlite_desk, path, copy)
    before = copy.read_bytes()
    (tmp_path / "~$copy.xlsx").write_text("asha")
    with pytest.raises(Refused) as refused:
        filling.write(sqlite_desk.read(filling.prepared, path, scope()), copy)
    assert (refused.value.code, copy.read_bytes()) == ("open-elsewhere", before)


def _sheet(path: Path) -> bytes:
    with ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def _exchange(path: Path, sheet: bytes) -> None:
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, content)
