"""A file may be wrong, damaged or malicious: what comes back is a book or a sentence, in bounded time."""

from __future__ import annotations

import datetime
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import psutil
import pytest
from openpyxl.styles import Font

from skilling.domain.problems import Refused
from skilling.importing.reading import child, limits
from skilling.importing.reading.grid import CellError
from tests.importing.builders import (
    a_package,
    a_workbook,
    number_cell,
    sheet_xml,
    text_cell,
)

PEOPLE = [["Name", "Mobile"], ["Asha Devi", 9876543210], ["Ravi Kumar", 9876543211]]
READ = [["Name", "Mobile"], ["Asha Devi", 9876543210.0], ["Ravi Kumar", 9876543211.0]]


def _refusal(path: Path, **options: object) -> str:
    with pytest.raises(Refused) as refused:
        child.read(path, **options)  # type: ignore[arg-type]
    assert refused.value.message.endswith(".")
    return refused.value.code


def test_a_workbook_comes_back_with_its_values_and_its_identity(tmp_path: Path) -> None:
    day = datetime.date(2004, 5, 6)
    path = a_workbook(tmp_path / "list.xlsx", [["Name", "DOB"], ["Asha", day], [None, None], ["Ravi", True]])
    stages: list[str] = []
    book = child.read(path, progress=lambda stage, done, of: stages.append(stage))
    assert book.grid.rows == [["Name", "DOB"], ["Asha", day], [None, None], ["Ravi", True]]
    assert (book.format, book.name, book.size) == ("xlsx", "list.xlsx", path.stat().st_size)
    assert len(book.sha256) == 64
    assert (book.sheets[0].rows, book.sheets[0].columns) == (4, 2)
    assert stages[0] == "opening"
    assert stages[-1] == "done"


def test_the_format_is_chosen_by_content_and_not_by_name(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", PEOPLE)
    disguised = path.rename(tmp_path / "list.csv")
    assert child.read(disguised).format == "xlsx"
    text = tmp_path / "text.xls"
    text.write_text("Name;Mobile\nAsha;1\n")
    assert (child.read(text).format, child.read(text).delimiter) == ("csv", ";")


def test_the_visible_sheet_with_people_is_chosen_and_any_other_on_request(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Instructions"
    book.active.append(["Fill in one row for each learner."])
    people = book.create_sheet("Data")
    for row in PEOPLE:
        people.append(row)
    hidden = book.create_sheet("Old list")
    for row in PEOPLE * 2:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "three.xlsx")
    read = child.read(tmp_path / "three.xlsx")
    assert read.grid.sheet == "Data"
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [
        ("Instructions", False),
        ("Data", False),
        ("Old list", True),
    ]
    assert child.read(tmp_path / "three.xlsx", sheet="Old list").grid.sheet == "Old list"
    assert _refusal(tmp_path / "three.xlsx", sheet="No such sheet") == "unsupported"


def test_what_calamine_hides_is_seen_by_the_second_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Name", "PIN", "Marks", "Hindi"], ["Asha", 1234, "=1+1", "jke dqekj"], ["Ravi", 5678, "#REF!", "x"]]:
        sheet.append(row)
    for row in (2, 3):
        sheet.cell(row, 2).number_format = "000000"
        sheet.cell(row, 4).font = Font(name="Kruti Dev 010")
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A5:B5")
    book.save(tmp_path / "hidden.xlsx")
    grid = child.read(tmp_path / "hidden.xlsx").grid
    assert grid.hidden_rows == {3}
    assert grid.rows[1][2] == CellError("uncached")
    assert grid.rows[2][2] == CellError("#REF!")
    assert grid.zero_pads == {1: 6}
    assert grid.legacy_fonts == {3: "Kruti Dev 010"}
    assert grid.merges == ((5, 1, 5, 2),)


def test_blank_edges_are_cut_and_places_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C4"] = "Name"
    book.active["D6"] = 7
    book.save(tmp_path / "away.xlsx")
    grid = child.read(tmp_path / "away.xlsx").grid
    assert (grid.first_row, grid.first_column) == (4, 3)
    assert grid.rows == [["Name", None], [None, None], [None, 7.0]]


def test_prefixed_strict_and_reference_free_workbooks_are_read(tmp_path: Path) -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1" hidden="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    grid = child.read(a_package(tmp_path / "prefixed.xlsx", prefixed, strings=["Name"])).grid
    assert grid.rows == [["Name"], [CellError("#N/A")]]
    assert grid.hidden_rows == {1}
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    plain = f'<worksheet xmlns="{strict}"><sheetData><row><c><v>7</v></c><c><v>8</v></c></row></sheetData></worksheet>'
    relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    path = a_package(tmp_path / "strict.xlsx", plain, main=strict, relations=relations)
    assert child.read(path).grid.rows == [[7.0, 8.0]]


def test_a_text_that_the_file_refers_to_but_does_not_hold_is_an_error_and_not_a_guess(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>9</v></c></row>'
    grid = child.read(a_package(tmp_path / "strings.xlsx", sheet_xml(rows), strings=["Name"])).grid
    missing = CellError("text missing in the file")
    assert grid.rows == [["Name", missing, missing]]


def test_days_of_the_1904_calendar_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["DOB", datetime.date(2004, 5, 6)])
    book.save(tmp_path / "mac.xlsx")
    grid = child.read(tmp_path / "mac.xlsx").grid
    assert grid.date1904
    assert grid.rows == [["DOB", datetime.date(2004, 5, 6)]]


def test_a_value_in_the_last_cell_of_the_sheet_is_left_out_and_said(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "Name")}{text_cell("XFD1", "?")}</row><row r="2">{text_cell("A2", "Asha")}</row>'
    far = f'<row r="1048576">{number_cell("XFD1048576", 1)}</row>'
    started = time.monotonic()
    grid = child.read(a_package(tmp_path / "far.xlsx", sheet_xml(rows + far))).grid
    assert grid.rows == [["Name"], ["Asha"]]
    assert any("1,048,576" in warning for warning in grid.warnings)
    assert any("XFD" in warning for warning in grid.warnings)
    assert time.monotonic() - started < 10


def test_a_huge_blank_range_costs_nothing(tmp_path: Path) -> None:
    blanks = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(3, 60_000))
    rows = f'<row r="1">{text_cell("A1", "Name")}</row>{blanks}<row r="1048576" ht="20"/>'
    grid = child.read(a_package(tmp_path / "blank.xlsx", sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>'))).grid
    assert grid.rows == [["Name"]]
    assert grid.warnings == ()


def test_a_cell_of_a_million_characters_is_cut_and_said(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "x" * 1_000_000)}</row>'
    grid = child.read(a_package(tmp_path / "long.xlsx", sheet_xml(rows))).grid
    assert len(str(grid.rows[0][0])) == 32_767
    assert "32,767" in grid.warnings[0]


@pytest.mark.parametrize("number", ["NaN", "INF", "1e400", "-5", "2958466", "1e300"])
def test_a_day_that_never_was_stays_a_number_or_an_error(tmp_path: Path, number: str) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    rows = f'<row r="1">{text_cell("A1", "DOB")}</row><row r="2">{number_cell("A2", number, 1)}</row>'
    value = child.read(a_package(tmp_path / "day.xlsx", sheet_xml(rows), styles=styles)).grid.rows[1][0]
    assert isinstance(value, (float, CellError))


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    a_package(path, sheet_xml(""))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as part:
        for _ in range(600):
            part.write(b" " * (1 << 20))
    started = time.monotonic()
    assert _refusal(path) == "unsafe"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    xml = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa">]>{sheet_xml("")}'
    assert _refusal(a_package(tmp_path / "entities.xlsx", xml.encode(encoding))) == "unsafe"


def test_a_workbook_with_one_part_twice_is_refused(tmp_path: Path) -> None:
    path = a_package(tmp_path / "twice.xlsx", sheet_xml(""))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(f'<row r="1">{number_cell("A1", 1)}</row>'))
    assert _refusal(path) == "unsafe"


def test_a_changed_byte_is_noticed_by_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "stored.xlsx"
    a_package(path, sheet_xml(f'<row r="1">{number_cell("A1", 9876543210)}</row>'))
    stored = tmp_path / "plain.xlsx"
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(stored, "w") as archive:
        for name in packed.namelist():
            archive.writestr(name, packed.read(name))
    content = stored.read_bytes()
    stored.write_bytes(content.replace(b"9876543210", b"9876543219", 1))
    assert _refusal(stored) == "damaged"


def test_cut_short_empty_and_foreign_files_are_refused_by_name(tmp_path: Path) -> None:
    whole = a_workbook(tmp_path / "whole.xlsx", PEOPLE).read_bytes()
    samples: dict[str, tuple[bytes, str]] = {
        "cut.xlsx": (whole[: len(whole) // 2], "damaged"),
        "empty.xlsx": (b"", "empty"),
        "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported"),
        "paper.xlsx": (b"%PDF-1.7\n" + bytes(100), "unsupported"),
        "noise.csv": (bytes(range(256)) * 40, "unsupported"),
        "data.json": (b'{"people": [{"name": "Asha"}]}', "unsupported"),
        "ole.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "unsupported"),
    }
    for name, (content, code) in samples.items():
        (tmp_path / name).write_bytes(content)
        assert _refusal(tmp_path / name) == code, name
    assert _refusal(tmp_path / "gone.xlsx") == "missing"
    assert _refusal(tmp_path) == "unsupported"


def test_xml_in_an_encoding_nobody_knows_is_damaged(tmp_path: Path) -> None:
    styles = '<?xml version="1.0" encoding="utf-nobody"?><styleSheet/>'
    assert _refusal(a_package(tmp_path / "encoding.xlsx", sheet_xml(""), styles=styles)) == "damaged"


def test_formulas_never_calculated_left_of_everything_else_are_not_lost(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "left.xlsx", [[None, "=1+1", "Name"], [None, "=1+1", "Asha"], ["=1+1", None, None]])
    uncached = CellError("uncached")
    assert child.read(path).grid.rows == [
        [None, uncached, "Name"],
        [None, uncached, "Asha"],
        [uncached, None, None],
    ]


def test_a_word_document_is_called_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(Refused, match="Word document"):
        child.read(path)


def _a_looping_ole_file() -> bytes:
    """An OLE file whose Workbook stream runs in a circle of sectors."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff\xff\xff\xff" * 108
    table = struct.pack("<IIII", 0xFFFFFFFD, 0xFFFFFFFE, 2, 2) + b"\xff\xff\xff\xff" * 124

    def entry(name: str, kind: int, child_id: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le")
        named = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        return named + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child_id) + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, 1 << 31)
    return header + table + folder.ljust(512, b"\0") + bytes(512)


def test_an_old_workbook_that_runs_in_circles_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "loop.xls"
    path.write_bytes(_a_looping_ole_file())
    started = time.monotonic()
    assert _refusal(path) == "damaged"
    assert time.monotonic() - started < 20


def test_a_child_that_dies_is_a_sentence_and_not_a_crash(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", [["Name", "Mobile"], *[[f"Asha {n}", n] for n in range(20_000)]])
    starved = child.Limits(memory_bytes=8 << 20)
    assert _refusal(path, limits=starved) == "damaged"


def test_more_than_the_limits_allow_is_too_large(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", PEOPLE)
    assert _refusal(path, limits=child.Limits(rows=2)) == "too-large"
    assert _refusal(path, limits=child.Limits(cells=3)) == "too-large"
    assert _refusal(path, limits=child.Limits(columns=1)) == "too-large"
    assert _refusal(path, limits=child.Limits(file_bytes=100)) == "too-large"
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(f"c{number}" for number in range(17_000)) + "\n")
    assert _refusal(wide) == "too-large"


def test_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", PEOPLE)
    assert _refusal(path, limits=child.Limits(seconds=0.001)) == "too-large"


@pytest.mark.skipif(sys.platform == "win32", reason="a job object holds the child there")
def test_a_child_is_stopped_for_its_work_and_not_for_waiting_its_turn() -> None:
    home = str(Path(limits.__file__).parents[3])
    held = (
        f"import sys; sys.path[:0] = [{home!r}]; from skilling.importing.reading.limits import *; hold_this_process(1 << 33, 0)"
    )
    endless, short = (
        subprocess.Popen([sys.executable, "-c", f"{held}\n{work}"]) for work in ("while True: pass", "import time; time.sleep(0)")
    )
    assert endless.wait(60) != 0 and limits.ran_out_of_time(endless)
    assert short.wait(60) == 0 and not limits.ran_out_of_time(short)
    assert child.Limits().patience_for(0) > 2 * child.Limits().seconds_for(0)


def test_a_protected_workbook_opens_with_its_password_or_with_everybodys(tmp_path: Path) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    plain = a_workbook(tmp_path / "plain.xlsx", PEOPLE)
    for password in ("secret", "VelvetSweatshop"):
        path = tmp_path / f"{password}.xlsx"
        with plain.open("rb") as source, path.open("wb") as target:
            msoffcrypto.OOXMLFile(source).encrypt(password, target)
    assert _refusal(tmp_path / "secret.xlsx") == "encrypted"
    assert _refusal(tmp_path / "secret.xlsx", password="wrong") == "encrypted"
    assert child.read(tmp_path / "secret.xlsx", password="secret").grid.rows == READ
    assert child.read(tmp_path / "VelvetSweatshop.xlsx").grid.rows == READ


def test_the_beginning_of_a_file_comes_at_once(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "long.xlsx", [["Name", "Mobile"], *[[f"Asha {n}", n] for n in range(3000)]])
    book = child.preview(path, 50)
    assert len(book.grid.rows) == 50
    assert book.grid.rows[:2] == [["Name", "Mobile"], ["Asha 0", 0.0]]
    assert book.sheets[0].rows == 3001


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", PEOPLE)

    def cancelled(stage: str, done: int, of: int) -> None:
        if stage == "reading":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        child.read(path, progress=cancelled)
    assert not [process for process in psutil.Process().children() if _is_reader(process)]


def _is_reader(process: psutil.Process) -> bool:
    try:
        return any("skilling.importing.reading.reader" in part for part in process.cmdline())
    except psutil.Error:
        return False


def test_the_child_dies_with_its_caller() -> None:
    """The caller is killed while its child waits for the request."""
    code = (
        "import time\nfrom skilling.importing.reading import child\nprint(child._start_child().pid, flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as caller:
        assert caller.stdout is not None
        reader = psutil.Process(int(caller.stdout.readline()))
        assert reader.is_running()
        caller.kill()
    gone, _ = psutil.wait_procs([reader], timeout=10)
    assert gone


def test_the_child_needs_neither_qt_nor_the_database(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import skilling.importing.reading.reader, skilling.importing.reading.readings, skilling.importing.reading.xlsxfile\n"
        "import skilling.importing.reading.plainfiles\n"
        "heavy = {'PySide6', 'sqlmodel', 'sqlalchemy', 'openpyxl', 'pydantic', 'msoffcrypto'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
