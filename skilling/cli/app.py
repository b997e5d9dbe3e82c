"""The commands and their common options; refuses with a sentence on standard error and the exit code of the contract.

Exit codes: 0 done; 1 done, but some rows were kept aside; 2 the command line is wrong; 3 the input was refused
(nothing changed); 4 the database cannot be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from skilling.cli import demo, lists, records, reports, upkeep
from skilling.cli.session import CommandSession
from skilling.domain.problems import Refused, Unusable

_COMMON: Final = {"--database": 1, "--actor": 1, "--json": 0}  # option -> number of values


def _app() -> typer.Typer:
    app = typer.Typer(
        name="skilling-desk", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
        help="The desk of an AI-skilling programme. Without a command it opens the window.",
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
        context.obj = CommandSession(
            database, as_json, actor or os.environ.get("USER") or os.environ.get("USERNAME") or "someone"
        )

    for room in (records, lists, reports, upkeep, demo):
        room.register(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code; nothing a person can cause ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    as_json = "--json" in arguments
    try:
        result = _app()(args=_hoisted(arguments), standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Unusable as unusable:
        return _refuse(unusable, as_json, 4)
    except Refused as refused:
        return _refuse(refused, as_json, 3)
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("Stopped. Nothing was changed.\n")
        return 3
    except BrokenPipeError:
        return 0
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")) and hasattr(error, "exit_code"):
            if hasattr(error, "show"):
                error.show()
            return 2
        raise


def _hoisted(arguments: Sequence[str]) -> list[str]:
    """The common options first, wherever they were typed: people write them last."""
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
        first.append(argument)
        if _COMMON[name] and "=" not in argument and waiting:
            first.append(waiting.pop(0))
    return first + rest


def _refuse(refused: Refused, as_json: bool, code: int) -> int:
    if as_json:
        from skilling.cli.session import write_json

        document = getattr(refused, "document", None) or {"refused": {"code": refused.code, "message": refused.message}}
        write_json(document)
    sys.stderr.write(refused.message + "\n")
    return code
