"""A plan as the document that the command line prints keeps its contract."""

from __future__ import annotations

from pathlib import Path

from skilling.importing.document import document
from skilling.services.desk import Desk
from tests.importing.trials import ASHA, a_list, imported, planned, ready

BAD_PHONE = (4, "Rohan Mehta", "98450123", "11/05/2001", "M", "Gujarat", "Surat College")


def test_the_document_keeps_the_contract(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    path = a_list(tmp_path, ASHA, BAD_PHONE)
    imported(sqlite_desk, a_list(tmp_path, ASHA))
    told = document(planned(sqlite_desk, path), rows=True)
    promised = "file sha256 format encoding delimiter sheet header_rows first_data_row last_data_row data_rows dropped_rows"
    promised += " hidden_rows confidence columns counts issues rows refused"
    assert set(promised.split()) <= told.keys()
    assert list(told["counts"]) == ["new", "update", "same", "review", "error", "skipped"]
    assert (told["header_rows"], told["first_data_row"], told["last_data_row"]) == ([1], 2, 3)
    known, broken = told["rows"]
    assert known["matches"][0]["developer"] == 1
    assert known["values"]["developer.mobile"] == "+919845012345"
    assert known["values"]["developer.born_on"] == "2004-09-25"
    assert known["values"]["developer.state"] == "Karnataka"
    assert (broken["row"], broken["outcome"]) == (3, "error")
    (issue,) = [each for each in told["issues"] if each["code"] == "phone-length"]
    assert (issue["column"], issue["count"], issue["rows"]) == ("Mobile No", 1, [3])
