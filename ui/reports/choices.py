"""Owns the row of choices that says what a report is about: programme, period, the two dates, for whom, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from skilling.domain.calendar import IST, MONTHS, quarter_of
from skilling.domain.problems import Refused
from skilling.reports.job import Asked
from skilling.services.programmes import ProgrammeRow
from ui.shared.dates import read_day
from ui.shared.flow import FlowLayout
from ui.theme import Theme

_DAY_WIDTH = 138
_WORDS_WIDTH = 168  # the list that opens shows the words whole


class Choices(QWidget):
    """Signals:
    changed: something else is asked for than what is shown.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, *, profiles: bool = True, languages: bool = True, days: bool = True, language: str = "both"
    ) -> None:
        super().__init__()
        self.row = FlowLayout(self, 10, 10)
        self.programme = self._choice(self.tr("Programme"))
        self.programme.hide()  # until there are several to choose from
        self.year, self.part = self._choice(self.tr("Financial year")), self._choice(self.tr("Period"))
        self._fill_parts()
        self.as_of, self.known_on = QLineEdit(), QLineEdit()
        if days:
            self.as_of = self._day(
                theme, self.tr("As on (day)"), self.tr("Figures as on this day; empty: the period's end, or today")
            )
            self.known_on = self._day(
                theme, self.tr("Known on (day)"), self.tr("As was known at the end of this day; empty: what is known now")
            )
        self.profile, self.language = QComboBox(), QComboBox()
        if profiles:
            self.profile = self._choice(self.tr("Profile"))
        self.profile.addItem(self.tr("Ministry"), "ministry")
        if profiles:
            self.profile.addItem(self.tr("Public: small figures protected"), "public")
        if languages:
            self.language = self._choice(self.tr("Language"))
        for code, words in (
            ("both", self.tr("English and Hindi")),
            ("en", self.tr("English")),
            ("hi", self.tr("Hindi with English headings")),
        ):
            self.language.addItem(words, code)
        for wide in (self.programme, self.profile, self.language):
            wide.setMaximumWidth(theme.px(_WORDS_WIDTH))
        self.language.setCurrentIndex(self.language.findData(language))
        self.profile.currentIndexChanged.connect(self._on_profile)
        for choice in (self.programme, self.year, self.part, self.profile, self.language):
            choice.currentIndexChanged.connect(self.changed)
        for field in (self.as_of, self.known_on):
            field.editingFinished.connect(self.changed)

    def fill_years(self, years: list[str]) -> None:
        """The financial years that have records, the newest first."""
        chosen = self.year.currentData()
        self.year.blockSignals(True)
        self.year.clear()
        for year in years:
            self.year.addItem(self.tr("FY {year}").format(year=year.replace("-", "–")), year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self.year.blockSignals(False)

    def fill_programmes(self, programmes: Sequence[ProgrammeRow]) -> None:
        """The programmes to choose from, by name; where there is one, it is the report's without being asked for."""
        chosen = self.programme.currentData()
        self.programme.blockSignals(True)
        self.programme.clear()
        self.programme.addItem(self.tr("All programmes"), None)
        for each in programmes:
            self.programme.addItem(each.name, each.id)
        self.programme.setCurrentIndex(max(0, self.programme.findData(chosen)))
        self.programme.setVisible(len(programmes) > 1)
        self.programme.blockSignals(False)

    @property
    def ready(self) -> bool:
        return self.year.currentData() is not None

    def whole_year(self) -> None:
        self.part.setCurrentIndex(0)

    def asked(self) -> Asked:
        """What is chosen. Refused for words that are no day."""
        fy = str(self.year.currentData())
        quarter, month = self.part.currentData()
        first = int(fy[:4])
        named = f"{first if month >= 4 else first + 1}-{month:02d}" if month else None
        return Asked(
            fy, quarter, named, _day_of(self.as_of), _day_of(self.known_on), self.language.currentData(),
            self.profile.currentData(), self.programme.currentData(),
        )  # fmt: skip

    def _on_profile(self) -> None:
        """A public report counts all programmes: beside one of all, that of a single programme would give small counts away."""
        public = self.profile.currentData() == "public"
        if public:
            self.programme.blockSignals(True)
            self.programme.setCurrentIndex(0)
            self.programme.blockSignals(False)
        self.programme.setEnabled(not public)

    def _fill_parts(self) -> None:
        self.part.addItem(self.tr("Whole year"), (None, None))
        for number in range(1, 5):
            self.part.addItem(self.tr("Quarter {n}").format(n=number), (number, None))
        for number in (*range(4, 13), *range(1, 4)):
            self.part.addItem(MONTHS[number - 1], (None, number))
        self.part.setCurrentIndex(quarter_of(datetime.now(IST).date()))

    def _choice(self, words: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setMinimumWidth(0)
        made.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.row.addWidget(made)
        return made

    def _day(self, theme: Theme, words: str, tip: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.setToolTip(tip)
        made.setFixedWidth(theme.px(_DAY_WIDTH))
        made.setClearButtonEnabled(True)
        self.row.addWidget(made)
        return made


def _day_of(field: QLineEdit) -> date | None:
    text = field.text().strip()
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise Refused("day", field.tr("'{text}' is not a day. Write it like 30.09.2026.").format(text=text))
    return day
