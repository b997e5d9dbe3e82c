"""People as columns: what matching looks at, the rows of a list or developers of the register; refuses to hold anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Final

from skilling.domain.names import NO_NAME, NameKey, as_text, read_name, split_relation
from skilling.domain.scripts import in_latin

_ADDRESS_WORDS: Final = re.compile(r"[^\W_]+").findall
_OPTIONAL: Final = ("pin", "address", "area")


@dataclass(frozen=True)
class People:
    """Columns of equal length; None where nothing is known. Values are normalised, names as they were written.

    `mobile` and `email` compare as they stand; `institution` is the register's id, or any text that stands for one place;
    `cohort` likewise. `pin`, `address` and `area` (the district, or whatever stands for one) may be left out altogether.
    Raises ValueError when the columns differ in length.
    """

    full_name: Sequence[str | None]
    father_name: Sequence[str | None]
    mobile: Sequence[str | None]
    email: Sequence[str | None]
    born_on: Sequence[date | None]
    gender: Sequence[str | None]
    institution: Sequence[int | str | None]
    roll_no: Sequence[str | None]
    cohort: Sequence[int | str | None]
    pin: Sequence[str | None] = ()
    address: Sequence[str | None] = ()
    area: Sequence[int | str | None] = ()

    def __post_init__(self) -> None:
        for name in _OPTIONAL:
            if not getattr(self, name):
                object.__setattr__(self, name, [None] * len(self))
        if len({len(getattr(self, column.name)) for column in fields(self)}) > 1:
            raise ValueError("The columns of people differ in length.")

    def __len__(self) -> int:
        return len(self.full_name)

    @classmethod
    def of(cls, size: int, **columns: Sequence[object]) -> People:
        """People of whom some columns are not known at all: those are None throughout."""
        nothing = [None] * size
        return cls(**{column.name: columns.get(column.name, nothing) for column in fields(cls)})  # type: ignore[arg-type]  # sequences all

    @cached_property
    def names(self) -> list[NameKey]:
        """The key of each full name."""
        return _read(self.full_name)

    @cached_property
    def name_keys(self) -> list[str]:
        """The same as text, by which a developer is found (`domain.names.name_key`); one text for those of one name."""
        texts = {number: as_text(name) for number, name in {id(name): name for name in self.names}.items()}
        return [texts[id(name)] for name in self.names]

    @cached_property
    def fathers(self) -> list[NameKey]:
        """The key of each father's name; where there is none, of the relative that stands in the name cell after `S/o`."""
        fathers = self.father_name
        if None in fathers:
            fathers = [
                own if own is not None or name is None or name.isalpha() else _relative(name)
                for own, name in zip(fathers, self.full_name, strict=True)
            ]
        return _read(fathers)

    @cached_property
    def rolls(self) -> list[str | None]:
        """Roll numbers without spaces, signs and case: `2022/CS-014` and `2022cs014` are one."""
        return [None if roll is None else "".join(filter(str.isalnum, roll)).casefold() or None for roll in self.roll_no]

    @cached_property
    def bare(self) -> list[int]:
        """The positions of those who have a name, and no phone, mailbox, date of birth or roll number to be found by."""
        telling = zip(self.names, self.mobile, self.email, self.born_on, self.rolls, strict=True)
        return [row for row, (name, *known) in enumerate(telling) if (name.words or name.initials) and known == [None] * 4]


def address_words(address: str | None) -> tuple[str, ...]:
    """The words and numbers of an address in Latin letters and lower case; none where it is not known."""
    return tuple(_ADDRESS_WORDS(in_latin(address))) if address else ()


def _relative(name: str) -> str | None:
    return split_relation(name)[1]


def _read(texts: Sequence[str | None]) -> list[NameKey]:
    """Each distinct text is read once."""
    known: dict[str | None, NameKey] = dict.fromkeys(texts, NO_NAME)
    for text in known:
        known[text] = read_name(text)
    return [known[text] for text in texts]
