"""Forms made from declared fields: each kind has its editor, each error its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from skilling.domain.fields import Choice, Field, Kind
from skilling.domain.problems import Problem, Refused
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.shared.editors import ChoiceEditor, DayEditor, LineEditor, LinkEditor, TextEditor
from ui.shared.form import Form

GENDERS = (Choice("female", "Woman", "महिला"), Choice("male", "Man", "पुरुष"), Choice("other", "Another", "अन्य"))
FIELDS = (
    Field("full_name", "name", "Name", "नाम", Kind.NAME, required=True),
    Field("mobile", "mobile", "Mobile", "मोबाइल", Kind.MOBILE, example="+91 98450 12345", group="Contact"),
    Field("email", "email", "Email", "ईमेल", Kind.EMAIL, group="Contact"),
    Field("state_id", "state", "State/UT", "राज्य", Kind.STATE, help="Where they live.", group="Contact"),
    Field("born_on", "born_on", "Date of birth", "जन्म तिथि", Kind.DATE, group="About"),
    Field("gender", "gender", "Gender", "लिंग", Kind.CHOICE, choices=GENDERS, group="About"),
    Field("seats", "seats", "Seats", "सीटें", Kind.WHOLE),
    Field("notes", "notes", "Notes", "टिप्पणी", Kind.LONG_TEXT),
    Field("institution_id", "institution", "Institution", "संस्थान", Kind.LINK, link="institution"),
    Field("uid", "uid", "Number", "संख्या", Kind.CODE, editable=False),
)
RECORD = {
    "full_name": "Asha Rao", "mobile": "+919845012345", "email": "asha@example.in", "state_id": 29,
    "born_on": date(2004, 9, 5), "gender": "female", "seats": 120000, "notes": "Two\nlines",
    "institution_id": (7, "NIT Surathkal"), "uid": "D-1",
}  # fmt: skip


@pytest.fixture
def form(qtbot: Any, context: Context) -> Form:
    made = Form(context, FIELDS)
    qtbot.addWidget(made)
    made.offer("state_id", [(29, "Karnataka"), (32, "Kerala")])
    made.load(RECORD)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def line(form: Form, attribute: str) -> LineEditor:
    editor = form.editor(attribute)
    assert isinstance(editor, LineEditor)
    return editor


def test_every_field_has_label_buddy_and_name(form: Form) -> None:
    assert_all_named(form)
    buddies = [label.buddy() for label in form.findChildren(QLabel) if label.buddy() is not None]
    assert len(buddies) == len(FIELDS)


def test_what_was_loaded_comes_back_as_services_take_it(form: Form) -> None:
    assert form.values() == {
        "full_name": "Asha Rao", "mobile": "+91 98450 12345", "email": "asha@example.in", "state_id": 29,
        "born_on": "2004-09-05", "gender": "female", "seats": "120000", "notes": "Two\nlines", "institution_id": 7,
    }  # fmt: skip
    assert form.changes() == {}


def test_numbers_and_days_read_as_people_write_them(form: Form) -> None:
    assert line(form, "seats").edit.text() == "1,20,000"
    born = form.editor("born_on")
    assert isinstance(born, DayEditor)
    assert born.edit.text() == "5 Sep 2004"
    born.edit.setText("7/8/05")
    assert born.value() == "2005-08-07"
    born.edit.setText("31/02/2026")
    assert born.value() == "31/02/2026"


def test_a_field_left_with_another_value_is_told_once(qtbot: Any, form: Form) -> None:
    left: list[tuple[str, object]] = []
    form.left.connect(lambda attribute, value: left.append((attribute, value)))
    mobile = line(form, "mobile")
    mobile.edit.setFocus()
    qtbot.waitUntil(mobile.edit.hasFocus)
    mobile.edit.setText("98450 99999")
    line(form, "email").edit.setFocus()
    assert left == [("mobile", "98450 99999")]
    form.saved("mobile")
    mobile.edit.setFocus()
    line(form, "email").edit.setFocus()
    assert len(left) == 1


def test_a_field_left_as_it_was_is_not_told(qtbot: Any, form: Form) -> None:
    left: list[object] = []
    form.left.connect(lambda *what: left.append(what))
    for attribute in ("full_name", "mobile", "email"):
        form.editor(attribute).setFocus()
    assert left == []


def test_a_form_as_a_whole_tells_no_single_field(qtbot: Any, context: Context) -> None:
    form = Form(context, FIELDS, "as a whole", columns=2)
    qtbot.addWidget(form)
    left: list[object] = []
    form.left.connect(lambda *what: left.append(what))
    editor = line(form, "full_name")
    editor.edit.setText("Kabir Das")
    editor.edit.returnPressed.emit()
    assert left == []
    assert form.changes() == {"full_name": "Kabir Das"}


def test_problems_stand_beside_their_fields_and_the_rest_above(qtbot: Any, form: Form) -> None:
    form.problems(
        [
            Problem("mobile", "Needs 10 digits after +91; this has 9.", "developer.mobile"),
            Problem("state", "Choose a state.", "state"),
            Problem("twice", "Asha Rao is in this cohort already."),
        ]
    )
    assert form.row("mobile").wrong == "Needs 10 digits after +91; this has 9."
    assert form.row("state_id").wrong == "Choose a state."
    assert form._banner.text == "Asha Rao is in this cohort already."
    assert line(form, "mobile").edit.hasFocus()
    assert line(form, "mobile").edit.property("state") == "error"
    form.load(RECORD)
    assert form.row("mobile").wrong == ""
    assert form.row("state_id")._note.text() == "Where they live."


def test_a_refused_field_keeps_what_was_typed(form: Form) -> None:
    line(form, "mobile").edit.setText("12")
    form.refused("mobile")(Refused("mobile", "Mobile: needs 10 digits."))
    assert line(form, "mobile").value() == "12"
    assert form.row("mobile").wrong == "Needs 10 digits."  # its label stands above


def test_a_choice_is_found_by_typing_and_a_stranger_is_handed_on(form: Form) -> None:
    gender = form.editor("gender")
    assert isinstance(gender, ChoiceEditor)
    gender._line.setText("another")
    assert gender.value() == "other"
    gender._line.setText("no such thing")
    assert gender.value() == "no such thing"
    gender._line.setText("")
    assert gender.value() is None


def test_states_offered_later_keep_the_one_chosen(form: Form) -> None:
    form.offer("state_id", [(29, "Karnataka"), (10, "Bihar")])
    assert form.values()["state_id"] == 29


def test_a_link_is_found_by_words_and_told_by_its_id(qtbot: Any, form: Form) -> None:
    def search(words: str) -> Sequence[tuple[int, str]]:
        return [(9, "IIT Madras")] if "iit" in words.lower() else []

    form.search_with("institution_id", search)
    link = form.editor("institution_id")
    assert isinstance(link, LinkEditor)
    link.edit.clear()
    link.edit.setFocus()
    qtbot.keyClicks(link.edit, "iit")
    qtbot.waitUntil(lambda: "IIT Madras" in link._known)
    link._on_activated("IIT Madras")
    assert link.value() == 9
    link.edit.clear()
    link._on_edited("")
    assert link.value() is None


def test_tab_goes_on_from_a_text_of_several_lines(form: Form) -> None:
    notes = form.editor("notes")
    assert isinstance(notes, TextEditor)
    assert notes.edit.tabChangesFocus()


def test_what_the_program_keeps_cannot_be_typed_over(form: Form) -> None:
    uid = line(form, "uid")
    assert not uid.edit.isEnabled()
    assert "uid" not in form.values()
    assert uid.edit.toolTip()


def test_a_calendar_picks_a_day(qtbot: Any, form: Form) -> None:
    from PySide6.QtWidgets import QCalendarWidget

    born = form.editor("born_on")
    assert isinstance(born, DayEditor)
    born._pick.click()
    calendar = born.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert born.value() == "2004-09-06"


def test_labels_follow_the_language(qtbot: Any, context: Context) -> None:
    context.theme._language = "hi"
    try:
        form = Form(context, FIELDS)
        qtbot.addWidget(form)
        assert form.row("full_name").editor.field.accessibleName() == "नाम"
    finally:
        context.theme._language = "en"


def test_enter_saves_a_line(qtbot: Any, form: Form) -> None:
    name = line(form, "full_name")
    name.edit.setText("Asha R. Rao")
    with qtbot.waitSignal(form.left) as left:
        qtbot.keyClick(name.edit, Qt.Key.Key_Return)
    assert left.args == ["full_name", "Asha R. Rao"]
