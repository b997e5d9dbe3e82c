"""The commands and their common options; refuses with a sentence on standard error and the exit code of the contract.

Exit codes: 0 done; 1 done, but some rows were kept aside; 2 the command line is wrong; 3 the input was refused
(nothing changed); 4 the database cannot be used. With --json a refusal is a document, too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from typing import Annotated, Final

import typer

from skilling.cli.call import Call, RefusedWith, unheard, write_json
from skilling.domain.problems import Refused, Unusable

# Where each command stands: to read all of them takes longer than most of them do.
ROOMS: Final = {
    "records": ("init", "generate", "search", "export", "cohorts"),
    "lists": ("import", "imports", "list-template", "undo", "duplicates"),
    "merging": ("merge", "unmerge"),
    "reports": ("report", "behind"),
    "templates": ("template",),
    "upkeep": ("backup", "restore", "check", "doctor"),
    "demo": ("demo",),
}
_COMMON: Final = {"--database": 1, "--actor": 1, "--json": 0}  # option -> number of values
# The values of options are checked by a library that speaks to programmers.
_PLAINER: Final = (
    ("Value error, ", ""),
    ("Invalid value: ", ""),
    ("Input should be a valid integer, unable to parse string as an integer", "a whole number is needed"),
    ("Input should be less than or equal to", "it can be at most"),
    ("Input should be greater than or equal to", "it must be at least"),
)
_INTERRUPTED: Final = 130  # what typer makes of Ctrl+C
# What a person at a command line does about a refusal, beside what its own sentence says.
_WITH: Final = {
    "cohort-needed": "Name it with --cohort CODE.",
    "cohort-programme": "Or name the programme with --programme CODE.",
    "encrypted": "On the command line: --password PASSWORD.",
    "merged-already": "On the command line: unmerge NUMBER.",
    "merged-on": "On the command line: unmerge NUMBER.",
    "merged-several": "On the command line: unmerge NUMBER.",
    "no-title-column": "On the command line: --map FILE.",
    "programme": "Name it with --programme CODE.",
}


def _app(asked: str = "") -> typer.Typer:
    """The program with the command that is asked for, or with all of them where none of that name is known, as for help."""
    app = typer.Typer(
        name="skilling-desk", add_completion=False, pretty_exceptions_enable=False,
        suggest_commands=False, rich_markup_mode=None,
        help="The desk of an AI-skilling programme. Without a command it opens the window.",
        epilog="Ends with 0: done; 1: done, but some rows were kept aside; 2: the command line is wrong; "
        "3: the input was refused, nothing changed; 4: the database cannot be used.",
    )  # fmt: skip

    @app.callback()
    def common(
        context: typer.Context,
        database: Annotated[
            str | None,
            typer.Option(help="Path or URL of the programme database.", envvar="SKILLING_DATABASE"),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
        actor: Annotated[str | None, typer.Option(help="Who does this, for the history.")] = None,
    ) -> None:
        context.obj = Call(database, as_json, actor or os.environ.get("USER") or os.environ.get("USERNAME") or "someone")

    wanted = [room for room, commands in ROOMS.items() if asked in commands] or list(ROOMS)
    for room in wanted:
        import_module(f"skilling.cli.{room}").register(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code; nothing a person can cause ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given, command = _hoisted(arguments)
    as_json = "--json" in given[: given.index("--")] if "--" in given else "--json" in given
    try:
        return _carried_out(given, command, as_json)
    except BrokenPipeError:
        unheard()
        return 0
    except SystemExit as ended:  # what typer makes of a pipe that breaks while it prints help
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        unheard()
        return 0


def _carried_out(given: list[str], command: str, as_json: bool) -> int:
    try:
        result = _app(command)(args=given, standalone_mode=False)
        if result == _INTERRUPTED:
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except RefusedWith as more:
        return _refuse(more.refused, more.document, as_json)
    except Refused as refused:
        return _refuse(refused, None, as_json)
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _refuse(Refused("cancelled", "Stopped. Nothing was changed."), None, as_json)
    except typer.TyperException as misused:
        return _misused(misused, as_json)


def _hoisted(arguments: Sequence[str]) -> tuple[list[str], str]:
    """The common options first, wherever they were typed (people write them last), and the command after them, if any."""
    first: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += ["--", *waiting]
            break
        name, _, _ = argument.partition("=")
        if name not in _COMMON:
            rest.append(argument)
            continue
        if _COMMON[name] and "=" not in argument:
            # Without its value it stays at the end, where its absence is found.
            (first if waiting else rest).extend([argument, *waiting[:1]])
            del waiting[:1]
        else:
            first.append(argument)
    return first + rest, rest[0] if rest else ""


def _refuse(refused: Refused, document: dict[str, object] | None, as_json: bool) -> int:
    if as_json:
        write_json(document or {"refused": {"code": refused.code, "message": refused.message}})
    hint = _WITH.get(refused.code)
    sys.stderr.write(" ".join(filter(None, (refused.message, hint))) + "\n")
    return 4 if isinstance(refused, Unusable) else 3


def _misused(misused: typer.TyperException, as_json: bool) -> int:
    """The command line is wrong: says in what, and where help stands."""
    context = getattr(misused, "ctx", None)
    said = getattr(misused, "format_message", misused.__str__)()
    sentence = reduce(lambda text, words: text.replace(*words), _PLAINER, said).strip()
    if as_json:
        write_json({"refused": {"code": "command-line", "message": sentence}})
    helped = f"{context.command_path} --help" if context is not None else "--help"
    sys.stderr.write(f"{sentence}{'' if sentence.endswith('.') else '.'}\nHow it is written: {helped}\n")
    return 2
