"""Programmes: what the ministry funds; refuses an end before its start."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import PROGRAMME_STATUSES


class ProgrammeFields(Fieldset):
    """One funded programme with its cohorts."""

    code: str = declared("Code", "कोड", Kind.CODE, required=True, unique=True, example="OAI-2026", width=120)
    name: str = declared("Programme", "कार्यक्रम", required=True, max_length=200, width=260)
    name_hi: str | None = declared("Name in Hindi", "हिंदी में नाम")
    mou_ref: str | None = declared("MoU reference", "समझौता संदर्भ")
    funder: str | None = declared("Funded by", "वित्तपोषक")
    starts_on: date | None = declared("Starts on", "आरंभ तिथि", Kind.DATE)
    ends_on: date | None = declared("Ends on", "समाप्ति तिथि", Kind.DATE)
    status: str = declared("Status", "स्थिति", Kind.CHOICE, choices=PROGRAMME_STATUSES, default="running")


PROGRAMME: Final = Noun("programme", "programmes", "Programme", "कार्यक्रम", "Programmes", "कार्यक्रम", ProgrammeFields, "name")
