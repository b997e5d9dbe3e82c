"""Owns when the interpreter begins to search for garbage: not while the program is being loaded, of which nothing is any.

Loading makes some hundred thousand objects that all live until the end, and each of the searches that they set off would go
through them again in vain: a sixth of the time of a start.
"""

from __future__ import annotations

import gc


def begin() -> None:
    """The program starts."""
    gc.disable()


def done() -> None:
    """What is needed now is loaded, and is never searched again; what comes from here on is. Done twice, it is done once."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
