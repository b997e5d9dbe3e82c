"""A second start calls the first window and ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ui.single import SingleWindow


def test_the_second_start_hands_its_file_to_the_first(qtbot: Any, tmp_path: Path) -> None:
    first, second = SingleWindow(tmp_path, "programme.db"), SingleWindow(tmp_path, "programme.db")
    assert first.is_first()
    first.listen()
    assert not second.is_first()
    assert "process" in second.owner()
    with qtbot.waitSignal(first.called) as called:
        assert second.call_first("/tmp/कर्नाटक नवंबर.xlsx")
    assert called.args == ["/tmp/कर्नाटक नवंबर.xlsx"]
    first.release()


def test_another_database_has_another_window(qapp: Any, tmp_path: Path) -> None:
    first, other = SingleWindow(tmp_path, "programme.db"), SingleWindow(tmp_path, "other.db")
    assert first.is_first() and other.is_first()
    first.release()
    other.release()


def test_a_first_window_that_does_not_answer_is_said(qapp: Any, tmp_path: Path) -> None:
    first, second = SingleWindow(tmp_path, "programme.db"), SingleWindow(tmp_path, "programme.db")
    assert first.is_first()
    assert not second.call_first()
    first.release()
    assert second.is_first()
    second.release()
