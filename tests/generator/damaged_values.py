"""Damages to what is typed: phones as numbers, dates half converted, fathers inside names; the truth of each cell stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tests.generator.damages import Stage, damage
from tests.generator.draft import Column, Draft

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def _retype(draft: Draft, kind: str, typed: Callable[[int, str], object], share: float = 1.0) -> bool:
    """Types a column anew, from its true digits."""
    column = draft.column(kind)
    if column is None or column.truth is None:
        return False
    for index, true in enumerate(column.truth):
        if true is not None and (share == 1.0 or draft.rng.random() < share):
            column.cells[index] = typed(index, true)
    return True


def _say(draft: Draft, kind: str, said: Callable[[int, str], object], share: float = 1.0) -> bool:
    """Types texts of a column anew, from what stands there."""
    column = draft.column(kind)
    if column is None:
        return False
    for index, cell in enumerate(column.cells):
        if isinstance(cell, str) and cell and draft.rng.random() <= share:
            column.cells[index] = said(index, cell)
    return True


def _say_each(draft: Draft, kinds: tuple[str, ...], said: Callable[[int, str], object], share: float = 1.0) -> bool:
    done = [_say(draft, kind, said, share) for kind in kinds]
    return any(done)


# -- phones ------------------------------------------------------------------------------------------


@damage(Stage.VALUES, "mobile")
def phone_as_number(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: int(true))


@damage(Stage.VALUES, "mobile")
def phone_as_written_float(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: f"{true}.0")


@damage(Stage.VALUES, "mobile")
def phone_in_scientific_text(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: f"{true[0]}.{true[1:].rstrip('0') or '0'}E+09", 0.6)


@damage(Stage.VALUES, "mobile")
def phone_digits_lost(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: f"{true[0]}.{true[1:6]}E+09", 0.5)


@damage(Stage.VALUES, "mobile")
def phone_with_country_code(draft: Draft) -> bool:
    shapes = ("+91{}", "+91 {}", "91{}", "0{}", "+91-{}", "0091{}")
    shape = draft.rng.choice(shapes)
    return _retype(draft, "mobile", lambda _, true: shape.format(true))


@damage(Stage.VALUES, "mobile")
def phone_spaced(draft: Draft) -> bool:
    return _retype(
        draft, "mobile", lambda _, true: draft.rng.choice((f"{true[:5]} {true[5:]}", f"{true[:3]}-{true[3:6]}-{true[6:]}"))
    )


@damage(Stage.VALUES, "mobile")
def two_phones_in_a_cell(draft: Draft) -> bool:
    between = draft.rng.choice((" / ", ", ", "; ", "\n", "/", " "))
    return _retype(draft, "mobile", lambda _, true: f"{true}{between}9{draft.rng.randrange(10**9):09d}", 0.4)


@damage(Stage.VALUES, "mobile")
def phone_in_devanagari(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: true.translate(_DEVANAGARI))


@damage(Stage.VALUES, "mobile")
def phone_digit_missing(draft: Draft) -> bool:
    return _retype(draft, "mobile", lambda _, true: true[:9], 0.25)


@damage(Stage.VALUES, "mobile")
def phone_with_note(draft: Draft) -> bool:
    return _retype(
        draft, "mobile", lambda _, true: draft.rng.choice((f"{true} (father)", f"{true} WA", f"{true}*", f"Mob: {true}")), 0.3
    )


# -- days --------------------------------------------------------------------------------------------


def _day(true: str) -> date:
    return date.fromisoformat(true)


def _as_text(shape: str) -> Callable[[int, str], object]:
    return lambda _, true: _day(true).strftime(shape)


@damage(Stage.VALUES, "born")
def dates_as_dates(draft: Draft) -> bool:
    column = draft.column("born")
    if column is None:
        return False
    column.format = draft.rng.choice(("dd/mm/yyyy", "dd-mmm-yy", "mm-dd-yy"))
    return _retype(draft, "born", lambda _, true: datetime.fromisoformat(true))


@damage(Stage.VALUES, "born")
def dates_as_serials(draft: Draft) -> bool:
    return _retype(draft, "born", lambda _, true: (_day(true) - date(1899, 12, 30)).days)


@damage(Stage.VALUES, "born")
def dates_month_first(draft: Draft) -> bool:
    column = draft.column("born")
    if column is None or column.truth is None or not any(true and _day(true).day > 12 for true in column.truth):
        return False
    return _retype(draft, "born", _as_text("%m/%d/%Y"))


@damage(Stage.VALUES, "born")
def dates_half_converted(draft: Draft) -> bool:
    """Excel elsewhere turned what it could read month first into days, and left the rest as text."""
    column = draft.column("born")
    if column is None or column.truth is None or not any(true and _day(true).day > 12 for true in column.truth):
        return False  # where every day became a date, nobody can see that it was another
    column.format = "mm-dd-yy"

    def typed(_: int, true: str) -> object:
        day = _day(true)
        return datetime(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")

    return _retype(draft, "born", typed)


@damage(Stage.VALUES, "born")
def dates_text_and_serials(draft: Draft) -> bool:
    column = draft.column("born")
    if column is None:
        return False
    column.format = "dd/mm/yyyy"
    return _retype(draft, "born", lambda _, true: datetime.fromisoformat(true), 0.5)


@damage(Stage.VALUES, "born")
def dates_with_month_names(draft: Draft) -> bool:
    return _retype(draft, "born", _as_text(draft.rng.choice(("%d-%b-%Y", "%d %B %Y", "%b %d, %Y", "%d %b %y"))))


@damage(Stage.VALUES, "born")
def dates_year_first(draft: Draft) -> bool:
    return _retype(draft, "born", _as_text(draft.rng.choice(("%Y-%m-%d", "%Y/%m/%d"))))


@damage(Stage.VALUES, "born")
def dates_two_digit_years(draft: Draft) -> bool:
    return _retype(draft, "born", _as_text("%d.%m.%y"))


@damage(Stage.VALUES, "born")
def dates_mixed_shapes(draft: Draft) -> bool:
    shapes = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y", "%Y-%m-%d")
    return _retype(draft, "born", lambda _, true: _day(true).strftime(draft.rng.choice(shapes)))


# -- names -------------------------------------------------------------------------------------------


@damage(Stage.VALUES)
def father_inside_the_name(draft: Draft) -> bool:
    tail = draft.rng.choice((" S/o {}", " D/O {}", " s/o. {}", ", S/o {}"))
    return _say(draft, "name", lambda i, cell: cell + tail.format(draft.people[i].father), 0.6)


@damage(Stage.VALUES)
def names_in_capitals(draft: Draft) -> bool:
    return _say_each(draft, ("name", "father", "college", "given", "family"), lambda _, cell: cell.upper())


@damage(Stage.VALUES)
def names_with_titles(draft: Draft) -> bool:
    return _say(draft, "name", lambda i, cell: ("Ms. " if draft.people[i].gender == "F" else "Mr. ") + cell)


@damage(Stage.VALUES)
def no_break_spaces(draft: Draft) -> bool:
    for column in draft.columns:
        column.cells = [
            cell.replace(" ", "\u00a0") + "\u00a0" if isinstance(cell, str) and cell else cell for cell in column.cells
        ]
    return True


@damage(Stage.VALUES)
def zero_width_characters(draft: Draft) -> bool:
    for column in draft.columns:
        column.cells = [
            f"\u200b{cell}" if isinstance(cell, str) and cell and draft.rng.random() < 0.3 else cell for cell in column.cells
        ]
    return True


@damage(Stage.VALUES)
def leading_apostrophes(draft: Draft) -> bool:
    return _say_each(draft, ("mobile", "roll", "pin"), lambda _, cell: f"'{cell}")


@damage(Stage.VALUES)
def stray_spaces(draft: Draft) -> bool:
    return _say_each(draft, ("name", "college", "email", "district"), lambda _, cell: f"  {cell.replace(' ', '  ')} ", 0.5)


# -- PIN, roll, state, gender, category --------------------------------------------------------------


@damage(Stage.VALUES, "pin")
def pin_as_number(draft: Draft) -> bool:
    return _retype(draft, "pin", lambda _, true: int(true))


@damage(Stage.VALUES, "pin")
def pin_spaced(draft: Draft) -> bool:
    return _retype(draft, "pin", lambda _, true: f"{true[:3]} {true[3:]}")


@damage(Stage.VALUES, "pin")
def pin_digit_lost(draft: Draft) -> bool:
    return _retype(draft, "pin", lambda _, true: true[:5], 0.3)


@damage(Stage.VALUES, "roll")
def roll_with_zeros_by_format(draft: Draft) -> bool:
    column = draft.column("roll")
    if column is None or column.truth is None or not all(true is None or true.isdecimal() for true in column.truth):
        return False
    width = max(len(true) for true in column.truth if true)
    if any(true and len(true) != width for true in column.truth):
        return False
    column.format = "0" * width
    return _retype(draft, "roll", lambda _, true: int(true))


@damage(Stage.VALUES, "roll")
def roll_as_long_number(draft: Draft) -> bool:
    column = draft.column("roll")
    if column is None or column.truth is None:
        return False
    column.truth = [f"20{draft.rng.randrange(10**9):09d}{index:03d}" if true else None for index, true in enumerate(column.truth)]
    return _retype(draft, "roll", lambda _, true: int(true))


@damage(Stage.VALUES, "roll")
def roll_too_long_for_a_number(draft: Draft) -> bool:
    column = draft.column("roll")
    if column is None or column.truth is None:
        return False
    column.truth = [
        f"20{draft.rng.randrange(10**13):013d}{index:03d}" if true else None for index, true in enumerate(column.truth)
    ]
    column.lost = True
    return _retype(draft, "roll", lambda _, true: float(true[:15] + "000"))


_MISSPELT = {
    "Karnataka": "Karnatka", "Maharashtra": "Maharastra", "Tamil Nadu": "Tamilnadu", "Uttar Pradesh": "Uttarpradesh",
    "West Bengal": "Westbengal", "Gujarat": "Gujrat", "Odisha": "Orissa", "Andhra Pradesh": "Andra Pradesh", "Rajasthan": "Rajastan",
}  # fmt: skip
_SHORT = {
    "Uttar Pradesh": "UP",
    "Madhya Pradesh": "M.P.",
    "Tamil Nadu": "TN",
    "West Bengal": "WB",
    "Andhra Pradesh": "AP",
    "Kerala": "KL",
}


@damage(Stage.VALUES, "state")
def states_misspelt(draft: Draft) -> bool:
    return _say(draft, "state", lambda _, cell: _MISSPELT.get(cell, cell.upper()))


@damage(Stage.VALUES, "state")
def states_shortened(draft: Draft) -> bool:
    return _say(draft, "state", lambda _, cell: _SHORT.get(cell, cell))


@damage(Stage.VALUES, "gender")
def gender_in_hindi(draft: Draft) -> bool:
    words = draft.rng.choice(({"F": "महिला", "M": "पुरुष"}, {"F": "म", "M": "पु"}, {"F": "स्त्री", "M": "पुरुष"}))
    return _say(draft, "gender", lambda i, _: words[draft.people[i].gender])


@damage(Stage.VALUES, "gender")
def gender_in_words(draft: Draft) -> bool:
    words = draft.rng.choice(({"F": "Female", "M": "Male"}, {"F": "FEMALE", "M": "MALE"}, {"F": "Girl", "M": "Boy"}))
    return _say(draft, "gender", lambda i, _: words[draft.people[i].gender])


@damage(Stage.VALUES)
def category_spellings(draft: Draft) -> bool:
    words = {
        "GEN": ("General", "Gen.", "UR", "OC"),
        "OBC": ("O.B.C.", "OBC-NCL", "Obc"),
        "SC": ("S.C.", "sc"),
        "ST": ("S.T.", "st"),
        "EWS": ("E.W.S",),
    }
    return _say(draft, "category", lambda i, _: draft.rng.choice(words[draft.people[i].category]))


@damage(Stage.VALUES)
def words_for_nothing(draft: Draft) -> bool:
    """N/A, nil and dashes where nothing is known."""
    done = False
    for kind in ("email", "father", "pin", "category", "district"):
        column = draft.column(kind)
        if column is None:
            continue
        for index in range(len(column.cells)):
            if draft.rng.random() < 0.2:
                column.cells[index] = draft.rng.choice(("N/A", "nil", "-", "NA", "--", "not available"))
                _forget(column, index)
        done = True
    return done


@damage(Stage.VALUES)
def partly_empty_rows(draft: Draft) -> bool:
    for column in draft.columns:
        if column.kind in ("serial", "name", "given", "family", "gap", "signature"):
            continue
        for index in range(len(column.cells)):
            if draft.rng.random() < 0.25:
                column.cells[index] = None
                _forget(column, index)
    return True


def _forget(column: Column, index: int) -> None:
    if column.truth is not None:
        column.truth[index] = None


@damage(Stage.VALUES)
def emails_with_capitals(draft: Draft) -> bool:
    return _say(draft, "email", lambda _, cell: cell.upper(), 0.5)


@damage(Stage.VALUES)
def formulas_with_results(draft: Draft) -> bool:
    return _formulas(draft, cached=True)


@damage(Stage.VALUES)
def formulas_without_results(draft: Draft) -> bool:
    return draft.rng.random() < 0.5 and _formulas(draft, cached=False)


def _formulas(draft: Draft, *, cached: bool) -> bool:
    kinds = [kind for kind in ("email", "college", "roll") if draft.has(kind)]
    if not kinds or draft.merge_down or draft.formulas:
        return False
    kind = draft.rng.choice(kinds)
    draft.formulas[kind] = cached
    if not cached:
        column = draft.columns[draft.place_of(kind)]
        column.lost = True
    return True
