"""What a person decides while looking at a list goes into its plan: columns, words, cells, rows, the order of dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.planning.fixes import Fix
from skilling.services.desk import Desk
from tests.builders import a_developer
from tests.importing.trials import ASHA, HEADERS, KABIR, MEERA, a_list, applied, card, codes, outcomes, planned, ready, rows

BAD_PHONE = (4, "Rohan Mehta", "98450123", "11/05/2001", "M", "Gujarat", "Surat College")
NO_NAME = (5, None, "9845012349", "11/05/2001", "M", "Gujarat", "Surat College")


def test_a_mapping_by_hand_beats_what_the_column_looks_like(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA), mapping={"College": "extra", "state": None})
    fields = {column.source: column.field for column in plan.columns}
    assert (fields["College"], fields["State"]) == ("extra.College", None)
    assert plan.values["extra.College"] == ["Hassan Engineering College"]
    with pytest.raises(Refused, match=r"no field 'developer\.caste'"):
        planned(sqlite_desk, a_list(tmp_path, ASHA), mapping={"College": "developer.caste"})


def test_blocked_columns_and_cells_are_nowhere_in_the_plan(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, [*ASHA, "2345 6789 0124", "call 2345 6789 0124"], headers=[*HEADERS, "Aadhaar No", "Remarks"])
    plan = planned(sqlite_desk, path)
    assert [(c.source, c.field, c.blocked) for c in plan.columns if c.blocked] == [("Aadhaar No", None, "aadhaar")]
    assert "6789" not in "".join(plan.raw) + str(plan.values)
    assert "withheld-aadhaar" in codes(plan)


def test_one_fix_mends_a_word_everywhere_and_can_be_remembered(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    odd = [(*person[:5], "Namma Nadu", None) for person in (ASHA, KABIR, MEERA)]
    path = a_list(tmp_path, *odd)
    assert card(planned(desk, path), "state-unknown").count == 3
    fix = Fix("word", "State", original="Namma  nadu", value="Karnataka", lasting="everyone")
    mended = planned(desk, path, fix)
    assert "state-unknown" not in codes(mended)
    assert mended.values["developer.state"] == [29, 29, 29]
    applied(desk, mended)
    other = a_list(tmp_path, (9, "Rohan Bora", "9845012399", None, "M", "NAMMA NADU", None))
    assert planned(desk, other).values["developer.state"] == [29]


def test_a_cell_that_shows_an_error_can_be_given_its_value(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, [*ASHA, "#REF!"], [*KABIR, "Robotics"], headers=[*HEADERS, "Club"])
    found = next(card for card in planned(sqlite_desk, path).issues if card.column == "Club")
    assert [example.original for example in found.examples] == ["#REF!"]
    mended = planned(sqlite_desk, path, Fix("word", "Club", original=found.examples[0].original, value="Chess"))
    assert mended.values["extra.Club"] == ["Chess", "Robotics"]
    assert "Club" not in [card.column for card in mended.issues]


def test_a_word_is_remembered_for_its_sender_for_everyone_or_not_at_all(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(
        tmp_path, (*ASHA[:5], "Namma Nadu", None), (*KABIR[:5], "Devara Nadu", None), (*MEERA[:5], "Kannada Nadu", None)
    )
    fixes = [
        Fix("word", "State", original=word, value="Karnataka", lasting=scope)
        for word, scope in (("Namma Nadu", "sender"), ("Devara Nadu", "everyone"), ("Kannada Nadu", ""))
    ]
    applied(sqlite_desk, planned(sqlite_desk, path, *fixes, sender="GPT Kadapa"))
    states = ("Namma Nadu", "Devara Nadu", "Kannada Nadu")
    again = a_list(tmp_path, *[(n, "Rohan Bora", f"984501239{n}", None, "M", state, None) for n, state in enumerate(states)])
    assert planned(sqlite_desk, again, sender="GPT Kadapa").values["developer.state"] == [29, 29, None]
    assert planned(sqlite_desk, again, sender="GPT Guntur").values["developer.state"] == [None, 29, None]


def test_each_field_has_its_own_winner(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    known = a_developer(desk, full_name="Asha Rao", mobile="+919845012345", gender="M", email="asha@example.in")
    path = a_list(tmp_path, ["Asha Rao", "9845012345", "F", "rao@example.in", "Karnataka"],
                  headers=["Name of Student", "Mobile No", "Gender", "Email", "State"])  # fmt: skip
    plan = planned(desk, path, Fix("policy", "gender", value="update"), Fix("policy", "state_id", value="keep"))
    assert {name: values[known.id][1:] for name, values in plan.changes.items()} == {"gender": ("M", "F")}
    assert plan.differing == {"email": 1, "state_id": 1}
    applied(desk, plan)
    assert rows(desk, "developer", "gender", "email", "state_id") == [("F", "asha@example.in", None)]
    with pytest.raises(Refused, match="'newest' is not known here"):
        planned(desk, path, Fix("policy", "gender", value="newest"))


def test_both_phones_of_a_cell_are_kept_whichever_is_preferred(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No"]
    path = a_list(tmp_path, ["Asha Rao", "9845012345 / 9845054321"], ["Kabir Das", "080 2345 6789"], headers=headers)
    phones = ("developer.mobile", "developer.phone2")
    assert [planned(sqlite_desk, path).values[name] for name in phones] == [
        ["+919845012345", None],
        ["+919845054321", "+918023456789"],
    ]
    second = planned(sqlite_desk, path, Fix("accept", "Mobile No", "phone-two"))
    assert [second.values[name][0] for name in phones] == ["+919845054321", "+919845012345"]
    other = a_list(tmp_path, ["Asha Rao", "9845012345/9845054321", "9845011111"], headers=[*headers, "Alternate No"])
    assert planned(sqlite_desk, other).values["developer.phone2"] == ["+919845011111"]


def test_rows_left_out_can_be_taken_after_all(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, ASHA, KABIR)
    plan = planned(sqlite_desk, path, Fix("skip-rows", rows=(2, 3)), Fix("take-rows", rows=(3,)))
    assert outcomes(plan) == {"new": 1, "skipped": 1}


def test_cells_patterns_and_rows_can_be_mended(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, ASHA, BAD_PHONE, NO_NAME)
    edited = planned(sqlite_desk, path, Fix("cell", "Mobile No", rows=(3,), value="98450 12348"))
    assert edited.values["developer.mobile"][1] == "+919845012348"
    assert outcomes(edited) == {"new": 2, "error": 1}
    blanked = planned(sqlite_desk, path, Fix("blank", "Mobile No", "phone-length"))
    assert (blanked.values["developer.mobile"][1], outcomes(blanked)) == (None, {"new": 2, "error": 1})
    left_out = planned(sqlite_desk, path, Fix("skip-issue", "Mobile No", "phone-length"))
    assert outcomes(left_out) == {"new": 1, "error": 1, "skipped": 1}


def test_a_proposal_is_taken_for_every_cell_it_was_made_for(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, ["Asha Rao", "asha @example.in"], headers=["Name of Student", "Email"])
    assert outcomes(planned(sqlite_desk, path)) == {"error": 1}
    taken = planned(sqlite_desk, path, Fix("accept", "Email", "email"))
    assert (outcomes(taken), taken.values["developer.email"]) == ({"new": 1}, ["asha@example.in"])


def test_the_order_of_dates_can_be_said_and_is_remembered_for_the_layout(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    doubtful = (1, "Asha Rao", "9845012345", "03/04/2004", "F", None, None)
    path = a_list(tmp_path, doubtful)
    assert planned(desk, path).values["developer.born_on"] == [date(2004, 4, 3)]
    plan = planned(desk, path, Fix("order", "Date of Birth", value="MDY"))
    assert plan.values["developer.born_on"] == [date(2004, 3, 4)]
    applied(desk, plan)
    other = planned(desk, a_list(tmp_path, (7, "Rohan Bora", "9845012399", "05/06/2004", "M", None, None)))
    assert other.values["developer.born_on"] == [date(2004, 5, 6)]
    assert any("month first, as in the last list" in sentence for sentence in other.assumptions)
    decisive = planned(desk, a_list(tmp_path, (7, "Rohan Bora", "9845012399", "25/06/2004", "M", None, None)))
    assert decisive.values["developer.born_on"] == [date(2004, 6, 25)]


def test_a_dropped_row_is_data_after_all_where_a_person_says_so(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, ASHA, KABIR, (None, "Total", "9845012349"))
    assert len(planned(sqlite_desk, path)) == 2
    plan = planned(sqlite_desk, path, Fix("keep-row", rows=(4,)))
    assert (len(plan), plan.values["developer.full_name"][2]) == (3, "Total")


def test_a_district_tells_the_state(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ["Asha Rao", "Mysuru"], headers=["Name of Student", "District"]))
    assert plan.values["developer.state"] == [29]
