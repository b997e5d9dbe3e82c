"""Learning resources: what a cohort learns from; refuses nothing but a missing title."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from skilling.domain.fields import Kind, headings
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import RESOURCE_KINDS


class ResourceFields(Fieldset):
    """What is kept of a learning resource."""

    title: str = declared(
        "Title",
        "शीर्षक",
        required=True,
        max_length=300,
        width=280,
        synonyms=headings("""
            title; resource; resource name; name; video title; module title; content name; material; study material;
            name of module; resource title; name of resource; course; course name; course title; name of course; name
            of the course; module; module name; content title; learning resource; training programme; topic; शीर्षक;
            पाठ्यक्रम; पाठ्यक्रम का नाम; कोर्स का नाम; संसाधन
        """),
    )
    kind: str | None = declared(
        "Kind",
        "प्रकार",
        Kind.CHOICE,
        choices=RESOURCE_KINDS,
        width=130,
        synonyms=headings("""
            kind; type; format; resource type; type of resource; content type; course type; प्रकार
        """),
    )
    provider: str | None = declared(
        "Provider",
        "प्रदाता",
        width=170,
        example="FutureSkills Prime",
        synonyms=headings("""
            provider; host; platform; channel; author; creator; developed by; created by; content provider; publisher;
            offered by; hosted on; course provider; provided by; source; institute offering; partner; institute;
            university; course organization; course organisation; organization; organisation; प्रदाता; मंच
        """),
    )
    url: str | None = declared(
        "Link",
        "लिंक",
        Kind.URL,
        width=220,
        synonyms=headings("""
            url; link; web link; web address; module link; module url; video link; youtube link; access link; content
            link; course link; course url; resource link; resource url; hyperlink; website; लिंक; वेब लिंक
        """),
    )
    language: str | None = declared(
        "Language",
        "भाषा",
        Kind.LANGUAGE,
        width=110,
        synonyms=headings("""
            language; medium; languages; language of instruction; medium of instruction; content language;
            भाषा; माध्यम
        """),
    )
    hours: Decimal | None = declared(
        "Hours",
        "घंटे",
        Kind.DECIMAL,
        width=90,
        synonyms=headings("""
            hours; duration; length; length (hours); time (hours); effort (hours); learning duration; duration
            (hours); duration (hrs); duration in hours; total hours; no of hours; learning hours; course duration;
            hrs; घंटे; अवधि; अवधि (घंटे)
        """),
    )


RESOURCE: Final = Noun("resource", "resources", "Resource", "संसाधन", "Resources", "संसाधन", ResourceFields, "title", searched=True)
