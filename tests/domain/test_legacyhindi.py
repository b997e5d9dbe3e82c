"""Hindi typed in Kruti Dev and its kin becomes the Hindi that was on the typist's screen; English is never taken for it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain.legacyhindi import are_legacy, becomes_words, in_unicode, is_known_layout

# As a typist of the Remington layout types them; the Hindi beside is how the names are spelled, not what any program made.
TYPED = {
    "uke": "नाम", "jke dqekj": "राम कुमार", "lquhrk nsoh": "सुनीता देवी", "jkt flag": "राज सिंह", "'kekZ": "शर्मा", "oekZ": "वर्मा",
    "jes'k pUnz": "रमेश चन्द्र", "fo|ky;": "विद्यालय", "izlkn": "प्रसाद", "JhokLro": "श्रीवास्तव", "T;ksfr": "ज्योति", "vafdrk": "अंकिता",
    "eksgEen": "मोहम्मद", "lqjsUnz": "सुरेन्द्र", 'd`".k': "कृष्ण", "y{eh": "लक्ष्मी", "mfeZyk": "उर्मिला", "/kesZUnz": "धर्मेन्द्र",
    "xqIrk": "गुप्ता", ";kno": "यादव", "feJk": "मिश्रा", "nqxkZ": "दुर्गा", "lat;": "संजय", "NksVsyky": "छोटेलाल", "Bkdqj": "ठाकुर",
    '_f"k': "ऋषि", "vkse": "ओम", "bZ'oj": "ईश्वर", ",s'o;kZ": "ऐश्वर्या", ",drk": "एकता", "fiz;adk": "प्रियंका", "?ku';ke": "घनश्याम",
    "[kku": "खान", "lokbZ ek/kksiqj": "सवाई माधोपुर", "ik.Ms;": "पाण्डेय", "mÙkj izns'k": "उत्तर प्रदेश", "NÙkhlx<+": "छत्तीसगढ़",
    "vkS|ksfxd izf'k{k.k laLFkku": "औद्योगिक प्रशिक्षण संस्थान", "jktdh; egkfo|ky;": "राजकीय महाविद्यालय", "HkkbZ": "भाई",
    "bUVj dkWyst": "इन्टर कॉलेज", "f=ikBh": "त्रिपाठी", "f}osnh": "द्विवेदी", "xkSre": "गौतम", "pkS/kjh": "चौधरी", "lDlsuk": "सक्सेना",
}  # fmt: skip
ENGLISH = [
    "Ram Kumar", "Asha Devi", "Sunita Sharma", "Mohd Imran", "K V Rao", "Priya Nair", "Manoj Das", "Kiran Patel", "Deepak Singh",
    "Zoya Khan", "Harpreet Kaur", "Government Polytechnic", "IIT Delhi", "B.Tech CSE", "Male", "Female", "Uttar Pradesh", "Flag",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), TYPED.items())
def test_a_name_becomes_what_the_typist_saw(typed: str, shown: str) -> None:
    assert in_unicode(typed) == unicodedata.normalize("NFC", shown)
    assert becomes_words(typed)


def test_quotes_that_excel_made_curly_are_the_same_letters() -> None:
    assert in_unicode("jes’k") == "रमेश"


def test_a_column_is_known_by_words_that_lists_of_people_hold() -> None:
    assert are_legacy(["jke dqekj", "lquhrk nsoh", "iwtk"])
    assert not are_legacy(ENGLISH)
    assert not are_legacy(["राम कुमार", "सुनीता देवी"])
    assert not are_legacy(["flag", "flag", "flag"])
    assert not are_legacy(["jke dqekj", *ENGLISH])
    assert not are_legacy([])


@given(st.text(max_size=40))
def test_anything_at_all_is_converted_to_something(text: str) -> None:
    assert isinstance(in_unicode(text), str)
    assert becomes_words(text) in (True, False)


def test_fonts_of_another_layout_are_not_converted() -> None:
    assert is_known_layout("Kruti Dev 010")
    assert is_known_layout("DevLys 010")
    assert not is_known_layout("Walkman-Chanakya905")
