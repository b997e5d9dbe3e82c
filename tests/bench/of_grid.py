"""The grid of 100,000 developers beside the same view over constant data, and a page read beside a running import."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from array import array
from pathlib import Path
from typing import Any

from tests.bench import lists
from tests.bench.measuring import run, say

ROWS, ROUNDS, JUMPS = 100_000, 5, 12


class Constant:
    """A source whose every row is the same: what remains is Qt and the house's own painting."""

    def __init__(self, columns: Any, row: tuple[Any, ...]) -> None:
        self.columns, self._row = columns, row[1:]

    def first(self, query: object, limit: int) -> list[tuple[Any, ...]]:
        return [(key, *self._row) for key in range(1, limit + 1)]

    def snapshot(self, query: object) -> array[int]:
        return array("I", range(1, ROWS + 1))

    def block(self, ids: Any) -> list[tuple[Any, ...]]:
        return [(key, *self._row) for key in ids]

    def facets(self, column: str, query: object, text: str) -> list[tuple[Any, str, int]]:
        return []

    def count(self, query: object) -> int:
        return ROWS


def measure(folder: Path) -> None:
    """Prints both ratios, and the 99th percentile of page reads while another process imports."""
    address = folder / "grid.db"
    run([sys.executable, "main.py", "--database", str(address), "generate", "--developers", str(ROWS)])
    found = json.loads(run([sys.executable, "-m", "tests.bench.of_grid", str(address)]).output)
    for what in ("first paint", "jump"):
        ours, floor = found[what]["ours"], found[what]["floor"]
        say(f"developers page, {ROWS:,} rows, {what}: ours {ours:.1f} ms, constant data {floor:.1f} ms", f"{ours / floor:.2f}",
            "at most 1.8", ours / floor <= 1.8)  # fmt: skip
    _beside_import(folder, address)


def _beside_import(folder: Path, address: Path) -> None:
    path = lists.write(folder / "beside.xlsx", 30_000)
    importing = subprocess.Popen(
        [sys.executable, "main.py", "--database", str(address), "import", str(path), "--json"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    from skilling.domain.queries import Query
    from skilling.services.desk import open_desk
    from skilling.services.views import Source

    desk = open_desk(address)
    source = Source(desk, "developers")
    ids = source.snapshot(Query())
    taken, place = [], 0
    while importing.poll() is None:
        place = (place + 7919) % (len(ids) - 128)
        start = time.perf_counter()
        source.block(ids[place : place + 128])
        taken.append((time.perf_counter() - start) * 1000)
        time.sleep(0.005)
    desk.close()
    if importing.returncode not in (0, 1):
        raise RuntimeError(f"the import beside ended with {importing.returncode}")
    late = statistics.quantiles(taken, n=100)[98]
    say(f"a page of 128 rows read beside a running import, p99 of {len(taken):,}", f"{late:.1f} ms", "under 16 ms", late < 16)


def _in_window(address: str) -> dict[str, dict[str, float]]:
    from PySide6.QtWidgets import QApplication, QWidget

    from skilling.domain.queries import Query
    from skilling.services.desk import open_desk
    from skilling.services.views import Source
    from ui.background import Background, Pool
    from ui.shared.gridmodel import GridModel
    from ui.shared.gridview import GridView
    from ui.theme import Theme

    app = QApplication([])
    theme = Theme(app, "light")
    real = Source(open_desk(address), "developers")
    by_name = Query(order=(("full_name", False),))
    constant = Constant(real.columns, real.first(by_name, 1)[0])
    real.block(real.snapshot(by_name)[-128:])  # statements are compiled once in a program's life
    readers = Background(Pool(2))
    times: dict[str, dict[str, list[float]]] = {what: {"ours": [], "floor": []} for what in ("first paint", "jump")}
    for _ in range(ROUNDS):
        for name, source in (("ours", real), ("floor", constant)):
            model = GridModel(source, readers)
            window = QWidget()
            window.resize(1100, 600)
            view = GridView(theme, model, window)
            view.resize(window.size())
            start = time.perf_counter()
            model.show_first(by_name)
            window.show()
            window.grab()
            times["first paint"][name].append((time.perf_counter() - start) * 1000)
            while model.rowCount() < ROWS:  # the snapshot comes home behind the first page
                app.processEvents()
            for jump in range(1, JUMPS):
                start = time.perf_counter()
                view.scrollTo(model.index((jump * 8641) % model.rowCount(), 1))
                window.grab()
                times["jump"][name].append((time.perf_counter() - start) * 1000)
            window.close()
            window.deleteLater()
    return {what: {name: statistics.median(taken) for name, taken in each.items()} for what, each in times.items()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_in_window(sys.argv[1])))
