"""Learning resources: what a cohort learns from; refuses nothing but a missing title."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import RESOURCE_KINDS


class ResourceFields(Fieldset):
    """What is kept of a learning resource."""

    title: str = declared(
        "Title", "शीर्षक", required=True, max_length=300, width=280,
        synonyms=("title", "resource", "resource name", "course", "course name", "course title", "शीर्षक", "पाठ्यक्रम"),
    )
    kind: str | None = declared("Kind", "प्रकार", Kind.CHOICE, choices=RESOURCE_KINDS, width=130, synonyms=("kind", "type", "format"))
    provider: str | None = declared(
        "Provider", "प्रदाता", width=170, synonyms=("provider", "host", "platform", "publisher", "offered by"), example="FutureSkills Prime"
    )
    url: str | None = declared("Link", "लिंक", Kind.URL, width=220, synonyms=("url", "link", "web link", "लिंक"))
    language: str | None = declared("Language", "भाषा", Kind.LANGUAGE, width=110, synonyms=("language", "medium", "भाषा"))
    hours: Decimal | None = declared(
        "Hours", "घंटे", Kind.DECIMAL, width=90, synonyms=("hours", "duration", "duration (hours)", "घंटे", "अवधि")
    )


RESOURCE: Final = Noun("resource", "resources", "Resource", "संसाधन", "Resources", "संसाधन", ResourceFields, "title")
