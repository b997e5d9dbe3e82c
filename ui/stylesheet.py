"""Owns the one style sheet of the window, as a template over `Tokens`; all else is Fusion and the palette.

Sizes are written at 100 % and scaled by `render`; fonts are not here but in `ui.fonts`. Widgets are told
apart by the dynamic property `kind`,
so that no widget carries a style sheet of its own.
"""

from __future__ import annotations

import re
from string import Template

from ui.tokens import Tokens

_SIZE = re.compile(r"(?<![\w$])(\d+(?:\.\d+)?)(pt|px)")
_KEPT_BELOW = 4  # hairlines and the 2 px focus ring stay as they are at every zoom


def render(tokens: Tokens, zoom: int, images: dict[str, str]) -> str:
    """The sheet with colours, image paths (`check`, `dash`, `dot`, `arrow`) and sizes for `zoom` per cent
    filled in.
    """

    def scaled(match: re.Match[str]) -> str:
        size, unit = float(match[1]), match[2]
        if unit == "px":
            return f"{size:g}px" if size < _KEPT_BELOW else f"{round(size * zoom / 100)}px"
        return f"{size * zoom / 100:g}pt"

    return Template(_SIZE.sub(scaled, _SHEET)).substitute(tokens.named(), **images)


_SHEET = """
* { outline: 0; }
QMainWindow, QDialog, *[kind="page"] { background: $page; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 4px 8px; }
QLabel, QCheckBox, QRadioButton { background: transparent; color: $text; }

*[kind="nav"] { background: $card; border: 0; border-right: 1px solid $line; }
QLabel[kind="section"] { color: $muted; }

*[kind="topbar"] { background: $card; border: 0; border-bottom: 1px solid $line; }
QMenuBar { background: $card; border-bottom: 1px solid $line; padding: 1px 6px; color: $text; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $accent_soft; }
QLabel[kind="strong"] { }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="caption"], QLabel[kind="hint"] { color: $muted; }
QLabel[kind="error"] { color: $bad; }
QLabel[kind="figureName"] { color: $muted; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $accent; }

QFrame[kind="card"] { background: $card; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="cardButton"] { background: $card; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="cardButton"]:hover { background: $hover; }
QFrame[kind="card"]:focus, QFrame[kind="cardButton"]:focus { border: 2px solid $accent; }
QFrame[kind="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QPushButton { background: $card; border: 1px solid $outline; border-radius: 6px; padding: 5px 13px;
  color: $text; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 12px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $page; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:pressed { background: $accent_strong; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[kind="field"] { text-align: left; color: $muted; padding: 5px 9px; }
QPushButton[kind="field"]:focus { padding: 4px 8px; }
QPushButton[kind="danger"] { border-color: $bad; color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="ghost"] { background: transparent; border: 2px solid transparent; padding: 4px 9px; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"]:checked { background: $accent_soft; color: $accent; }
QPushButton[kind="ghost"]:focus { border-color: $accent; }
QPushButton[kind="ghost"]:disabled { color: $muted; }
QPushButton[kind="icon"] { background: transparent; border: 2px solid transparent; padding: 4px;
  min-width: 20px; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="icon"]:focus { border-color: $accent; }
QPushButton[kind="link"] { border: 2px solid transparent; background: transparent; color: $accent;
  padding: 4px 6px; }
QPushButton[kind="lineLink"] { border: 0; border-bottom: 2px solid transparent; background: transparent; color: $accent;
  padding: 1px 0 0 0; text-align: left; min-height: 0; }
QPushButton[kind="lineLink"]:hover { color: $accent_strong; }
QPushButton[kind="lineLink"]:focus { border-bottom-color: $accent; }
QPushButton[kind="link"]:hover { color: $accent_strong; background: $hover; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { color: $muted; }
QPushButton[kind="chip"] { border-radius: 12px; padding: 4px 11px; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 3px 10px; }
QPushButton[kind="chip"]:checked, QPushButton[kind="chip"][on="true"] { background: $accent_soft;
  border-color: $accent; color: $accent; }
QFrame[kind="chip"] { background: $accent_soft; border: 1px solid $accent; border-radius: 12px; }
QPushButton[kind="chipWords"] { background: transparent; border: 2px solid transparent;
  border-radius: 10px; color: $accent; padding: 3px 2px 3px 8px; }
QPushButton[kind="chipCross"] { background: transparent; border: 2px solid transparent;
  border-radius: 10px; padding: 3px; min-width: 18px; }
QPushButton[kind="chipWords"]:focus, QPushButton[kind="chipCross"]:focus { border-color: $accent; }
QPushButton[kind="chipCross"]:hover { background: $card; }
QPushButton[kind="nav"] { border: 2px solid transparent; border-radius: 7px; background: transparent;
  text-align: left; min-height: 20px; padding: 5px 8px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $accent; }
QPushButton[kind="nav"]:focus { border-color: $accent; }
QPushButton[kind="bulk"] { background: transparent; border: 2px solid transparent; padding: 4px 9px;
  color: $text; }
QPushButton[kind="bulk"]:hover { background: $card; }
QPushButton[kind="bulk"]:focus { border-color: $accent; }

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $card;
  border: 1px solid $outline; border-radius: 6px; padding: 5px 9px; min-height: 20px; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus,
  QTextEdit:focus { border: 2px solid $accent; padding: 4px 8px; }
QLineEdit[state="error"], QComboBox[state="error"] { border: 2px solid $bad; padding: 4px 8px; }
QLineEdit:disabled, QComboBox:disabled { background: $page; color: $muted; border-color: $line; }
QLineEdit:read-only { background: $page; color: $muted; }
QComboBox:!editable { padding-right: 26px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:disabled { border: 0; padding: 0; min-height: 18px;
  background: transparent; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView, QAbstractItemView[kind="completions"] { background: $card;
  border: 1px solid $line; padding: 4px; selection-background-color: $accent_soft; selection-color: $text; }
QLineEdit[kind="cell"] { border: 2px solid $accent; border-radius: 0; padding: 0 6px; min-height: 0; }

QTableView { background: $card; border: 1px solid $line; border-radius: 7px; gridline-color: $divider;
  color: $text; selection-background-color: $accent_soft; selection-color: $text; }
QTableWidget::item { padding: 0 8px; }
QTableView:focus { border: 1px solid $accent; }
QTableView[kind="frozen"] { border: 0; border-radius: 0; border-right: 1px solid $outline; }
QHeaderView { background: $sunken; border: 0; border-top-left-radius: 7px; border-top-right-radius: 7px; }
QHeaderView::section { background: $sunken; color: $muted; border: 0; border-bottom: 1px solid $line;
  border-right: 1px solid $line; padding: 7px 8px; text-align: left; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $sunken; border: 0; }
QListView, QListWidget, QTreeView { background: $card; border: 0; color: $text; }
QListView::item { padding: 6px 8px; border-radius: 6px; color: $text; min-height: 20px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent_soft; color: $text; }
QListView:focus { border: 1px solid $accent; border-radius: 6px; }

QScrollArea { background: transparent; border: 0; }
QScrollArea[kind="read"] { border: 1px solid transparent; border-radius: 10px; }
QScrollArea[kind="read"]:focus { border-color: $accent; }
QScrollArea > QWidget > QWidget[kind="clear"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle { background: $outline; border-radius: 3px; min-height: 32px; min-width: 32px;
  margin: 3px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
  QScrollBar::sub-page { background: none; border: 0; width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QMenu { background: $card; border: 1px solid $line; padding: 6px; color: $text; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QTabBar::tab { background: transparent; border: 2px solid transparent;
  border-bottom: 2px solid transparent; padding: 7px 12px; color: $muted; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 5px; }
QTabBar { border: 0; qproperty-drawBase: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QStatusBar { background: $card; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; font-size: 9pt; padding: 0 6px; }
QSplitter::handle { background: transparent; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QTableView::indicator, QListView::indicator, QCheckBox::indicator { width: 16px; height: 16px;
  border: 1px solid $outline; border-radius: 4px; background: $card; }
QListView::indicator:checked, QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$dash"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }
QCheckBox::indicator:disabled { border-color: $line; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $outline; border-radius: 8px;
  background: $card; }
QRadioButton::indicator:checked { border: 1px solid $accent; image: url("$dot"); }

QFrame[kind="selection"] { background: $accent_soft; border: 1px solid $accent; border-radius: 8px; }
QFrame[kind="toast"] { background: $toast; border: 0; border-radius: 8px; }
QFrame[kind="toast"] QLabel { color: $on_toast; }
QFrame[kind="toast"] QPushButton { background: transparent; border: 2px solid transparent;
  color: $toast_action; padding: 3px 8px; }
QFrame[kind="toast"] QPushButton:focus { border-color: $toast_action; }
QFrame[kind="banner"] { background: $accent_soft; border: 1px solid $accent; border-radius: 8px; }
QFrame[kind="banner"] QLabel { color: $accent; }
QFrame[kind="banner"][tone="warn"] { background: $warn_soft; border-color: $warn; }
QFrame[kind="banner"][tone="warn"] QLabel { color: $warn; }
QFrame[kind="banner"][tone="bad"] { background: $bad_soft; border-color: $bad; }
QFrame[kind="banner"][tone="bad"] QLabel { color: $bad; }
QFrame[kind="banner"][tone="good"] { background: $good_soft; border-color: $good; }
QFrame[kind="banner"][tone="good"] QLabel { color: $good; }
QFrame[kind="drop"] { border: 2px dashed $outline; border-radius: 12px; background: $card; }
QFrame[kind="drop"][over="true"] { border-color: $accent; background: $accent_soft; }
QFrame[kind="panel"] { background: $card; border: 0; border-left: 1px solid $line; }
QFrame[kind="popup"] { background: $card; border: 1px solid $outline; border-radius: 10px; }
QFrame[kind="palette"] { background: $card; border: 1px solid $outline; border-radius: 12px; }
QFrame[kind="refusal"] { background: $bad_soft; border: 1px solid $bad; border-radius: 6px; }
QFrame[kind="refusal"] QLabel { color: $bad; }
QLabel[kind="pill"] { border-radius: 10px; padding: 2px 10px; background: $sunken; color: $muted; }
QLabel[kind="pill"][tone="info"] { background: $accent_soft; color: $accent; }
QLabel[kind="pill"][tone="good"] { background: $good_soft; color: $good; }
QLabel[kind="pill"][tone="warn"] { background: $warn_soft; color: $warn; }
QLabel[kind="pill"][tone="bad"] { background: $bad_soft; color: $bad; }
QLabel[kind="step"] { background: $sunken; color: $muted; border: 1px solid $outline; border-radius: 12px; }
QLabel[kind="step"][state="on"] { background: $accent; color: $on_accent; border-color: $accent; }
QLabel[kind="step"][state="done"] { background: $good_soft; color: $good; border-color: $good; }
QLabel[kind="key"] { background: $sunken; border: 1px solid $line; border-radius: 4px; padding: 1px 6px;
  color: $muted; }
"""
