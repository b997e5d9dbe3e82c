"""Grants: access to an AI tool given to a developer or a startup; refuses to add up different units or to name two holders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from skilling.domain.fields import Kind, headings, label_of
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import GRANT_STATUSES, GRANT_UNITS
from skilling.domain.problems import Problem, Refused


class GrantFields(Fieldset):
    """What is kept of a grant. Exactly one of developer and startup holds it."""

    product: str = declared(
        "AI tool",
        "एआई उपकरण",
        required=True,
        max_length=120,
        width=180,
        example="OpenAI API credit",
        synonyms=headings("""
            product; tool; ai tool; tool/licence; name of tool; resource granted; grant type; type of grant; name of
            ai tool; tool name; credit type; product name; license type; licence type; licence; license; platform;
            subscription; service; एआई उपकरण; उपकरण; टूल
        """),
    )
    unit: str = declared(
        "Unit",
        "इकाई",
        Kind.CHOICE,
        choices=GRANT_UNITS,
        required=True,
        width=150,
        synonyms=headings("""
            unit; unit type; unit of measure; uom; units of; measure; इकाई
        """),
    )
    amount: Decimal = declared(
        "Amount",
        "मात्रा",
        Kind.DECIMAL,
        required=True,
        width=110,
        synonyms=headings("""
            amount; credits; quantity; quantity granted; qty granted; credits allotted; licences granted; no of
            licences; number of seats; qty; value; units granted; credits granted; credit amount; no of seats; seats;
            number of licences; no of licenses; gpu hours; amount (usd); credits (usd); मात्रा; राशि; क्रेडिट
        """),
    )
    developer_id: int | None = declared(
        "Developer",
        "डेवलपर",
        Kind.LINK,
        link="developer",
        foreign_key="developers.id",
        index=True,
        width=200,
        importable=False,
    )
    startup_id: int | None = declared(
        "Startup",
        "स्टार्टअप",
        Kind.LINK,
        link="startup",
        foreign_key="startups.id",
        index=True,
        width=200,
        importable=False,
    )
    approved_on: date | None = declared(
        "Approved on",
        "स्वीकृति तिथि",
        Kind.DATE,
        synonyms=headings("""
            approved on; approval date; date approved; issued on; date of issue; allotment date; start date; valid
            from; date of approval; granted on; grant date; date of grant; sanction date; sanctioned on; allotted on;
            स्वीकृति तिथि
        """),
    )
    expires_on: date | None = declared(
        "Expires on",
        "समाप्ति तिथि",
        Kind.DATE,
        synonyms=headings("""
            expires on; expiry; expires; expired on; date of expiry; valid to; expiry date; expiration date; valid
            till; valid upto; valid until; validity; end date; समाप्ति तिथि; वैधता
        """),
    )
    approval_ref: str | None = declared(
        "Approval reference",
        "स्वीकृति संदर्भ",
        listed=False,
        synonyms=headings("""
            approval ref; approval reference; approval no; approval number; sanction no; sanction order no;
            file no; order no; reference no; स्वीकृति संदर्भ; स्वीकृति संख्या
        """),
    )
    status: str = declared(
        "Status",
        "स्थिति",
        Kind.CHOICE,
        choices=GRANT_STATUSES,
        default="approved",
        editable=False,
        width=120,
        importable=False,
    )


GRANT: Final = Noun("grant", "grants", "Grant", "अनुदान", "AI tools", "एआई उपकरण", GrantFields, "product")

STEPS: Final[Mapping[str, frozenset[str]]] = {
    "requested": frozenset({"approved", "rejected"}),
    "approved": frozenset({"issued", "cancelled"}),
    "issued": frozenset({"active"}),
    "active": frozenset({"exhausted", "expired", "revoked"}),
    "rejected": frozenset(),
    "cancelled": frozenset(),
    "exhausted": frozenset(),
    "expired": frozenset(),
    "revoked": frozenset(),
}


def check_step(now: str, to: str) -> None:
    """Refused where a grant may not go from `now` to `to`."""
    if to not in STEPS.get(now, frozenset()):
        allowed = ", ".join(sorted(label_of(GRANT_STATUSES, s).lower() for s in STEPS.get(now, ()))) or "nothing else"
        raise Refused(
            "grant-step",
            f"A grant that is {label_of(GRANT_STATUSES, now).lower()} cannot become "
            f"{label_of(GRANT_STATUSES, to).lower()}. From here: {allowed}.",
        )


def check_grant(
    developer_id: int | None,
    startup_id: int | None,
    amount: Decimal,
    approved_on: date | None,
    expires_on: date | None,
) -> None:
    """Refused unless one holder, a positive amount and an expiry after the approval."""
    problems = []
    if (developer_id is None) == (startup_id is None):
        problems.append(Problem("grant-holder", "Choose one holder: either a developer or a startup.", "developer_id"))
    if amount <= 0:
        problems.append(Problem("grant-amount", "The amount must be more than 0.", "amount"))
    if approved_on and expires_on and expires_on < approved_on:
        problems.append(Problem("dates", "The expiry lies before the approval. Days come first: 05/09/2026.", "expires_on"))
    if problems:
        raise Refused.of(problems)
