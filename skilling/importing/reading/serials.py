"""Turns a spreadsheet's serial number into a day or a time, as Excel shows it; keeps any other number."""

from __future__ import annotations

import datetime

_LAST_SERIAL = 2_958_465
"""31 December 9999, the last day Excel knows."""
# Cells know no time zone.
_EPOCH_1900 = datetime.datetime(1899, 12, 31)  # noqa: DTZ001
_EPOCH_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_MILLISECONDS = 86_400_000


def moment(serial: float, date1904: bool) -> float | datetime.date | datetime.datetime | datetime.time:
    """The day, the day and time, or the bare time (below one day) of a serial; else the serial itself.

    Serial 60 is Excel's 29 February 1900, a day that never was, and stays a number; so does what is
    negative or past the year 9999.
    """
    if not 0 <= serial <= _LAST_SERIAL:
        return serial
    days, milliseconds = _split(serial)
    if days == 0 and not (date1904 and milliseconds == 0):
        return (_EPOCH_1904 + datetime.timedelta(milliseconds=milliseconds)).time()
    if date1904:
        epoch = _EPOCH_1904
    elif days == 60:
        return serial
    else:
        # Excel counts a 29 February 1900, so what follows it lies one day nearer.
        epoch = _EPOCH_1900 if days < 60 else _EPOCH_1900 - datetime.timedelta(days=1)
    try:
        found = epoch + datetime.timedelta(days=days, milliseconds=milliseconds)
    except OverflowError:
        return serial
    return found if milliseconds else found.date()


def elapsed(serial: float) -> float | datetime.timedelta:
    """The length of time of a serial in an elapsed format such as [h]:mm; the serial itself when too long."""
    if not abs(serial) <= _LAST_SERIAL:
        return serial
    days, milliseconds = _split(serial)
    return datetime.timedelta(days=days, milliseconds=milliseconds)


def _split(serial: float) -> tuple[int, int]:
    days, part = divmod(serial, 1)
    milliseconds = round(part * _MILLISECONDS)
    if milliseconds == _MILLISECONDS:
        return int(days) + 1, 0
    return int(days), milliseconds
