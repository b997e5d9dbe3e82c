"""How much the heading of a column sounds like a field; refuses to look at the values beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from skilling.domain.fields import Field, Kind
from skilling.domain.text import heading, key
from skilling.importing.columns.otherheadings import OTHER_HEADINGS, SERIAL_HEADINGS
from skilling.importing.columns.targets import SUBJECTS, targets


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BAND: Final = " / "  # stands between the rows of a heading of several rows

# Words that say nothing about which field is meant.
_NEUTRAL: Final = _words("""
    the of a an in for is no nos num number details detail info information particulars your please enter mandatory
    required optional as per record records only s o का की के संख्या क्रमांक क्र नंबर नं विवरण""")
# Whom the list is about: left out of a heading ('Candidate Mobile'), but not of a synonym, or any 'Code' were a student code.
_SUBJECTS: Final = _words("""
    student students candidate candidates participant participants learner learners trainee trainees applicant applicants
    beneficiary attendee delegate registrant mentee intern apprentice fellow awardee volunteer officer official
    member leader athlete player cadet pupil child scholar aspirant contestant guest winner finalist
    farmer artisan worker staff patient alumnus alumni youth citizen resident enrollee entrant graduate own
    self my छात्र विद्यार्थी अभ्यर्थी""")
# Words that turn a field into somebody else's or into another thing: a father's mobile is not the student's.
_SOMEONE: Final = _words("""
    father fathers mother mothers husband husbands wife spouse guardian guardians parent parents principal
    coordinator hod mentor trainer faculty tpo spoc nodal founder founders director ceo nominee invigilator incharge
    person reference referee referrer referred assessor evaluator examiner mobiliser mobilizer counsellor introducer witness relative
    brother sister coach advisor adviser tutor proctor owner proprietor sponsor recruiter interviewer convenor convener chairman
    secretary speaker anchor caretaker
    पिता माता पति अभिभावक प्रधानाचार्य वडिलांचे पित्याचे आईचे पतीचे पालकाचे தந்தை தந்தையின் தாய் தாயின் கணவர் பாதுகாவலர்
    తండ్రి తల్లి భర్త సంరక్షకుని ತಂದೆ ತಂದೆಯ ತಾಯಿ ತಾಯಿಯ ಗಂಡನ ಪೋಷಕರ পিতার বাবার মাতার মায়ের স্বামীর অভিভাবকের પિતા પિતાનું
    માતા માતાનું પતિ પતિનું વાલી વાલીનું""")
_PLACE_OF_STUDY: Final = _words("college school institute institution university campus centre center company organisation")
_OTHER_THING: Final = _words("""
    bank account branch ifsc emergency alternate alternative alternat secondary second other office home landline
    residence fax training exam department course marks score percentage attendance previous last year block village
    payment fee marital application employment father hindi size rank count total age time amount startup resource
    investor investors user login password document photo signature link remarks aadhaar aadhar uid pan voter apaar
    family annual income blood group code id date time तिथि दिनांक तारीख 2 3 team project guide supervisor warden
    instructor class event city village hall birth batch tc tp qp job module scheme session transaction
    order device vendor address mobile phone email mail website url state district pin type
    minority social religion religious interest elective optional reg registration assessment placement verification
    txn utr receipt invoice voucher challan ticket response submission certificate policy
    work location taluk taluka tehsil mandal day hostel hosteller""")
# What has a name and is nobody: 'Item Name' and 'Name of Programme' ask for no person's.
_THINGS: Final = _words("""
    item product programme program scheme book equipment asset material medicine shop firm trust ngo society hospital hotel road
    river paper test award activity topic panchayat ward constituency party sector trade job role brand model crop file sheet
    agency organiser organizer publisher journal workshop fdp seminar webinar conference competition game sport club committee
    house section language country nation city town area locality street station zone circle region division unit branch group
    shg fpo theme plant machine vehicle animal tournament subject course department exam event project team""")
# A heading with one of these asks for it: 'College Roll No' and 'Address of College' name no college.
_ASKED_FOR: Final = _words("no nos num number id code roll address mobile phone email date क्रमांक क्र संख्या नंबर नं पता")
_NAMING: Final = frozenset({Kind.NAME, Kind.LINK, Kind.STATE, Kind.DISTRICT})
# Synonyms that say nothing more than these are a weak sign of a field in a longer heading: any record has an id and is of some group.
_GENERIC: Final = _words("id code unique group")
_WEAKLY: Final = 0.38  # what such a heading counts: with values that fit, a person is asked
# Beside a college it names what the college belongs to.
_OVER_COLLEGES: Final = _words("university board affiliation affiliated विश्वविद्यालय")
_QUALIFIERS: Final = _SOMEONE | _PLACE_OF_STUDY | _OTHER_THING

_SHORT_FOR: Final = {
    "clg": "college", "coll": "college", "univ": "university", "inst": "institution", "instt": "institution", "addr": "address",
    "regn": "registration", "distt": "district", "qual": "qualification", "stud": "student", "stu": "student", "cand": "candidate",
}  # fmt: skip

_ASKING: Final = frozenset({"is", "was", "whether", "yes", "no", "y", "n", "has", "क्या", "हैं", "है"})

# '1. Name', '(2) Name', 'a) Name': the heading is numbered. A lone letter with a dot is an initial, as in 'E. Mail'.
_NUMBERED: Final = re.compile(
    r"\s*(?:[(\[]\s*(?:\d{1,3}|[a-z]|[ivx]{1,4})\s*[)\]]|\d{1,3}\s*[.)\]:-]|[a-z]\s*[)\]])[\s.:-]*(?=\D)", re.IGNORECASE
)
# 'Name.First Name', 'Address: City': programs that write a form out put its section before the question.
_SECTION: Final = re.compile(
    r"(?:name|address|contact|student|candidate|applicant|participant|learner|personal|profile|basic|user|data|fields|attributes|"
    r"properties)(?: details| info| information)?\s*(?:[.:>»]|->)\s*(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_ROWS: Final = re.compile(re.escape(BAND) + r"(?![^(\[{]*[)\]}])")  # not within brackets: '(Yes / No)'
_SPLITS: Final = re.compile(r"[/\n|]")
_NAME_AND: Final = re.compile(r"(?P<name>(?:[^\W\d_]+ )?names?)\s*(?:&|and\b|with\b|,)\s*(?P<more>.+)", re.IGNORECASE)
_NON_LATIN: Final = re.compile(r"[^\x00-\u024f]+(?:[\s\d./()-]*[^\x00-\u024f]+)*")

_SERIAL: Final = frozenset(key(word).replace(" ", "") for word in SERIAL_HEADINGS.split(";"))
_VOWELS: Final = re.compile("[aeiou]")
_DOUBLED: Final = re.compile(r"(.)\1+")

_FOREIGN: Final = 0.1  # what is left of a likeness when the heading is about somebody or something else
_MOST_SLIPS: Final = 2  # letters wrong, missing or swapped in a misspelt heading, ...
_LETTERS_PER_SLIP: Final = 5  # ... from so many letters on; in vowels and doubled letters one more
_ALIKE: Final = 0.8
_EXACTLY: Final = 0.94
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A heading or synonym: `close` without spaces, `core` also without neutral words, `bare` also without whom it is about."""

    close: str
    core: str
    bare: str
    words: frozenset[str]

    unnaming: bool  # it asks for a number, an address or a day, and names nothing

    @property
    def qualifiers(self) -> frozenset[str]:
        """The words that turn it into somebody else's or another thing; a principal's is 'principals' here."""
        return frozenset(one for word in self.words for one in (word, word.removesuffix("s")) if one in _QUALIFIERS)


@lru_cache(maxsize=8192)
def _phrase(text: str) -> _Phrase:
    words = [_SHORT_FOR.get(word, word) for word in heading(text.replace("%", " percentage ")).split()]
    kept = [word for word in words if word not in _NEUTRAL]
    bare = [word for word in kept if word not in _SUBJECTS]
    unnaming = not _ASKED_FOR.isdisjoint(words) and "name" not in words
    return _Phrase("".join(words), "".join(kept), "".join(bare), frozenset(kept), unnaming)


@cache
def _phrases(field: Field) -> tuple[_Phrase, ...]:
    words = (field.label, field.hindi, *field.synonyms)
    return tuple(dict.fromkeys(_phrase(word) for word in words if heading(word)))


def is_serial(header: str) -> bool:
    """True for the heading of a column that only counts the rows."""
    last = _ROWS.split(unnumbered(header))[-1].strip()
    return last in ("#", "№") or heading(last).replace(" ", "") in _SERIAL


def likeness(header: str, field: Field) -> float:
    """How much the heading sounds like the field, 0..1; 1 where it is one of its names."""
    best, known, owned = 0.0, _phrases(field), _qualifiers(field)
    for variant in _variants(header):
        weight = variant.weight * _under(variant.above, owned) * _beside(variant.beside, owned, field)
        said = _phrase(variant.text)
        heard = _against(said, known, owned)
        if said.unnaming and heard < 1 and field.kind in _NAMING:
            heard *= _FOREIGN
        if heard < _EXACTLY and field.kind is Kind.NAME and said.words & _THINGS:
            heard *= _FOREIGN
        if heard < _EXACTLY and not variant.above and BAND in variant.text:
            continue  # what stands above a column may name its group only: 'Education / Trade' is no education
        best = max(best, weight * heard)
    return best


def is_of_another(header: str) -> bool:
    """Whether a heading speaks of somebody else or of another thing than whom the list is about."""
    return bool(_phrase(unnumbered(header)).qualifiers)


def asks_for_somebody(header: str) -> bool:
    """Whether a heading asks for people of the list in other words than for a name: 'Team Leader', 'Beneficiary'."""
    words = set(heading(unnumbered(header)).split())
    return not words.isdisjoint(_SUBJECTS) and words.isdisjoint(_SOMEONE | _ASKED_FOR)


def names_a_thing(header: str) -> bool:
    """Whether a heading asks for the name of something that is nobody: 'Item Name'."""
    words = set(heading(unnumbered(header)).split())
    return not words.isdisjoint(("name", "names")) and not words.isdisjoint(_THINGS)


def spoken(header: str) -> frozenset[str]:
    """The ways to say a heading, compared without case and marks: as a whole, without brackets, in each of its languages."""
    return frozenset(said for variant in _variants(header) if (said := heading(variant.text)))


def telling(header: str, field: Field, noun: str) -> float:
    """0..1: how plainly a heading that fits speaks of the field; of 'Batch' and 'Cohort Code' the second names a cohort.

    Below 0 for the university beside a college.
    """
    named = _phrase(f"{noun} {field.label} {field.name}").words
    words = _phrase(unnumbered(header).rpartition(BAND)[2]).words
    return len(words & named) / max(1, len(words | {noun})) - bool(words & _OVER_COLLEGES) / 2


@cache
def _qualifiers(field: Field) -> frozenset[str]:
    """The qualifying words that the field's own names use: a father's name may speak of guardians and husbands."""
    return frozenset(word for phrase in _phrases(field) for word in phrase.qualifiers)


def asked_about(header: str, field: Field) -> str | None:
    """The code of the choice that a yes-or-no heading asks about: 'Active?' and 'Is active (Y/N)' ask about `active`."""
    words = [word for word in heading(header).split() if word not in _ASKING]
    said = "".join(words)
    for choice in field.choices:
        if said in {key(word).replace(" ", "") for word in (choice.label, choice.hindi, *choice.synonyms)}:
            return choice.code
    return None


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way to take a heading: a text of it, how much that counts, and the words of the rows above in a band."""

    text: str
    weight: float
    above: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()  # the words of its brackets, where the text is without them


@lru_cache(maxsize=8192)
def unnumbered(header: str) -> str:
    """The heading without the number that a form puts before it, in each row of a band."""
    return BAND.join(_NUMBERED.sub("", row, count=1).strip() or row.strip() for row in header.split(BAND))


@lru_cache(maxsize=4096)
def _variants(header: str) -> tuple[_Variant, ...]:
    """The heading as a whole and its parts: without brackets, each language of a bilingual one, what stands under a band."""
    header = unnumbered(header).strip("*: ")
    found = {header: _Variant(header, 1.0)}

    def add(text: str, weight: float, above: frozenset[str], beside: frozenset[str] = frozenset()) -> None:
        if text:
            found.setdefault(text, _Variant(text, weight, above, beside))

    for last, above in _lasts(header):
        add(last, 0.99 if above else 1.0, above)
        add(_SECTION.sub("", last, count=1).strip(), 0.98, above)
        bare, inside = _BRACKETS.sub(" ", last), _BRACKETS.findall(last)
        add(bare.strip(), 0.98, above, _phrase(" ".join(inside)).words)
        # What stands in brackets after a heading that is known explains it: 'State (College)' is no college.
        explains = _phrase(bare).close in _everything()[0] or _phrase(bare).unnaming
        for part in inside:
            add(part.strip(), _FOREIGN if explains else 0.9, above)
        if not last.isascii():
            for part in (_NON_LATIN.sub(" ", last), " ".join(_NON_LATIN.findall(last))):
                add(part.strip(" /-()"), 0.98, above)
        named = _NAME_AND.match(bare)
        if named and set(heading(named["more"]).split()).isdisjoint(_SOMEONE | _PLACE_OF_STUDY | _THINGS):
            add(named["name"], 0.85, above)  # 'Name & Address': whose address follows is the same one's
        pieces = _SPLITS.split(bare)
        if len(pieces) > 1:
            for piece in pieces:
                add(piece.strip(), 0.85, above)
    return tuple(found.values())


def _lasts(header: str) -> list[tuple[str, frozenset[str]]]:
    """What may be the last row of a heading, and the words of the rows above it.

    The sign between the rows also stands within a row: 'College and home / State / UT' is 'State / UT' under a band.
    """
    rows = _ROWS.split(header)
    if len(rows) == 1:
        return [(header, frozenset())]
    splits = ((BAND.join(rows[:place]), BAND.join(rows[place:])) for place in range(len(rows) - 1, 0, -1))
    return [(last, _phrase(above).words) for above, last in splits if above and last]


def _under(above: frozenset[str], owned: frozenset[str]) -> float:
    """How much a heading still counts beneath others: 'Mobile' under 'Parent' is the parent's."""
    foreign = above - owned
    if foreign & _SOMEONE:
        return _FOREIGN
    return 0.7 if foreign & _PLACE_OF_STUDY else 1.0


def _beside(brackets: frozenset[str], owned: frozenset[str], field: Field) -> float:
    """How much a heading still counts with these words in brackets: 'Mobile (Father)' and 'State (College)' are not the developer's.

    What tells who somebody is, is theirs also in a college: 'Roll No (College)'.
    """
    foreign = brackets - owned
    if foreign & _SOMEONE or (foreign & _PLACE_OF_STUDY and not field.personal):
        return _FOREIGN
    return 1.0


def _against(said: _Phrase, known: Iterable[_Phrase], owned: frozenset[str]) -> float:
    if not said.close:
        return 0.0
    best = 0.0
    for phrase in known:
        if said.close == phrase.close:
            return 1.0
        if phrase.core and phrase.core in (said.core, said.bare):
            best = max(best, 0.95)
        elif best < 0.9 and said.core and phrase.core:
            best = max(best, _partly(said, phrase, owned))
    return best


def _partly(said: _Phrase, known: _Phrase, owned: frozenset[str]) -> float:
    foreign = said.qualifiers - known.words - owned
    if known.unnaming and not said.unnaming:
        foreign |= {known.core}  # a number of an employee is asked for by 'Employee No', not by 'Employee Category'
    if known.bare and known.words <= said.words:
        share = _WEAKLY if known.words <= _GENERIC else 0.45 + 0.4 * len(known.bare) / len(said.bare)
        return share * (_FOREIGN if foreign else 1.0)
    if foreign or min(len(said.core), len(known.core)) < 4 or said.words <= _vocabulary():
        return 0.0
    return _misspelt(said.core, known.core)


def _misspelt(said: str, known: str) -> float:
    """How much a word looks like another with a slip of the pen in it. The first letter is hardly ever the wrong one.

    Vowels and doubled letters go wrong more often than the rest: 'Catogery', 'Mobail'.
    """
    if said[0] != known[0] and said[:2] != known[1::-1]:
        return 0.0
    # rapidfuzz takes its time to import; headings that are spelt well never come here.
    from rapidfuzz.distance import OSA

    slips = OSA.distance(said, known, score_cutoff=_MOST_SLIPS)
    longest = max(len(said), len(known))
    allowed = (longest >= _LETTERS_PER_SLIP) + (_skeleton(said) == _skeleton(known))
    return 0.9 * (1 - slips / longest) if slips <= allowed else 0.0


@lru_cache(maxsize=8192)
def _skeleton(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


@cache
def _everything() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    phrases = {phrase for noun in SUBJECTS for each in targets(noun.name) for phrase in _phrases(each.field)}
    phrases |= {_phrase(word) for word in OTHER_HEADINGS.split(";") if heading(word)}
    cores = frozenset(phrase.core for phrase in phrases if phrase.core)
    return frozenset(phrase.close for phrase in phrases), cores, tuple(core for core in cores if len(core) > 4)


@cache
def _vocabulary() -> frozenset[str]:
    """The words of all headings that are known; a heading made of them is not misspelt."""
    known = {phrase for noun in SUBJECTS for each in targets(noun.name) for phrase in _phrases(each.field)}
    known |= {_phrase(word) for word in OTHER_HEADINGS.split(";") if heading(word)}
    return frozenset(word for phrase in known for word in phrase.words)


@lru_cache(maxsize=8192)
def known_header(text: str) -> float:
    """How much a text looks like a heading of some list, 0..1, whatever the list is about."""
    if not text or len(text) > _LONGEST:
        return 0.0
    if is_serial(text):
        return 1.0
    best = 0.0
    closes, cores, _ = _everything()
    for variant in _variants(text):
        said, weight = _phrase(variant.text), variant.weight
        if said.close in closes:
            best = max(best, weight)
        elif said.core in cores or said.bare in cores:
            best = max(best, 0.95 * weight)
        elif said.words:
            best = max(best, weight * _partly_known(said, cores))
    return best


def _partly_known(said: _Phrase, cores: frozenset[str]) -> float:
    shares = [len(word) for word in said.words if word in cores]
    if shares:
        return 0.35 + 0.4 * sum(shares) / len(said.core)
    if len(said.core) < 5 or any(sign.isdigit() for sign in said.core):
        return 0.0
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scorer = OSA.normalized_similarity
    found = process.extractOne(said.core, _everything()[2], scorer=scorer, score_cutoff=_ALIKE)
    return 0.8 * found[1] if found else 0.0
