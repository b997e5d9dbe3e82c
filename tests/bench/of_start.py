"""From the start of the process to the first painted window and to its first rows, beside bare Qt over bare SQLite."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measuring import run, say

ROUNDS, ROWS = 7, 100_000

FLOOR = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
begun = float(os.environ["BEGUN"])
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not Window.painted:
            Window.painted = True
            print(time.time() - begun, flush=True)
            QTimer.singleShot(0, self.fill)
    def fill(self):
        from sqlcipher3 import dbapi2
        rows = dbapi2.connect(sys.argv[1]).execute(
            "SELECT id, full_name, mobile, email FROM developers ORDER BY lower(full_name) LIMIT 128").fetchall()
        table = QTableWidget(len(rows), 4)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.setItem(r, c, QTableWidgetItem(str(value)))
        self.setCentralWidget(table)
        QTimer.singleShot(0, self.end)
    def end(self):
        self.grab()
        print(time.time() - begun, flush=True)
        app.quit()
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import os, sys, time
from pathlib import Path
begun = float(os.environ["BEGUN"])
import main
from ui.desktop import Wanted
from PySide6.QtCore import QTimer
def then(desktop):
    def on_painted():
        print(time.time() - begun, flush=True)
    def on_opened():
        look()
    def look():
        page = desktop.window.current_page
        if page is not None and hasattr(page, "grid") and page.grid.model.rowCount() > 0:
            desktop.window.grab()
            print(time.time() - begun, flush=True)
            desktop.window.close()
            desktop._app.quit()
        else:
            QTimer.singleShot(1, look)
    desktop.window.painted.connect(on_painted)
    desktop.opened.connect(on_opened)
main.open_window(Wanted(sys.argv[1]), then)
"""


def measure(folder: Path) -> None:
    """Prints both moments of ours and of the floor."""
    address = folder / "start.db"
    run([sys.executable, "main.py", "--database", str(address), "generate", "--developers", str(ROWS)])
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "floor": []}
    _moments(OURS, address)  # an installed program is compiled once, not at every start
    for _ in range(ROUNDS):
        for name, code in (("floor", FLOOR), ("ours", OURS)):
            found[name].append(_moments(code, address))
    for place, (what, gate) in enumerate((("first painted window", 0.4), ("first rows of 100,000 developers", 1.2))):
        ours, floor = (statistics.median(times[place] for times in found[name]) for name in ("ours", "floor"))
        say(f"start to {what}: floor {floor:.2f} s, ratio {ours / floor:.2f}", f"{ours:.2f} s", f"under {gate} s", ours < gate)
    commands = [run([sys.executable, "main.py", "--database", str(address), "search", "asha"]).seconds for _ in range(ROUNDS)]
    taken = statistics.median(commands)
    say("a command (search in 100,000 developers), whole process", f"{taken:.2f} s", "under 1 s", taken < 1)


def _moments(code: str, address: Path) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as home:
        last_time = Path(home) / "Skilling Desk" / "window.ini"  # the page that was left open is the first one
        last_time.parent.mkdir()
        last_time.write_text("[window]\npage=developers\n", "utf-8")
        environment = os.environ | {
            "BEGUN": str(time.time()), "HOME": home, "XDG_CONFIG_HOME": home, "XDG_RUNTIME_DIR": home, "PYTHONPATH": ".",
        }  # fmt: skip
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")  # the same for both, with or without a display
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        output = subprocess.run(
            [sys.executable, "-c", code, str(address)], env=environment, capture_output=True, text=True, timeout=60, check=True
        ).stdout.split()
    return float(output[0]), float(output[-1])
