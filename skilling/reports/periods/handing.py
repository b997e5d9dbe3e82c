"""Handing a locked period over: the workbook's hash, who, when, the letter and a signature file; refuses another workbook
than the frozen one.

A signature file is kept by its hash alone. It is not judged: whoever needs that verifies it with the signer's own program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.periodtables import FrozenPack, HandedOver, ReportPeriod
from skilling.domain import periods as rules
from skilling.domain.periods import Named
from skilling.domain.problems import Refused
from skilling.reports import placing
from skilling.reports.placing import Staged
from skilling.services import periods
from skilling.services.desk import Desk

_SUFFIXES: Final = (".xlsx",)
_LARGEST_SIGNATURE: Final = 10_000_000  # bytes; a detached signature has a few thousand


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed over."""

    period: str
    sha256: str
    file: str
    signature_sha256: str | None
    change_id: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is a workbook that left this house, and which."""

    file: str
    sha256: str
    submitted: bool
    kind: str = ""  # submission | restatement
    period: str = ""
    profile: str = ""
    at: datetime | None = None
    actor: str = ""
    reference: str | None = None
    signature_sha256: str | None = None
    signature_matches: bool | None = None  # None where no signature was given to compare


def write_frozen(frozen: FrozenPack, path: Path) -> Path:
    """Writes the frozen workbook, the same bytes every time; Refused, with an older file untouched, where it cannot be."""
    with placing.staged(path, _SUFFIXES, _bytes(frozen.workbook)) as staged:
        return staged.place()


def sheets_of(frozen: FrozenPack) -> list[str]:
    """The names of the sheets of a frozen workbook."""
    book = load_workbook(BytesIO(frozen.workbook), read_only=True)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def submit(
    desk: Desk, actor: str, named: Named, profile: str, file: Path | None, out: Path | None, reference: str | None = None,
    signature: Path | None = None, programme_id: int | None = None,
) -> Submission:  # fmt: skip
    """Hands a locked period over as `file`, which must be the frozen workbook, or writes that to `out` and hands it over."""
    signed = _signature(signature)
    if file is not None:
        given = hash_of(file)
        done = desk.change(
            actor, "report.submitted", _submit, named, profile, programme_id, file.name, given, reference, signed, None
        )
        return Submission(named.name, given, str(file), signed[1] if signed else None, done.change_id)
    if out is None:
        raise Refused("file-name", "Say which workbook is handed over, or where it is to be written (--out FILE.xlsx).")
    frozen = desk.read(_frozen, named, profile, programme_id)
    with placing.staged(out, _SUFFIXES, _bytes(frozen.workbook)) as staged:
        done = desk.change(
            actor, "report.submitted", _submit, named, profile, programme_id, staged.target.name, frozen.sha256, reference,
            signed, staged,
        )  # fmt: skip
    return Submission(named.name, frozen.sha256, str(staged.target), signed[1] if signed else None, done.change_id)


def _submit(
    change: Change, named: Named, profile: str, programme_id: int | None, name: str, sha256: str, reference: str | None,
    signed: tuple[str, str] | None, staged: Staged | None,
) -> None:  # fmt: skip
    period = periods.held(change, named, profile, programme_id)
    label = periods.label_of(change.session, period)
    rules.check_move(label, period.state, rules.SUBMITTED)
    frozen = change.session.get(FrozenPack, period.frozen_id)
    if frozen is None or frozen.sha256 != sha256:
        raise Refused(
            "other-workbook",
            f"{name} is not the workbook that was frozen for {label}: it was made at another time, or saved again since. "
            "Write the frozen one with --out FILE.xlsx and hand that over.",
        )
    periods.move(change, period, rules.SUBMITTED, frozen_id=period.frozen_id)
    record(change, period, periods.SUBMISSION, name, sha256, reference, signed)
    if staged is not None:
        staged.place()


def record(
    change: Change, period: ReportPeriod, kind: str, name: str, sha256: str, reference: str | None = None,
    signed: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """Writes down that a workbook left the house."""
    change.session.add(
        HandedOver(
            period_id=period.id or 0, kind=kind, sha256=sha256, file_name=name, reference=reference,
            signature_name=signed[0] if signed else None, signature_sha256=signed[1] if signed else None,
            actor=change.actor, at=change.at,
        )
    )  # fmt: skip
    change.facts |= {"file": name, "sha256": sha256} | ({"reference": reference} if reference else {})
    change.session.flush()


def verify(session: Session, file: Path, signature: Path | None = None) -> Verdict:
    """Whether a file is, byte for byte, a workbook that was handed over from this database, and which."""
    sha256 = hash_of(file)
    newest = select(HandedOver).where(HandedOver.sha256 == sha256).order_by(col(HandedOver.id).desc())
    handed = session.exec(newest).first()
    if handed is None:
        return Verdict(file.name, sha256, submitted=False)
    period = session.get_one(ReportPeriod, handed.period_id)
    matches = None if signature is None else hash_of(signature) == handed.signature_sha256
    return Verdict(
        file.name, sha256, True, handed.kind, period.name, period.profile, handed.at, handed.actor, handed.reference,
        handed.signature_sha256, matches,
    )  # fmt: skip


def hash_of(path: Path) -> str:
    """SHA-256 of a file. Refused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise Refused("missing", f"There is no file {path.name} in {path.parent}. Check the name and the folder.") from None
    except IsADirectoryError:
        raise Refused("folder", f"{path.name} is a folder. Choose a file in it.") from None
    except PermissionError:
        raise Refused("read-only", f"{path.name} may not be read by you. Copy it to a folder of your own.") from None


def _signature(path: Path | None) -> tuple[str, str] | None:
    if path is None:
        return None
    sha256 = hash_of(path)
    if path.stat().st_size > _LARGEST_SIGNATURE:
        raise Refused(
            "signature", f"{path.name} is too large for a signature file. Choose the detached signature (.p7s, .sig, .asc)."
        )
    return path.name, sha256


def _frozen(session: Session, named: Named, profile: str, programme_id: int | None) -> FrozenPack:
    found = periods.find(session, named, profile, programme_id)
    rules.check_move(named.period.label, found.state if found else rules.OPEN, rules.SUBMITTED)
    return session.get_one(FrozenPack, found.frozen_id if found else None)


def _bytes(content: bytes) -> Callable[[Path], None]:
    return partial(_put, content)


def _put(content: bytes, path: Path) -> None:
    path.write_bytes(content)
