"""Startups: the companies a programme supports; refuses identifiers whose checks fail or that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain.fields import Kind, headings
from skilling.domain.fieldsets import Fieldset, Noun, declared, declared_state
from skilling.domain.lists import STARTUP_STAGES
from skilling.domain.problems import Problem, Refused

IDENTITY = "Identifiers"


class StartupFields(Fieldset):
    """What is kept of a startup."""

    legal_name: str = declared(
        "Startup",
        "स्टार्टअप",
        required=True,
        max_length=300,
        width=240,
        synonyms=headings("""
            startup; startup name; name of startup; name of the startup; start up name; startup legal name; company;
            company name; name of company; name of the company; legal name; entity name; name of entity; registered
            name; venture name; legal entity name; name of legal entity; registered company name; incubatee; incubatee
            name; brand name; स्टार्टअप; स्टार्टअप का नाम; कंपनी का नाम; உரிமையாளர் நிறுவனம்; స్టార్టప్ పేరు;
            ಸ್ಟಾರ್ಟ್ಅಪ್ ಹೆಸರು
        """),
    )
    stage: str | None = declared(
        "Stage",
        "चरण",
        Kind.CHOICE,
        choices=STARTUP_STAGES,
        width=130,
        synonyms=headings("""
            stage; startup stage; current stage; stage of business; maturity; maturity stage; growth stage; stage of
            startup; business stage; product stage; चरण; स्टार्टअप चरण
        """),
    )
    sector: str | None = declared(
        "Sector",
        "क्षेत्र",
        width=160,
        synonyms=headings("""
            sector; industry; industry sector; industry type; sector of startup; ai domain; solution area; domain;
            vertical; industry vertical; business area; area of work; focus area; sector name; domain area; technology
            area; क्षेत्र; उद्योग
        """),
    )
    cin: str | None = declared(
        "CIN",
        "सीआईएन",
        Kind.CIN,
        group=IDENTITY,
        unique=True,
        example="U72900KA2021PTC123456",
        width=200,
        synonyms=headings("""
            cin; cin no; cin number; corporate identity number; corporate identification number; company
            identification number; cin/llpin; cin of company; company registration no; सीआईएन
        """),
    )
    llpin: str | None = declared(
        "LLPIN",
        "एलएलपीआईएन",
        Kind.LLPIN,
        group=IDENTITY,
        unique=True,
        example="AAB-1234",
        listed=False,
        synonyms=headings("""
            llpin; llpin no; llp identification number; llp id; एलएलपीआईएन
        """),
    )
    dpiit: str | None = declared(
        "DPIIT number",
        "डीपीआईआईटी संख्या",
        Kind.DPIIT,
        group=IDENTITY,
        index=True,
        example="DIPP12345",
        width=140,
        synonyms=headings("""
            dpiit; dpiit no; dpiit number; dipp; dipp no; dipp number; dpiit recognition number; dpiit
            recognition no; dpiit certificate no; dpiit registration no; startup india no; startup india
            registration no; startup recognition number; recognition number; recognition no; डीपीआईआईटी संख्या; डीपीआईआईटी
        """),
    )
    gstin: str | None = declared(
        "GSTIN",
        "जीएसटीआईएन",
        Kind.GSTIN,
        group=IDENTITY,
        index=True,
        example="29AAGCB7383J1Z4",
        listed=False,
        width=170,
        synonyms=headings("""
            gstin; gst; gst no; gst number; gstn; gst in; gst registration no; gstin no; gstin/uin;
            जीएसटीआईएन; जीएसटी संख्या; जीएसटी नंबर
        """),
    )
    udyam: str | None = declared(
        "Udyam number",
        "उद्यम संख्या",
        Kind.UDYAM,
        group=IDENTITY,
        index=True,
        example="UDYAM-KR-03-0012345",
        listed=False,
        width=180,
        synonyms=headings("""
            udyam; udyam no; udyam number; udyam registration number; udyam registration no; udyam aadhaar
            no; msme no; msme registration no; msme udyam no; उद्यम संख्या; उद्यम पंजीकरण संख्या
        """),
    )
    state_id: int | None = declared_state(
        index=True,
        synonyms=headings("""
            state; state/ut; state name; state of incorporation; registered state; registered office state; hq state; state of
            registration; state of startup; राज्य; राज्य का नाम;
            மாநிலம்; రాష్ట్రం; ರಾಜ್ಯ; রাজ্য
        """),
    )
    city: str | None = declared(
        "City",
        "शहर",
        width=130,
        synonyms=headings("""
            city; location; city location; city/town; town; headquarters; head office; hq; based in; city of
            operation; शहर; नगर; स्थान
        """),
    )
    founded_on: date | None = declared(
        "Founded on",
        "स्थापना तिथि",
        Kind.DATE,
        synonyms=headings("""
            founded on; founded; incorporated; date of formation; date of incorporation; incorporation date;
            incorporated on; date of registration; founding date; established on; date of establishment; doi; स्थापना
            तिथि; निगमन तिथि; पंजीकरण तिथि
        """),
    )
    website: str | None = declared(
        "Website",
        "वेबसाइट",
        Kind.URL,
        listed=False,
        synonyms=headings("""
            website; web site; website url; web address; website address; startup website; website link; company
            website; url; web; homepage; वेबसाइट
        """),
    )


STARTUP: Final = Noun(
    "startup", "startups", "Startup", "स्टार्टअप", "Startups", "स्टार्टअप", StartupFields, "legal_name", searched=True
)


def check_identity(cin: str | None, llpin: str | None) -> None:
    """Refused where one startup has both numbers: a company has a CIN, a limited liability partnership an LLPIN, none has both."""
    if cin and llpin:
        raise Refused.of([
            Problem("identity", "A startup has a CIN (company) or an LLPIN (partnership), never both. Remove the one that is wrong.", "llpin")
        ])  # fmt: skip
