"""Startups: the companies a programme supports; refuses identifiers whose checks fail or that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import STARTUP_STAGES

IDENTITY = "Identifiers"


class StartupFields(Fieldset):
    """What is kept of a startup."""

    legal_name: str = declared(
        "Startup", "स्टार्टअप", required=True, max_length=300, width=240,
        synonyms=("startup name", "startup", "company name", "name of startup", "legal name", "entity name", "स्टार्टअप का नाम"),
    )
    stage: str | None = declared("Stage", "चरण", Kind.CHOICE, choices=STARTUP_STAGES, width=130, synonyms=("stage", "startup stage"))
    sector: str | None = declared(
        "Sector", "क्षेत्र", width=160, synonyms=("sector", "industry", "domain", "vertical", "industry vertical")
    )
    cin: str | None = declared(
        "CIN", "सीआईएन", Kind.CIN, group=IDENTITY, unique=True, example="U72900KA2021PTC123456", width=200,
        synonyms=("cin", "cin no", "corporate identity number", "company identification number"),
    )
    llpin: str | None = declared(
        "LLPIN", "एलएलपीआईएन", Kind.LLPIN, group=IDENTITY, unique=True, example="AAB-1234", listed=False, synonyms=("llpin",)
    )
    dpiit: str | None = declared(
        "DPIIT number", "डीपीआईआईटी संख्या", Kind.DPIIT, group=IDENTITY, index=True, example="DIPP12345", width=140,
        synonyms=("dpiit", "dpiit no", "dipp no", "dpiit recognition number", "startup india no"),
    )
    gstin: str | None = declared(
        "GSTIN", "जीएसटीआईएन", Kind.GSTIN, group=IDENTITY, index=True, example="29AAGCB7383J1Z4", listed=False,
        synonyms=("gstin", "gst no", "gst number"), width=170,
    )
    udyam: str | None = declared(
        "Udyam number", "उद्यम संख्या", Kind.UDYAM, group=IDENTITY, index=True, example="UDYAM-KR-03-0012345", listed=False,
        synonyms=("udyam", "udyam no", "udyam registration number", "msme no"), width=180,
    )
    state_id: int | None = declared(
        "State/UT", "राज्य/केंद्र शासित प्रदेश", Kind.STATE, foreign_key="states.id", index=True, synonyms=("state", "राज्य")
    )
    city: str | None = declared("City", "शहर", width=130, synonyms=("city", "location", "city location", "शहर"))
    founded_on: date | None = declared(
        "Founded on", "स्थापना तिथि", Kind.DATE, synonyms=("founded on", "date of incorporation", "incorporated on", "founded")
    )
    website: str | None = declared("Website", "वेबसाइट", Kind.URL, listed=False, synonyms=("website", "url", "web site"))


STARTUP: Final = Noun("startup", "startups", "Startup", "स्टार्टअप", "Startups", "स्टार्टअप", StartupFields, "legal_name")
