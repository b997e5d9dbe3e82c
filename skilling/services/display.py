"""Owns whether a window can be shown on this machine; loads no window library to find out."""

from __future__ import annotations

import os
import sys


def name_of_display() -> str:
    """The display of this session, "" for none. Only Linux has sessions without one."""
    if sys.platform != "linux":
        return "provided by the system"
    return os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or ""
