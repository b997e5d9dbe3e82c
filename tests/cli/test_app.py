"""The command line as a whole: common options anywhere, one document with --json, and the exit codes of the contract."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from skilling.cli.app import ROOMS, _app, run
from tests.cli.conftest import Command
from tests.cli.made import an_enrolment_list

LATER = (
    ("merge", "1", "2"), ("unmerge", "1"), ("report", "fill", "template.xlsx"), ("report", "submit", "2026-27"),
    ("report", "restate", "2026-27"), ("certificates", "issue", "C-1", "-o", "out"),
    ("verify", "paper.pdf"), ("erase", "1"), ("consents",), ("move", "postgresql://office@server/desk"),
    ("export", "developers", "--view", "Mine", "-o", "mine.csv"), ("export", "attendance", "-o", "attendance.csv"),
    ("import", "list.csv", "--as", "attendance"), ("import", "list.csv", "--as", "completions"),
    ("import", "list.csv", "--as", "usage"),
)  # fmt: skip

WRONG = (
    ("bananas",), ("search",), ("search", "rao", "--limit", "many"), ("search", "rao", "--bananas"), ("import",),
    ("import", "list.csv", "--mode", "perhaps"), ("import", "list.csv", "--as", "bananas"), ("undo", "first"),
    ("import", "list.csv", "--rejects", "aside.csv"), ("export", "bananas", "-o", "x.csv"), ("export", "developers"),
    ("report",), ("report", "ministry", "--fy", "2026-27"), ("report", "ministry", "--fy", "2026-28", "-o", "x.xlsx"),
    ("report", "ministry", "-o", "x.xlsx"), ("report", "ministry", "--fy", "2026-27", "--quarter", "5", "-o", "x.xlsx"),
    ("report", "ministry", "--month", "2026-13", "-o", "x.xlsx"), ("generate", "--developers", "0"), ("cohorts",),
    ("report", "ministry", "--fy", "2026-27", "--as-of", "soon", "-o", "x.xlsx"), ("search", "rao", "--actor"),
    ("report", "ministry", "--fy", "2026-27", "--language", "fr", "-o", "x.xlsx"),
)  # fmt: skip


@pytest.mark.parametrize("words", LATER, ids=" ".join)
def test_what_comes_later_is_refused_in_a_sentence(office: Command, words: tuple[str, ...]) -> None:
    done = office(*words, "--json")
    assert done.code in (2, 3)
    assert done.document["refused"]["message"] in done.err
    assert done.err.strip()


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_line_ends_with_two_and_says_where_help_stands(office: Command, words: tuple[str, ...]) -> None:
    done = office(*words)
    assert (done.code, done.out) == (2, "")
    assert "--help" in done.err
    assert "Value error" not in done.err
    assert "Input should" not in done.err


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_line_is_a_document_too(office: Command, words: tuple[str, ...]) -> None:
    done = office(*words[:-1], "--json", words[-1]) if words[-1] != "--actor" else office("--json", *words)
    assert done.code == 2
    assert done.document["refused"]["code"] == "command-line"
    assert done.document["refused"]["message"] in done.err


@pytest.mark.parametrize("at", [0, 1, 2, 4, 5])  # never between an option and its value
def test_common_options_may_stand_anywhere(office: Command, sqlite_address: str, tmp_path: Path, at: int) -> None:
    words: list[object] = ["import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--dry-run"]
    given = [*words[:at], "--json", f"--database={sqlite_address}", "--actor", "Meera", *words[at:]]
    done = office(*given, database=None)
    assert done.code == 0, done.err
    assert done.document["counts"]["new"] == 3


def test_who_acts_stands_in_the_list_of_imports(office: Command, tmp_path: Path) -> None:
    assert office("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--actor", "Meera").code == 0
    assert office("imports", "--json").document["runs"][0]["actor"] == "Meera"


def test_words_after_two_dashes_are_no_options(office: Command) -> None:
    done = office("search", "--", "--json")
    assert done.code == 0
    assert done.out.startswith("Nothing found")


def test_the_database_may_be_named_by_the_environment(
    office: Command, sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLING_DATABASE", sqlite_address)
    assert office("check", "--json", database=None).document["ok"] is True


def test_each_command_is_found_in_the_room_that_is_named_for_it() -> None:
    for room, names in ROOMS.items():
        app = _app(names[0])
        there = [str(one.name) for one in (*app.registered_commands, *app.registered_groups)]
        assert sorted(there) == sorted(names), room


def test_no_two_commands_have_one_name() -> None:
    app = _app()
    commands = [str(one.name) for one in app.registered_commands]
    groups = [str(one.name) for one in app.registered_groups]
    assert Counter(commands + groups).most_common(1)[0][1] == 1


def test_help_offers_no_list_that_is_not_read_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--help"]) == 0
    told = capsys.readouterr().out
    assert "developers|startups|resources" in told
    assert not [later for later in ("attendance", "completions", "usage:") if later in told]


def test_an_empty_list_for_partners_is_written(office: Command, tmp_path: Path) -> None:
    for option in ("--as", "--of"):
        done = office("list-template", tmp_path / "grants.xlsx", option, "grants", "--json")
        assert done.code == 0, done.err
    assert done.document["columns"] > 3 and (tmp_path / "grants.xlsx").stat().st_size > 0


def test_help_names_every_command_and_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    for word in (
        "init", "generate", "import", "imports", "undo", "duplicates", "search", "export", "report", "behind", "backup",
        "restore", "check", "doctor", "cohorts", "--database", "--json", "--actor",
    ):  # fmt: skip
        assert word in told
    assert "3: the input was refused" in " ".join(told.split())


@pytest.mark.parametrize("name", ["import", "export", "report ministry", "behind", "generate", "undo", "cohorts create"])
def test_every_option_of_a_command_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = capsys.readouterr().out
    options = told.split("Options:")[1].splitlines()
    for place, line in enumerate(options):
        if line.startswith("  -"):
            said = line.split("  ", 2)[-1].partition(">")[2].strip() or line[30:].strip() or options[place + 1].strip()
            assert said and not said.startswith("-"), line
