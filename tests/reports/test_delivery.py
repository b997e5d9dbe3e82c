"""Handing a pack over: recorded and placed together, or neither."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlmodel import select

from skilling.database.reporttables import ReportFile
from skilling.database.tables import ChangeEntry
from skilling.domain.problems import Refused
from skilling.reports import workbook
from skilling.reports.behind import uid_of
from skilling.reports.delivery import deliver, write
from skilling.reports.pack import figures_of
from skilling.services.desk import Desk
from tests.builders import an_enrolment
from tests.reports.packs import a_pack


def reports(desk: Desk) -> list[ReportFile]:
    return desk.read(lambda session: list(session.exec(select(ReportFile))))


def test_a_delivered_pack_is_on_record_with_its_figures(desk: Desk, tmp_path: Path) -> None:
    an_enrolment(desk)
    pack = a_pack(desk, made_by="Asha Rao")
    written = deliver(desk, "asha", pack, tmp_path / "q2.xlsx")
    (report,) = reports(desk)
    assert (report.uid, report.actor, report.period) == (uid_of(written.path), "asha", "FY 2026-27 Q2")
    assert report.parameters["as_on"] == "2026-09-30"
    assert report.data_hash == pack.data_hash
    recorded = figures_of(report.figures)
    assert {name: len(cells) for name, cells in recorded.items()} == {
        grid.name: len(list(grid.figures())) for grid in pack.sheets
    }
    change = desk.read(lambda session: session.get(ChangeEntry, written.change_id))
    assert (change.action, change.facts["title"]) == ("report.written", pack.title)


def test_the_same_pack_written_again_is_the_same_report(desk: Desk, tmp_path: Path) -> None:
    an_enrolment(desk)
    first = deliver(desk, "asha", a_pack(desk), tmp_path / "one.xlsx")
    second = deliver(desk, "kabir", a_pack(desk), tmp_path / "two.xlsx")
    assert first.uid == second.uid
    (report,) = reports(desk)
    assert (report.actor, Path(report.path).name) == ("kabir", "two.xlsx")
    assert first.path.read_bytes() == second.path.read_bytes()


def test_an_older_file_is_replaced_only_by_a_whole_one(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")

    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(workbook.sealing, "save", full_disk)
    with pytest.raises(Refused, match="disk is full") as refused:
        deliver(sqlite_desk, "asha", a_pack(sqlite_desk), path)
    assert refused.value.code == "disk-full"
    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.glob("*.xlsx")] == ["q2.xlsx"]
    assert _hidden(tmp_path) == []
    assert reports(sqlite_desk) == []


def test_a_file_held_by_another_program_is_left_alone(sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")

    def held(*_: object) -> None:  # what Windows says of a file that Excel holds open
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused, match=r"q2\.xlsx is open in another program") as refused:
        deliver(sqlite_desk, "asha", a_pack(sqlite_desk), path)
    assert refused.value.code == "open-elsewhere"
    assert path.read_bytes() == b"older"
    assert _hidden(tmp_path) == []
    assert reports(sqlite_desk) == []


@pytest.mark.parametrize("owner", ["~$q2.xlsx", ".~lock.q2.xlsx#"])
def test_a_file_that_an_office_program_has_open_is_left_alone(sqlite_desk: Desk, tmp_path: Path, owner: str) -> None:
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")
    (tmp_path / owner).write_text("asha")
    with pytest.raises(Refused) as refused:
        deliver(sqlite_desk, "asha", a_pack(sqlite_desk), path)
    assert refused.value.code == "open-elsewhere"
    assert path.read_bytes() == b"older"


def test_a_read_only_folder_or_file_is_refused(sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")
    allowed = os.access
    for closed in (tmp_path, path):
        monkeypatch.setattr(os, "access", lambda asked, mode, closed=closed: asked != closed and allowed(asked, mode))
        with pytest.raises(Refused, match="read-only for you") as refused:
            deliver(sqlite_desk, "asha", a_pack(sqlite_desk), path)
        assert refused.value.code == "read-only"
    assert path.read_bytes() == b"older"
    assert reports(sqlite_desk) == []


@pytest.mark.parametrize(
    ("name", "code"), [("q2.xls", "file-name"), ("q2", "file-name"), ("none/q2.xlsx", "folder"), ("folder.xlsx", "folder")]
)
def test_a_place_that_cannot_be_is_refused(sqlite_desk: Desk, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(Refused) as refused:
        write(a_pack(sqlite_desk), tmp_path / name)
    assert refused.value.code == code


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_leads_to_the_file_that_is_replaced(sqlite_desk: Desk, tmp_path: Path) -> None:
    real = tmp_path / "real.xlsx"
    real.write_bytes(b"older")
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    write(a_pack(sqlite_desk), link)
    assert link.is_symlink()
    assert real.read_bytes() != b"older"


def test_other_programs_may_read_the_file(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = write(a_pack(sqlite_desk), tmp_path / "q2.xlsx")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert path.stat().st_mode == plain.stat().st_mode


def _hidden(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]
