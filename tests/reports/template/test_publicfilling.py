"""A template filled for the public gives nobody away, alone or beside the packs before and after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

from skilling.domain.calendar import quarter
from skilling.domain.problems import Refused
from skilling.reports import delivery
from skilling.reports.figures import Question
from skilling.reports.pack import Pack
from skilling.reports.scope import scope_of
from skilling.reports.template import binding, filling
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.reports.packs import a_pack, grid_named, words_of
from tests.reports.seeded import TODAY

TOTAL, WOMEN = Question("enrolled"), Question("women")
CROSSED = Question("enrolled", where=(("category", None), ("gender", "M")))
SHARE = Question("women", per="enrolled")


@pytest.fixture
def forty(sqlite_desk: Desk) -> Desk:
    """Forty people of one State, five of them women."""
    cohort = a_cohort(sqlite_desk)
    for number in range(40):
        person = a_developer(sqlite_desk, state_id=29, gender="F" if number < 5 else "M")
        an_enrolment(sqlite_desk, person, cohort, enrolled_on=date(2026, 8, 1))
    return sqlite_desk


def filled(desk: Desk, folder: Path, *questions: Question, profile: str = "public", name: str = "form") -> list[Any]:
    """What stands in the cells of a template that these figures are bound to, after it was filled."""
    path, copy = folder / f"{name}.xlsx", folder / f"{name}-filled.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = name
    book.save(path)
    desk.change("asha", "template.registered", binding.register, path)
    for row, question in enumerate(questions, 1):
        desk.change("asha", "template.bound", binding.bind, path, "Sheet", f"B{row}", question.key())
    made = desk.read_figures(filling.prepared, path, scope_of(quarter("2026-27", 2), TODAY), profile)
    filling.deliver(desk, "asha", made, copy)
    rows = python_calamine.load_workbook(copy).get_sheet_by_name("Sheet").to_python(skip_empty_area=False)
    return [row[1] for row in rows]


def test_small_figures_and_what_gives_them_away_are_withheld(forty: Desk, tmp_path: Path) -> None:
    assert filled(forty, tmp_path, TOTAL, WOMEN, SHARE) == [40.0, "<10", "*"]
    assert filled(forty, tmp_path, TOTAL, WOMEN, SHARE, profile="ministry", name="other") == [40.0, 5.0, 12.5]


def test_a_pack_after_a_template_withholds_what_the_template_would_give_away(forty: Desk, tmp_path: Path) -> None:
    assert filled(forty, tmp_path, CROSSED) == [35.0]
    assert _not_stated(a_pack(forty, profile="public")) == ["**", "35", "**", "**", "40"]  # not who the others are


def test_a_template_after_a_pack_withholds_what_the_pack_would_give_away(forty: Desk, tmp_path: Path) -> None:
    pack = a_pack(forty, profile="public")
    delivery.deliver(forty, "asha", pack, tmp_path / "pack.xlsx")
    assert _not_stated(pack) == ["<10", "*", "0", "0", "40"]
    assert filled(forty, tmp_path, CROSSED) == ["*"]


def test_what_is_never_published_is_refused_with_its_cells(forty: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"never published.*Sheet B2\. Free these cells") as refused:
        filled(forty, tmp_path, TOTAL, Question("enrolled", where=(("cohort", 1),)))
    assert refused.value.code == "template-public"
    with pytest.raises(Refused, match=r"Sheet B1"):  # it is that of the row Not stated under another name
        filled(forty, tmp_path, Question("no_gender"), name="quality")


def _not_stated(pack: Pack) -> list[str]:
    """Who was enrolled of no stated category: women, men, transgender, not stated, all."""
    rows = words_of(grid_named(pack, "Category x gender"), notes=False)
    return next(row for row in rows if "Not stated" in row)[2:7]
