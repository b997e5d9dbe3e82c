"""How clerks write a name, a birthday or a number another time: spelled otherwise, shortened, swapped, mistyped."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.synthetic.hearsay import heard, written_elsewhere
from tests.synthetic.names import DEVANAGARI, OTHER_SPELLINGS

_RULES = (
    ("ee", "i"), ("oo", "u"), ("sh", "s"), ("th", "t"), ("t", "th"), ("v", "w"), ("w", "v"), ("aa", "a"), ("ksh", "x"),
    ("z", "j"), ("ph", "f"), ("bh", "b"), ("i", "ee"), ("u", "oo"), ("ai", "ay"), ("y", "i"), ("nn", "n"), ("ll", "l"),
    ("dh", "d"), ("ou", "au"), ("au", "ou"), ("d", "dh"), ("m", "mm"), ("esh", "ish"),
)  # fmt: skip
_TITLES = {"M": ("Mr.", "Shri", "Sh.", "Mr"), "F": ("Ms.", "Smt.", "Kum.", "Km.", "Miss", "Mrs.")}
_HUSBANDS = ("Sharma", "Yadav", "Reddy", "Das", "Khan", "Patil", "Devi", "Nair", "Verma", "Rathod", "Bauri", "Tandel", "Hembram")
_KEYBOARD = "qwertyuiopasdfghjklzxcvbnm"


def put_together(
    rng: random.Random, style: str, gender: str, given: str, family: str, father: str
) -> tuple[tuple[str, ...], int]:
    """The parts of a full name in the order of its region, and which of them is the given name."""
    dice = rng.random()
    if style == "sikh":
        middle = "Kaur" if gender == "F" else "Singh"
        return ((given, middle, family) if dice < 0.5 else (given, middle)), 0
    if style == "muslim":
        if gender == "F":
            return (given, rng.choice(("Khatoon", "Begum", "Bano", family, family))), 0
        parts = (given, family) if dice < 0.8 else (given,)
        first = rng.choice(("Md", "Mohammed", "Mohd", "Shaik", "Syed", "Abdul")) if rng.random() < 0.5 or dice >= 0.8 else ""
        return ((first, *parts), 1) if first else (parts, 0)
    if style == "south":
        if dice < 0.4:
            return (family[0], given), 1
        if dice < 0.5:
            return (family[0], father[0], given), 2
        return ((given, family), 0) if dice < 0.75 else ((family, given), 1)
    middle = rng.choice(("Kumari", "Devi", "Rani", "Bai") if gender == "F" else ("Kumar", "Kumar", "Singh", "Lal", "Prasad"))
    if dice < 0.2:
        return (given, middle), 0
    return ((given, middle, family) if dice < 0.4 else (given, family)), 0


def name(rng: random.Random, parts: tuple[str, ...], given: int, style: str, gender: str, father_parts: tuple[str, ...]) -> str:
    """Half the time as the register has it; else another writing of the same name."""
    written = list(parts)
    dice = rng.random()
    if dice >= 0.50:
        written = _changed(rng, written, given, style, gender, father_parts)
    if dice >= 0.93:
        written = [respelled(rng, part) for part in written]
    text = " ".join(written)
    case = rng.random()
    return text.upper() if case < 0.4 else text.lower() if case < 0.45 else text


def _changed(
    rng: random.Random, parts: list[str], given: int, style: str, gender: str, father_parts: tuple[str, ...]
) -> list[str]:
    kind = rng.choices(
        ("spelled", "heard", "swapped", "initials", "dropped", "mistyped", "script", "titled", "tail", "joined", "married"),
        (17, 12, 15, 15, 11, 10, 9, 4, 3, 3, 1),
    )[0]
    others = [index for index in range(len(parts)) if index != given]
    if kind == "script":
        if all(part in DEVANAGARI for part in parts):
            return [DEVANAGARI[part] for part in parts]
        return written_elsewhere(parts, rng) or parts
    if kind == "married" and gender == "F" and len(parts) > 1 and others:
        at = rng.choice(others)
        return [*parts[:at], rng.choice(_HUSBANDS), *parts[at + 1 :]]
    if kind == "heard":
        return [heard(rng, part) if rng.random() < 0.6 else part for part in parts]
    if kind == "swapped" and len(parts) > 1:
        return [*parts[1:], parts[0]] if rng.random() < 0.5 else parts[::-1]
    if kind == "initials" and others:
        return _initials(rng, parts, rng.choice(others), style, father_parts)
    if kind == "dropped" and len(parts) > 1:
        index = rng.choice(others)
        return parts[:index] + parts[index + 1 :]
    if kind == "mistyped":
        index = rng.randrange(len(parts))
        return [mistyped(rng, part) if place == index else part for place, part in enumerate(parts)]
    if kind == "titled":
        return [rng.choice(_TITLES[gender]), *parts]
    if kind == "tail":
        return [*parts, "S/o" if gender == "M" else "D/o", *father_parts]
    if kind == "joined" and len(parts) > 1:
        return ["".join(parts[:2]).title(), *parts[2:]]
    return [respelled(rng, part) if rng.random() < 0.7 else part for part in parts]


def _initials(rng: random.Random, parts: list[str], index: int, style: str, father_parts: tuple[str, ...]) -> list[str]:
    """A part becomes its letter; a letter, where the clerk knows the family, is written out."""
    if len(parts[index]) == 1 and style == "south":
        family = father_parts[-1]
        return [family if place == index and part == family[0] else part for place, part in enumerate(parts)]
    shortened = [part[0] + rng.choice(("", ".")) if place == index else part for place, part in enumerate(parts)]
    return shortened if rng.random() < 0.5 else [*shortened[index + 1 :], *shortened[: index + 1]]


def respelled(rng: random.Random, part: str) -> str:
    if part in OTHER_SPELLINGS:
        return rng.choice(OTHER_SPELLINGS[part])
    lower = part.lower()
    fitting = [(old, new) for old, new in _RULES if old in lower[1:]]
    if not fitting:
        return part
    old, new = rng.choice(fitting)
    return (lower[0] + lower[1:].replace(old, new, 1)).title()


def mistyped(rng: random.Random, part: str) -> str:
    """One slip of the fingers, never in the first letter."""
    if len(part) < 4:
        return part
    at = rng.randrange(1, len(part) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return part[:at] + part[at + 1] + part[at] + part[at + 2 :]
    if kind == 1:
        return part[:at] + part[at + 1 :]
    if kind == 2:
        return part[:at] + part[at] + part[at:]
    return part[:at] + rng.choice(_KEYBOARD) + part[at + 1 :]


def father(rng: random.Random, parts: tuple[str, ...]) -> str:
    dice = rng.random()
    text = " ".join(parts)
    if dice < 0.15:
        text = parts[0]
    elif dice < 0.30:
        text = " ".join(respelled(rng, part) for part in parts)
    elif dice < 0.40:
        text = f"{parts[0]} {parts[-1][0]}"
    elif dice < 0.55:
        text = f"Shri {text}" if dice < 0.5 else f"Late {text}"
    return text.upper() if rng.random() < 0.4 else text


def birthday(rng: random.Random, day: date | None) -> date | None:
    dice = rng.random()
    if day is None:
        return None
    if dice < 0.80:
        return day
    if dice < 0.92:
        return None
    if dice < 0.95:
        return day.replace(month=day.day, day=day.month) if day.day <= 12 else day
    if dice < 0.97:
        return day.replace(month=rng.choice((1, 7)), day=1)
    return day + timedelta(days=rng.choice((-1, 1, 10, -10, 30, 365, -365)))


def mistyped_digits(rng: random.Random, number: str) -> str:
    at = rng.randrange(4, len(number))
    return number[:at] + str((int(number[at]) + rng.randrange(1, 10)) % 10) + number[at + 1 :]
