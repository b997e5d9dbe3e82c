"""Writes the workbook that partners fill in: headings, drop-down lists of what may be chosen, a hidden mark of its version.

Refuses to hold anybody: a template that is handed out has no person in it, only names of places, closed lists and cohorts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.tables import Cohort, table_of
from skilling.domain.cohorts import TAKES_DEVELOPERS
from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Refused
from skilling.importing.columns.targets import SUBJECTS
from skilling.importing.planning.template import VERSION, Template, template_of
from skilling.importing.rejects import save_book
from skilling.services.places import gazetteer

MARK: Final = "Skilling Desk template"
_ROWS: Final = 5_000  # as far down as the drop-down lists reach
_TEXT: Final = frozenset(
    {Kind.MOBILE, Kind.PHONE, Kind.PIN, Kind.CODE, Kind.CIN, Kind.LLPIN, Kind.DPIIT, Kind.GSTIN, Kind.UDYAM, Kind.AISHE}
)
_WIDTH: Final = 7  # pixels to a character


def write(session: Session, noun: str, path: Path) -> int:
    """Writes the template of a list about `noun`; the number of its columns. Refused where there is none, or no room to write."""
    try:
        template = template_of(noun)
    except KeyError:
        known = ", ".join(each.plural for each in SUBJECTS)
        raise Refused("template", f"There is no template for '{noun}'. Say one of: {known}.") from None
    save_book(_book(template, _choices(session, template)), path)
    return len(template.columns)


def _choices(session: Session, template: Template) -> dict[str, list[str]]:
    """What may be chosen in a column, by heading."""
    found: dict[str, list[str]] = {}
    for heading, target in template.columns:
        if target.name == "cohort.code":
            table = table_of(Cohort)
            open_ones = select(table.c.code).where(table.c.archived_at.is_(None), table.c.status.in_(sorted(TAKES_DEVELOPERS)))
            words = sorted(session.execute(open_ones).scalars())
        else:
            words = _words(target.field)
        if words:
            found[heading] = words
    return found


def _words(field: Field) -> list[str]:
    if field.kind is Kind.STATE:
        return sorted(state.name for state in gazetteer().states.values())
    return [choice.label for choice in field.choices]


def _book(template: Template, choices: dict[str, list[str]]) -> Any:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page, lists, about = book.active, book.create_sheet("Choices"), book.create_sheet("About")
    page.title, page.freeze_panes = "List", "B2"
    required = _required(template)
    for number, (heading, target) in enumerate(template.columns, 1):
        cell = page.cell(1, number, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFFDE9C9" if target.name in required else "FFE9EDF3")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(number)
        column = page.column_dimensions[letter]
        column.width = max(len(heading) + 3, target.field.width / _WIDTH)
        # Excel shortens 0098… and turns codes into dates where a column is not text.
        column.number_format = (
            "dd/mm/yyyy" if target.field.kind is Kind.DATE else "@" if target.field.kind in _TEXT else "General"
        )
        if heading in choices:
            page.add_data_validation(_list(lists, number, heading, choices[heading], f"{letter}2:{letter}{_ROWS}"))
    about.append([MARK, VERSION, template.noun])
    lists.sheet_state = about.sheet_state = "hidden"
    return book


def _list(lists: Any, number: int, heading: str, words: Sequence[str], cells: str) -> Any:
    """The words in the hidden sheet, and the rule that offers them in the column."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(number)
    for row, word in enumerate((heading, *words), 1):
        lists.cell(row, number, word)
    rule = DataValidation(type="list", formula1=f"=Choices!${letter}$2:${letter}${len(words) + 1}", allow_blank=True)
    # A warning, no wall: what is not on the list is shown to whoever imports it.
    rule.errorStyle, rule.showErrorMessage = "warning", True
    rule.errorTitle, rule.error = heading, "This is not on the list. Choose a value from it if you can."
    rule.add(cells)
    return rule


def _required(template: Template) -> set[str]:
    from skilling.importing.planning.lists import list_of

    about = list_of(template.noun)
    return {f"{template.noun}.{about.noun.field(attribute).name}" for attribute in about.required}
