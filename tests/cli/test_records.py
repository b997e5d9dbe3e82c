"""Commands on records: making a programme, inventing one at scale, searching, exporting, cohorts."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Command

NOUNS = ("developers", "cohorts", "enrolments", "startups", "resources", "grants", "institutions", "programmes")


@pytest.fixture
def sample(command: Command) -> Command:
    """A database with the invented programme."""
    assert command("generate", "--developers", 60, "--seed", 5).code == 0
    return command


def test_init_makes_a_database_once(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    assert command("init", "--json", database=file).document["database"] == str(file)
    assert file.is_file()
    again = command("init", "--json", database=file)
    assert (again.code, again.document["refused"]["code"]) == (3, "init-again")


@pytest.mark.slow
def test_init_can_fill_a_sample(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "sample.db"
    assert command("init", "--sample", database=file).code == 0
    counts = command("check", "--json", database=file).document["counts"]
    assert min(counts[noun] for noun in ("developers", "cohorts", "enrolments", "startups", "resources")) > 0


def test_generate_makes_as_many_as_were_asked_for_and_the_same_from_the_same_seed(command: Command, tmp_path: Path) -> None:
    told = []
    for name, seed in (("a.db", 7), ("b.db", 7), ("c.db", 8)):
        made = command("generate", "--developers", 40, "--seed", seed, "--json", database=tmp_path / name)
        assert (made.code, made.document["developers"]) == (0, 40)
        out = tmp_path / f"{name}.csv"
        assert command("export", "developers", "-o", out, database=tmp_path / name).code == 0
        told.append(out.read_text("utf-8-sig"))
    assert told[0] == told[1] != told[2]


def test_what_is_generated_follows_from_the_seed_and_the_day_alone(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for name, made_on in (("a.db", datetime(2026, 11, 1, tzinfo=UTC)), ("b.db", datetime(2027, 3, 5, tzinfo=UTC))):
        monkeypatch.setattr("skilling.database.changes.now", lambda moment=made_on: moment)
        made = command("generate", "--developers", 40, "--seed", 7, "--as-of", "2026-10-10", database=tmp_path / name)
        assert made.code == 0
        lists = []
        for noun in ("enrolments", "cohorts", "grants"):
            out = tmp_path / f"{name}.{noun}.csv"
            assert command("export", noun, "-o", out, database=tmp_path / name).code == 0
            lists.append(out.read_text("utf-8-sig"))
        told.append(lists)
    assert told[0] == told[1]
    assert "2026-10-" in told[0][0] + told[0][1] or "Oct 2026" in told[0][0] + told[0][1]


def test_a_mistyped_folder_is_said_and_not_made(command: Command, tmp_path: Path) -> None:
    for words in (("init",), ("generate", "--developers", 5)):
        done = command(*words, "--json", database=tmp_path / "progammes" / "new.db")
        assert (done.code, done.document["refused"]["code"]) == (4, "no-folder")
    assert not (tmp_path / "progammes").exists()


def test_a_search_names_kind_id_and_label(sample: Command) -> None:
    assert sample("cohorts", "create", "ZEBRA-1").code == 0
    hits = sample("search", "zebra", "--json").document["hits"]
    assert [(hit["kind"], hit["label"]) for hit in hits] == [("cohort", "ZEBRA-1")]
    assert isinstance(hits[0]["id"], int)
    assert "ZEBRA-1" in sample("search", "zebra").out
    assert sample("search", "no such word anywhere", "--json").document == {"hits": []}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_exported_to_both_kinds_of_file(sample: Command, tmp_path: Path, noun: str) -> None:
    for suffix in ("csv", "xlsx"):
        file = tmp_path / f"{noun}.{suffix}"
        done = sample("export", noun, "-o", file, "--json")
        assert (done.code, done.document["file"]) == (0, str(file))
        if suffix == "csv":
            rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        else:
            book = openpyxl.load_workbook(file, read_only=True)
            rows = [list(row) for row in book.worksheets[0].values]
            book.close()
        assert len(rows) - 1 == done.document["rows"]
        counts = sample("check", "--json").document["counts"]
        assert done.document["rows"] == counts.get(noun, done.document["rows"])


def test_an_export_goes_where_it_can_be_written_or_nowhere(sample: Command, tmp_path: Path) -> None:
    for target in (tmp_path / "x.pdf", tmp_path / "none" / "x.csv", tmp_path):
        done = sample("export", "developers", "-o", target, "--json")
        assert (done.code, bool(done.document["refused"]["message"])) == (3, True)
    assert not (tmp_path / "x.pdf").exists()


def test_a_cohort_is_made_by_hand_and_moved_on(office: Command) -> None:
    made = office("cohorts", "create", "K-1", "--seats", "2", "--starts-on", "05/09/2026", "--ends-on", "2026-11-30", "--json")
    assert (made.code, made.document["code"]) == (0, "K-1")
    moved = office("cohorts", "step", "K-1", "running", "--json")
    assert moved.document == {"cohort": made.document["cohort"], "code": "K-1", "status": "running"}


@pytest.mark.parametrize(
    "words",
    [("create", "K-1"), ("create", "K-2", "--starts-on", "31/02/2026"), ("create", ""), ("step", "K-1", "archived"),
     ("step", "K-1", "banana"), ("step", "ZZ", "open"), ("create", "K-3", "--starts-on", "2026-09-05", "--ends-on", "2026-09-01")],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_cohort_is_refused_and_leaves_nothing(office: Command, words: tuple[str, ...]) -> None:
    assert office("cohorts", "create", "K-1").code == 0
    done = office("cohorts", *words, "--json")
    assert (done.code, bool(done.document["refused"]["message"])) == (3, True)
    assert office("check", "--json").document["counts"]["cohorts"] == 1


def test_an_export_of_a_saved_view_has_its_rows_and_columns_in_its_order(
    office: Command, sqlite_address: str, tmp_path: Path
) -> None:
    from skilling.domain.queries import Filter, Query
    from skilling.services import savedviews
    from skilling.services.desk import open_desk
    from tests.builders import a_developer

    desk = open_desk(sqlite_address)
    for name, gender in (("Asha Rao", "F"), ("Kabir Das", "M"), ("Meera Nair", "F")):
        a_developer(desk, full_name=name, gender=gender)
    columns = tuple({"name": name, "width": 100, "hidden": name == "email"} for name in ("gender", "full_name", "email"))
    view = savedviews.SavedView("Women", Query("", (Filter("gender", "is", ("F",)),), (("full_name", True),)), columns)
    desk.change("tests", "view.saved", savedviews.save, "developers", view)
    desk.close()

    done = office("export", "developers", "--view", "women", "-o", tmp_path / "women.csv", "--json")

    assert (done.code, done.document["rows"]) == (0, 2)
    lines = (tmp_path / "women.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["Name", "Meera Nair", "Asha Rao"]
    missing = office("export", "developers", "--view", "Men", "-o", tmp_path / "men.csv")
    assert (missing.code, (tmp_path / "men.csv").exists()) == (3, False) and "There are: Women" in missing.err
