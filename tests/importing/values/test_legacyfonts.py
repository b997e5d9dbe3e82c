"""Cells in a font that draws Latin letters as Hindi are pointed out, and converted only when a person says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from skilling.domain.problems import Severity
from skilling.importing.columns.targets import target
from skilling.importing.planning.fixes import Fix
from skilling.importing.reading.grid import Cell
from skilling.importing.values.cells import Cleaned, Reading, read_column, read_extra
from skilling.services.desk import Desk
from skilling.services.places import gazetteer
from tests.importing.trials import planned, ready

CARD = "legacy-font"


def _read(name: str, *cells: Cell, font: str = "") -> Cleaned:
    about = Reading(gazetteer(), today=date(2026, 10, 1), legacy_font=font)
    return read_extra(cells, about) if name == "extra" else read_column(target(name).field, cells, about)


@pytest.mark.parametrize("name", ["developer.full_name", "extra"])
def test_names_by_their_font_are_kept_as_written_with_a_proposal(name: str) -> None:
    found = _read(name, "jke dqekj", "सीता", None, "3", font="Kruti Dev 010")
    assert found.values[0] == "jke dqekj"
    assert [(each.index, each.code, each.severity, each.proposed) for each in found.issues if each.code == CARD] == [
        (0, CARD, Severity.WARNING, "राम कुमार")
    ]
    assert "Kruti Dev 010" in found.issues[0].message


def test_names_without_a_font_are_known_by_their_words() -> None:
    found = _read("developer.full_name", "jke dqekj", "lquhrk nsoh", "fouksn 'kekZ")
    assert [each.proposed for each in found.issues] == ["राम कुमार", "सुनीता देवी", "विनोद शर्मा"]
    assert _read("developer.full_name", "Ram Kumar", "Sunita Devi", "Vinod Sharma").issues == []


def test_a_state_in_the_font_is_no_unknown_state_any_more() -> None:
    found = _read("developer.state", "mÙkj izns'k", "Bihar", font="Kruti Dev 010")
    assert found.values[1] == 10
    assert [(each.code, each.proposed) for each in found.issues] == [(CARD, "उत्तर प्रदेश")]


def test_a_font_of_another_layout_is_named_and_nothing_proposed() -> None:
    found = _read("developer.full_name", "Uæ×", font="Walkman-Chanakya905")
    assert [(each.code, each.proposed) for each in found.issues] == [(CARD, None)]
    assert "Chanakya" in found.issues[0].message


def test_the_card_converts_on_consent_and_the_raw_value_stays(sqlite_desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Student Name", "Mobile No", "College"])
    for number, row in enumerate([("jke dqekj", "jktdh; egkfo|ky;"), ("lquhrk nsoh", "jktdh; egkfo|ky;")]):
        book.active.append([row[0], f"984501234{number}", row[1]])
        for column in (1, 3):
            book.active.cell(number + 2, column).font = Font(name="Kruti Dev 010")
    book.save(tmp_path / "kruti.xlsx")
    desk = ready(sqlite_desk)
    asked = planned(desk, tmp_path / "kruti.xlsx")
    cards = {card.column: card for card in asked.issues if card.code == CARD}
    assert set(cards) == {"Student Name", "College"}
    assert (cards["Student Name"].count, cards["Student Name"].proposals) == (2, True)
    assert asked.values["developer.full_name"] == ["jke dqekj", "lquhrk nsoh"]
    agreed = planned(desk, tmp_path / "kruti.xlsx", *(Fix("accept", column=column, code=CARD) for column in cards))
    assert agreed.values["developer.full_name"] == ["राम कुमार", "सुनीता देवी"]
    assert agreed.institutions.names == ("राजकीय महाविद्यालय",)
    assert "jke dqekj" in agreed.raw[0]
