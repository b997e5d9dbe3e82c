"""Says how much a sheet looks like a list of people; refuses to decide where its table stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skilling.importing.reading.grid import Cell, Row

ROWS_LOOKED_AT = 60

_PEOPLE_WORDS = re.compile(
    r"\b(?:name|first name|last name|surname|student|candidate|learner|trainee|participant|beneficiary|"
    r"developer|mobile|phone|contact|whatsapp|e-?mail|gender|sex|dob|birth|father|mother|guardian|roll|enrol\w*|"
    r"regist\w*|college|institut\w*|school|university|branch|course|batch|cohort|category|aadhaar|district|"
    r"state|pin ?code|address|qualification)\b"
    r"|नाम|मोबाइल|फोन|फ़ोन|ईमेल|ई-मेल|लिंग|जन्म|पिता|माता|छात्र|जिला|ज़िला|राज्य|पता|कॉलेज|संस्थ|विद्यालय|वर्ग|अनुक्रमांक|रोल|पिन"
    r"|नाव|मोबाईल|भ्रमणध्वनी|वडिल|जिल्हा"
    r"|பெயர்|கைபேசி|பேசி எண்|மொபைல்|மின்னஞ்சல்|பாலினம்|பிறந்த|தந்தை|மாவட்டம்|மாநிலம்|கல்லூரி|முகவரி|பதிவு"
    r"|పేరు|మొబైల్|ఫోన్|మెయిల్|లింగం|పుట్టిన|తండ్రి|జిల్లా|రాష్ట్రం|కళాశాల|చిరునామా|టికెట్|రోల్"
    r"|ಹೆಸರು|ಮೊಬೈಲ್|ದೂರವಾಣಿ|ಮೇಲ್|ಲಿಂಗ|ಹುಟ್ಟಿದ|ಜನ್ಮ|ತಂದೆ|ಜಿಲ್ಲೆ|ರಾಜ್ಯ|ಕಾಲೇಜ|ವಿಳಾಸ|ನೋಂದಣಿ|ರೋಲ್"
    r"|নাম|মোবাইল|ফোন|ইমেইল|ই-মেল|লিঙ্গ|জন্ম|পিতার|বাবার|জেলা|রাজ্য|কলেজ|ঠিকানা|রোল"
    r"|નામ|મોબાઇલ|મોબાઈલ|ફોન|ઈમેલ|ઇમેઇલ|લિંગ|જન્મ|પિતા|જિલ્લો|રાજ્ય|કોલેજ|સરનામું|રોલ",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(
    r"\b(?:names?|student|candidate|learner|trainee|participant|beneficiary|developer)\b|नाम|नाव|பெயர்|పేరు|ಹೆಸರು|নাম|નામ",
    re.IGNORECASE,
)
_NAMELESS = 0.6  # of the score of a sheet whose headings speak of people but name nobody: words to choose from
_CASE_CHANGE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LISTS = re.compile(
    r"instruction|read ?me|guideline|lookup|look-up|drop ?down|master|legend|pivot|chart|dashboard|summary|"
    r"abstract|validation|^lists?$|list ?of ?values|lov|help|cover|index|निर्देश",
    re.IGNORECASE,
)


def score(name: str, rows: Sequence[Row]) -> float:
    """0..1 for a sheet's name and its first rows. Above 0.5 means a table with headings about people."""
    filled = [row for row in rows[:ROWS_LOOKED_AT] if any(cell is not None for cell in row)]
    if not filled:
        return 0.0
    best = max((_heading_score(filled, index) for index in range(min(len(filled), 30))), default=0.0)
    return round(best * (0.6 if _NOT_LISTS.search(name) else 1.0), 4)


def _heading_score(rows: Sequence[Row], index: int) -> float:
    """How well row `index` heads the rows beneath it."""
    labels = [cell for cell in rows[index] if isinstance(cell, str) and 0 < len(cell.strip()) <= 60]
    filled = sum(1 for cell in rows[index] if cell is not None)
    if not labels or len(labels) < 0.6 * filled:
        return 0.0
    about_people = sum(1 for label in labels if _PEOPLE_WORDS.search(_in_words(label)))
    body = rows[index + 1 : index + 21]
    width = len(labels)
    fitting = sum(1 for row in body if _fits(row, width))
    depth = min(1.0, fitting / 3)
    breadth = min(1.0, width / 4)
    people = min(1.0, about_people / 3) * (0.5 + 0.5 * about_people / width)
    if not any(_NAME_WORDS.search(_in_words(label)) for label in labels):
        people *= _NAMELESS
    return 0.25 * depth + 0.15 * breadth + 0.6 * people * (0.3 + 0.7 * depth)


def _fits(row: Sequence[Cell], width: int) -> bool:
    filled = sum(1 for cell in row if cell is not None)
    return 0.4 * width <= filled <= 1.5 * width + 1


def _in_words(label: str) -> str:
    return _CASE_CHANGE.sub(" ", label.replace("_", " "))
