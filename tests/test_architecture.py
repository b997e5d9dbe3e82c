"""The house as ARCHITECTURE.md describes it: who may import whom, how large a file may grow, what start-up may load."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[1]
OURS = ("skilling", "ui", "resources")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
MODULES = sorted(path for folder in OURS for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts)
EVERY_FILE = [*MODULES, ROOT / "main.py", *sorted((ROOT / "tests").rglob("*.py"))]

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
NO_SUBJECT = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?|base|core|stuff)(_|$)")

# What the first painted window must not wait for.
HEAVY = (
    "sqlalchemy", "sqlmodel", "pydantic", "alembic", "sqlcipher3", "psycopg", "openpyxl", "python_calamine", "xlrd",
    "msoffcrypto", "rapidfuzz", "phonenumbers", "pandas", "numpy", "typer", "skilling.database", "skilling.importing",
)  # fmt: skip


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


# -- who may import whom -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checks() -> dict[str, tuple[bool, str]]:
    """Each contract of pyproject.toml, by its sentence: whether it is kept, and the report that says where not."""
    from importlinter import configuration
    from importlinter.application import rendering, use_cases

    configuration.configure()
    options = use_cases.read_user_options(config_filename=str(ROOT / "pyproject.toml"))
    use_cases._register_contract_types(options)
    said = io.StringIO()
    with redirect_stdout(said):
        report = use_cases.create_report(options, cache_dir=None)
        rendering.render_report(report)
    return {contract.name: (check.kept, said.getvalue()) for contract, check in report.get_contracts_and_checks()}


@pytest.mark.parametrize("sentence", [contract["name"] for contract in CONTRACTS])
def test_a_contract_between_the_floors_is_kept(checks: dict[str, tuple[bool, str]], sentence: str) -> None:
    kept, report = checks[sentence]
    assert kept, f"{sentence}\n{report}"


def test_every_package_stands_on_a_floor() -> None:
    floors = {part.strip() for layer in CONTRACTS[0]["layers"] for part in layer.split("|")}
    packages = {f"skilling.{path.parent.name}" for path in (ROOT / "skilling").glob("*/__init__.py")} | {"ui"}
    assert packages <= floors


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom, among our own modules."""
    return grimp.build_graph("skilling", "ui", cache_dir=None)


def test_no_screen_imports_another_screen(imports: grimp.ImportGraph) -> None:
    screens = {f"ui.{path.name}" for path in (ROOT / "ui").iterdir() if path.is_dir() and any(path.glob("*.py"))} - {"ui.shared"}
    assert screens
    crossing = [
        f"{one} imports {other}"
        for one, other in permutations(sorted(screens), 2)
        if one in imports.modules and other in imports.modules
        if imports.direct_import_exists(importer=one, imported=other, as_packages=True)
    ]
    assert crossing == []


def test_what_screens_share_knows_no_screen(imports: grimp.ImportGraph) -> None:
    shared = imports.find_descendants("ui.shared") | {"ui.shared"}
    reaching = {
        f"{module} imports {imported}"
        for module in shared
        for imported in imports.find_modules_directly_imported_by(module)
        if imported.startswith("ui.") and imported.count(".") > 1 and not imported.startswith("ui.shared")
    }
    assert reaching == set()


def test_nothing_imports_itself_in_a_circle(imports: grimp.ImportGraph) -> None:
    """Between packages the floors see to it; this is about the modules of one package, at import time."""
    at_import = {module: top_level_imports(module) for module in imports.modules}
    circles = [cycle for cycle in cycles(at_import) if len(cycle) > 1]
    assert circles == []


def top_level_imports(module: str) -> set[str]:
    """The modules of ours that a module needs while it is being loaded: not those inside functions or for types only."""
    path = ROOT / Path(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if not source.exists():
        return set()
    found: set[str] = set()
    for node in tree_of(source).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if is_module(name)} - {module}


def is_module(name: str) -> bool:
    path = ROOT / Path(*name.split("."))
    return name.split(".", maxsplit=1)[0] in OURS and path.with_suffix(".py").exists()


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of nodes that reach each other (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        open_nodes.append(node)
        for following in graph.get(node, ()):
            if following not in order:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in open_nodes:
                low[node] = min(low[node], order[following])
        if low[node] == order[node]:
            group = []
            while True:
                group.append(open_nodes.pop())
                if group[-1] == node:
                    break
            found.append(sorted(group))

    for node in graph:
        if node not in order:
            visit(node)
    return found


def test_statements_that_write_stand_in_the_database_layer_alone() -> None:
    """Sets are written where the audit, the sums and the search index are told of it; above, there are records and sets by name."""
    written = {
        f"{named(path)}:{node.lineno}"
        for path in (ROOT / "skilling").rglob("*.py")
        if "database" not in path.parts
        for node in ast.walk(tree_of(path))
        if writes_a_set(node)
    }
    assert written == set()


WRITING = ("insert", "update", "delete")


def writes_a_set(node: ast.AST) -> bool:
    """Whether this is `insert(...)` and its like of SQLAlchemy, `table.insert()` and its like, or SQL of that kind as text."""
    if isinstance(node, ast.ImportFrom):
        ours = (node.module or "").split(".")[0] in ("sqlalchemy", "sqlmodel")
        return ours and any(alias.name in WRITING for alias in node.names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in WRITING and not node.args and not node.keywords
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SQL_THAT_WRITES.match(node.value))


SQL_THAT_WRITES = re.compile(r"\s*(INSERT (OR \w+ )?INTO|UPDATE .*SET|UPDATE \"|DELETE FROM)")


# -- how a file looks --------------------------------------------------------------------------------


def test_no_file_is_named_for_having_no_subject() -> None:
    assert [named(path) for path in EVERY_FILE if NO_SUBJECT.search(path.stem)] == []


def test_no_file_has_grown_too_long() -> None:
    lengths = {named(path): len(text_of(path).splitlines()) for path in EVERY_FILE}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_has_grown_too_long() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_module_opens_by_saying_what_it_is() -> None:
    silent = [named(path) for path in MODULES if text_of(path).strip() and not ast.get_docstring(tree_of(path))]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    assert [named(path) for path in EVERY_FILE if later.search(text_of(path))] == []


def test_no_error_is_swallowed_whole() -> None:
    swallowing = [
        f"{named(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and is_everything(node.type) and all(isinstance(s, ast.Pass) for s in node.body)
    ]
    assert swallowing == []


def is_everything(caught: ast.expr | None) -> bool:
    return caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))


def test_a_silenced_type_check_says_which_one_and_why() -> None:
    bare = re.compile(r"#\s*type:\s*ignore(?!\[[^\]]+\]  # \w)")
    assert [named(path) for path in MODULES if bare.search(text_of(path))] == []


# -- what a start may load ---------------------------------------------------------------------------


def loaded_by(module: str) -> set[str]:
    code = f"import {module}, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_first_painted_window_waits_for_nothing_heavy() -> None:
    assert sorted(set(HEAVY) & loaded_by("ui.window")) == []


def test_the_command_line_loads_no_window() -> None:
    assert not {name for name in loaded_by("skilling.cli.app") if name.split(".")[0] in ("PySide6", "shiboken6", "ui")}


def test_the_rules_load_no_storage() -> None:
    loaded = loaded_by("skilling.domain.nouns")
    assert sorted(name for name in ("skilling.database", "sqlcipher3", "psycopg", "alembic", "PySide6") if name in loaded) == []


# -- what the tools say ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("ruff", "check", "."), ("mypy",)], ids=["ruff", "mypy"])
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    """Strict types over everything but tests: half a minute the first time, a second when its cache is warm."""
    tool: Any = Path(sys.executable).with_name(command[0])
    done = subprocess.run([tool, *command[1:]], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
