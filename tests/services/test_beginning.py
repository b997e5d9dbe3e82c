"""Beginning a programme: where its file may lie, what it is called, and nothing left behind where it fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.services import beginning, programmes, records

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folder with nothing in it."""
    monkeypatch.setattr(beginning, "default_address", lambda: tmp_path / "home" / "programme.db")
    return tmp_path / "home"


def test_the_first_programme_is_the_default_database(home: Path) -> None:
    assert beginning.proposed_file("OpenAI Academy 2026", home) == home / "programme.db"


def test_the_next_is_called_as_the_programme_and_never_lies_over_a_file(home: Path) -> None:
    beginning.start(home / "programme.db", "First", "asha", TODAY).close()
    assert beginning.proposed_file("OpenAI Academy: 2026!", home) == home / "openai-academy-2026.db"
    (home / "openai-academy-2026.db").touch()
    assert beginning.proposed_file("OpenAI Academy: 2026!", home) == home / "openai-academy-2026-2.db"
    assert beginning.proposed_file("कौशल", home) == home / "programme-2.db"


def test_a_new_programme_has_its_name_and_a_code(home: Path) -> None:
    desk = beginning.start(home / "a.db", "  IndiaAI Skilling Mission ", "asha", TODAY)
    try:
        assert desk.read(programmes.first_name) == "IndiaAI Skilling Mission"
        assert desk.read(records.read, "programme", 1).values["code"] == "ISM-2026"
    finally:
        desk.close()


def test_a_file_that_is_there_is_never_begun_anew(home: Path) -> None:
    home.mkdir()
    (home / "a.db").write_text("somebody's")
    with pytest.raises(Refused, match="there already"):
        beginning.start(home / "a.db", "Mission", "asha", TODAY)
    assert (home / "a.db").read_text() == "somebody's"


def test_a_programme_without_a_name_leaves_no_file(home: Path) -> None:
    with pytest.raises(Refused, match="name"):
        beginning.start(home / "a.db", " ", "asha", TODAY)
    assert not (home / "a.db").exists()


def test_a_name_that_is_refused_leaves_no_file(home: Path) -> None:
    with pytest.raises(Refused):
        beginning.start(home / "a.db", "x" * 400, "asha", TODAY)
    assert not (home / "a.db").exists()


@pytest.mark.parametrize("folder", ["OneDrive - Ministry", "Dropbox", "Google Drive"])
def test_a_folder_that_is_copied_elsewhere_is_warned_of(tmp_path: Path, folder: str) -> None:
    assert len(beginning.cautions(tmp_path / folder / "a.db")) == 1
    assert beginning.cautions(tmp_path / "Documents" / "a.db") == []


def test_the_sample_is_made_once_and_opened_again(home: Path) -> None:
    first = beginning.open_sample("asha")
    count = first.read(records.developer_count)
    first.close()
    again = beginning.open_sample("asha")
    assert count > 100 and again.read(records.developer_count) == count
    again.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [("OpenAI Academy", "OA-2026"), ("Future of Skills for the North", "FSN-2026"), ("2026", "PRG-2026")],
)
def test_a_code_is_made_of_initials_and_the_year(name: str, code: str) -> None:
    assert beginning.code_of(name, TODAY) == code
