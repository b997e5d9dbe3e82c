"""Places are recognised under every name that lists give them, and never guessed between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain.places import AliasRow, DistrictRow, Gazetteer, StateRow, pin_fits
from skilling.services.places import gazetteer, reference

PLACES = gazetteer()
BY_ISO = {row.iso: row.code for row in reference().states}


def _state(text: str) -> str | None:
    found = PLACES.state(text)
    return PLACES.states[found.code].iso if found else None


def _district(text: str, iso: str | None = None) -> str | None:
    found = PLACES.district(text, BY_ISO[iso] if iso else None)
    return PLACES.districts[found.code].name if found else None


def test_the_reference_tables_are_complete() -> None:
    rows = reference()
    assert len(rows.states) == 36
    assert len(rows.districts) == 763
    assert len({row.code for row in rows.districts}) == 763
    assert {row.state_code for row in rows.districts} == {row.code for row in rows.states}
    codes = {"state": {row.code for row in rows.states}, "district": {row.code for row in rows.districts}}
    assert all(alias.code in codes[alias.kind] for alias in rows.aliases)


def test_directory_codes_and_tax_codes_are_not_mixed_up() -> None:
    by_code = {row.code: row for row in reference().states}
    assert (by_code[37].name, by_code[37].gst_code) == ("Ladakh", "38")
    assert (by_code[28].name, by_code[28].gst_code) == ("Andhra Pradesh", "37")
    assert by_code[38].gst_code == "26"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Orissa", "OD"), ("Odissa", "OD"), ("ଓଡ଼ିଶା", "OD"), ("OR", "OD"), ("Pondicherry", "PY"), ("Uttaranchal", "UK"),
        ("Uttrakhand", "UK"), ("UA", "UK"), ("J&K", "JK"), ("Jammu & Kashmir", "JK"), ("N.C.T. of Delhi", "DL"),
        ("Delhi (NCT)", "DL"), ("NEW DELHI", "DL"), ("Tamilnadu", "TN"), ("தமிழ்நாடு", "TN"), ("West bengal", "WB"),
        ("Chattisgarh", "CG"), ("CT", "CG"), ("TG", "TS"), ("Telengana", "TS"), ("उत्तर प्रदेश", "UP"), ("U.P.", "UP"),
        ("उ.प्र.", "UP"), ("M.P", "MP"), ("Daman and Diu", "DH"), ("Dadra & Nagar Haveli", "DH"), ("DN", "DH"),
        ("The Dadra and Nagar Haveli and Daman and Diu", "DH"), ("KA - Karnataka", "KA"), ("29-Karnataka", "KA"),
        ("Karnataka, India", "KA"), ("State of Goa", "GA"), ("Maharastra", "MH"), ("Karnatakaa", "KA"), ("ANDHRA-PRADESH", "AP"),
        ("उत्तराखण्ड", "UK"), ("हिमाचल", "HP"), ("Keral", "KL"),
    ],
)  # fmt: skip
def test_a_state_is_recognised_under_all_its_names(written: str, iso: str) -> None:
    assert _state(written) == iso


@pytest.mark.parametrize("written", ["", "nan", "Pradesh", "ME", "Bihar/Jharkhand", "India", "Bangalore", "xyz", "12"])
def test_what_names_no_single_state_is_no_state(written: str) -> None:
    assert _state(written) is None


@pytest.mark.parametrize(
    ("written", "iso", "name"),
    [
        ("Ahmednagar", "MH", "Ahilyanagar"),
        ("Aurangabad", "MH", "Chhatrapati Sambhajinagar"),
        ("Aurangabad", "BR", "Aurangabad"),
        ("Osmanabad", "MH", "Dharashiv"),
        ("Hoshangabad", "MP", "Narmadapuram"),
        ("Allahabad", "UP", "Prayagraj"),
        ("Gurgaon", None, "Gurugram"),
        ("Bangalore", "KA", "Bengaluru Urban"),
        ("Mysore Dist.", "KA", "Mysuru"),
        ("Hubli", "KA", "Dharwad"),
        ("Vijayawada", "AP", "NTR"),
        ("Trivandrum", None, "Thiruvananthapuram"),
        ("लखनऊ", None, "Lucknow"),
        ("North 24 Parganas", "WB", "North 24 Parganas"),
        ("24 Paraganas North", "WB", "North 24 Parganas"),
        ("East", "DL", "East Delhi"),
        ("Krisnagiri", "TN", "Krishnagiri"),
        ("Bilaspur", "HP", "Bilaspur"),
        ("Bijapur", "KA", "Vijayapura"),
        ("Bijapur", "CG", "Bijapur"),
    ],
)
def test_a_district_is_recognised_under_old_and_new_names(written: str, iso: str | None, name: str) -> None:
    assert _district(written, iso) == name


@pytest.mark.parametrize("written", ["Aurangabad", "Balrampur", "Bilaspur", "Hamirpur", "Pratapgarh", "Bijapur", "East"])
def test_a_name_that_several_states_have_needs_the_state(written: str) -> None:
    assert _district(written) is None
    assert PLACES.could_be_district(written)


def test_a_district_is_not_looked_for_outside_its_state_but_can_be_named_there() -> None:
    assert _district("Patna", "KA") is None
    elsewhere = PLACES.district_elsewhere("Patna", BY_ISO["KA"])
    assert elsewhere is not None
    assert PLACES.state_of(elsewhere.code) == BY_ISO["BR"]


@pytest.mark.parametrize("written", ["Wst Khasi Hills", "Est Khasi Hills"])
def test_two_places_that_differ_in_a_direction_are_not_guessed_between(written: str) -> None:
    assert _district(written, "ML") is None


def test_every_place_is_recognised_under_its_own_names() -> None:
    for state in reference().states:
        assert _state(state.name) == state.iso == _state(state.name_hi) == _state(state.name.upper())
    for district in reference().districts:
        found = PLACES.district(district.name, district.state_code)
        assert found is not None
        assert found.code == district.code


def test_every_alias_leads_to_its_place_within_the_state() -> None:
    lost = []
    for alias in reference().aliases:
        found = PLACES.state(alias.alias) if alias.kind == "state" else PLACES.district(alias.alias, PLACES.state_of(alias.code))
        if found is None or found.code != alias.code:
            lost.append(alias.alias)
    assert lost == []


def test_a_fuzzy_hit_needs_a_margin_to_the_next_place() -> None:
    states = (StateRow(1, "Uno", "", "state", "UN", "01", "01"),)
    rows = (DistrictRow(10, 1, "Ramanagara", "", ""), DistrictRow(11, 1, "Ramanagari", "", ""))
    small = Gazetteer(states, rows, (AliasRow("district", 10, "Old Town", "former"),))
    assert small.district("Ramanagar", 1) is None
    found = small.district("old town", 1)
    assert found is not None
    assert (found.code, found.how) == (10, "alias")


def test_a_pin_code_is_checked_by_its_zone_only() -> None:
    assert pin_fits("560001", BY_ISO["KA"])
    assert not pin_fits("110001", BY_ISO["KA"])
    assert pin_fits("900056", BY_ISO["KA"])  # army post


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_the_same_one_again(text: str) -> None:
    assert PLACES.state(text) == PLACES.state(text)
    assert PLACES.district(text) == PLACES.district(text)


@pytest.mark.parametrize(
    ("written", "name"),
    [("சென்னை", "Chennai"), ("திருச்சி", "Tiruchirappalli"), ("தூத்துக்குடி", "Thoothukudi"), ("கோவை மாவட்டம்", "Coimbatore")],
)
def test_districts_of_tamil_nadu_are_known_as_tamil_writes_them(written: str, name: str) -> None:
    assert _district(written) == name
    assert _district(written, "TN") == name


@pytest.mark.parametrize(
    ("written", "iso"),
    [("தமிழ்நாடு மாநிலம்", "TN"), ("కర్ణాటక", "KA"), ("ಮಹಾರಾಷ್ಟ್ರ", "MH"), ("উত্তর প্রদেশ", "UP"), ("બિહાર", "BR"), ("ਹਰਿਆਣਾ", "HR"),
     ("ഉത്തരാഖണ്ഡ്", "UK"), ("ପଶ୍ଚିମବଙ୍ଗ", "WB")],
)  # fmt: skip
def test_states_are_known_in_the_scripts_of_their_neighbours(written: str, iso: str) -> None:
    assert _state(written) == iso


def test_every_state_has_a_name_in_each_of_the_southern_scripts() -> None:
    first = {"Tamil": "\u0b80", "Telugu": "\u0c00", "Kannada": "\u0c80", "Malayalam": "\u0d00"}
    for script, begins in first.items():
        named = {
            row.code for row in reference().aliases if row.kind == "state" and begins <= row.alias[0] < chr(ord(begins) + 128)
        }
        assert named | {38} == set(BY_ISO.values()), script
