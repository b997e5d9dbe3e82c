"""The rule that every control can be named, as a check that any page's test may call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollBar, QWidget

_INNER = {"qt_scrollarea_viewport", "qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer"}


def unnamed(root: QWidget) -> list[str]:
    """The widgets under `root` that take the focus and have nothing to be called by."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName() in _INNER:
            continue
        if isinstance(widget, QScrollBar) or (isinstance(widget.parent(), QAbstractScrollArea) and not widget.objectName()):
            continue
        if widget.parent() is not None and widget.parent().metaObject().className() == "QComboBoxPrivateContainer":
            continue  # the list of a combo speaks with its combo's name
        if not _name(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def assert_all_named(root: QWidget) -> None:
    found = unnamed(root)
    assert not found, found


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    if widget.focusProxy() is not None:
        return _name(widget.focusProxy())
    window = widget.window()
    buddies = (label for label in window.findChildren(QLabel) if label.buddy() is widget)
    return next((label.text() for label in buddies), "")
