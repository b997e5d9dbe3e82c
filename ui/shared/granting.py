"""Owns the dialog that gives an AI tool to one holder or to several at once; refuses to add up different units."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from skilling.domain.fields import label_of
from skilling.domain.grants import GRANT
from skilling.domain.lists import GRANT_STATUSES, GRANT_UNITS
from skilling.domain.problems import Refused
from skilling.services.developers import HeldGrant
from ui.context import Context
from ui.shared.dialogs import Dialog
from ui.shared.lines import Lines, pill_of
from ui.shared.numbers import day, grouped, parse_number
from ui.shared.recordform import RecordForm


def amount_words(amount: Decimal, unit: str) -> str:
    """500 US$ of API credit; never without its unit."""
    number = grouped(float(amount), 0 if amount == int(amount) else 2)
    return f"{number} {label_of(GRANT_UNITS, unit)}"


def fill_grants(lines: Lines, held: Iterable[HeldGrant], open_page: Callable[..., object]) -> None:
    """The grants of one holder in a panel; each opens on its own page."""
    lines.clear()
    for grant in held:
        caption = amount_words(grant.amount, grant.unit)
        if grant.expires_on is not None:
            until = QCoreApplication.translate("GrantDialog", "until {day}").format(day=day(grant.expires_on))
            caption = f"{caption} · {until}"
        lines.add(
            grant.product,
            caption,
            pill=pill_of(GRANT_STATUSES, grant.status),
            opens=partial(open_page, "grants", id=grant.id),
        )


class GrantDialog(Dialog):
    """The same grant to each holder; says what that comes to before it is given."""

    def __init__(
        self,
        context: Context,
        give: Callable[..., object],
        who: object,
        holders: int,
        about: str,
        parent: QWidget,
        done: Callable[[], object] | None = None,
    ) -> None:
        """`give(change, who, values)` is a service; `about` says in words who the holders are."""
        super().__init__(context.theme, self.tr("Grant an AI tool"), about, parent)
        self._context, self._give, self._who, self._done = context, give, who, done
        self._holders, self._about = holders, about
        self.form = RecordForm(context, GRANT, "as a whole", without=("developer_id", "startup_id"))
        self.form.changed.connect(self._tell)
        self.body.addWidget(self.form)
        self.add_buttons(self.tr("Grant"), self._on_apply)

    def _tell(self) -> None:
        """Each and in all, in the grant's own unit."""
        values = self.form.values()
        amount, unit = parse_number(values["amount"] or ""), values["unit"]
        if self._holders < 2 or amount is None or not unit:
            self.say_about(self._about)
            return
        total = self.tr("{amount} each, {total} in all ({unit}).").format(
            amount=grouped(amount, 0 if amount == int(amount) else 2),
            total=grouped(amount * self._holders, 0 if amount == int(amount) else 2),
            unit=label_of(GRANT_UNITS, unit),
        )
        self.say_about(f"{self._about} {total}")

    def _on_apply(self) -> None:
        given = {name: value for name, value in self.form.values().items() if value is not None}
        self._context.change("grant.given", self._give, self._who, given, then=self._on_done, refused=self._on_refused)

    def _on_refused(self, refused: Refused) -> None:
        self.form.problems(refused.problems)

    def _on_done(self, _done: object) -> None:
        self.accept()
        if self._done is not None:
            self._done()
