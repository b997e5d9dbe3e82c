"""What kind of place a folder is; refuses to keep an embedded database on a network share, where locks do not hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import Final

from skilling.domain.problems import Problem, Severity, Unusable

# https://www.sqlite.org/wal.html: all programs that use a write-ahead log must be on the same computer.
NETWORK_TYPES: Final = frozenset(
    {"afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.sshfs", "glusterfs", "lustre",
     "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "webdav"}
)  # fmt: skip

# Programs that copy a folder to other computers replace files while they are open.
CLOUD_FOLDERS: Final = (
    "OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "iCloudDrive", "Mobile Documents", "CloudStorage", "Nextcloud",
    "ownCloud", "pCloud", "MEGA", "Box Sync", "Syncthing", "SynologyDrive",
)  # fmt: skip

_DRIVE_REMOTE: Final = 4  # GetDriveTypeW
_OCTAL: Final = re.compile(r"\\([0-7]{3})")  # how a list of mounts writes a space


def refuse_network(folder: Path) -> None:
    """Unusable where the folder lies on another computer."""
    kind = network_type(folder)
    if kind is not None:
        raise Unusable(
            "network-share",
            f"The folder {folder.name or folder} lies on a network share ({kind}), where an embedded database gets damaged. "
            "Keep the database on this computer, or share one on a PostgreSQL server.",
        )


def cautions(database: Path) -> list[Problem]:
    """What to tell a person about the place of a database, although it can be used there."""
    cloud = cloud_folder(database.parent)
    if cloud is None:
        return []
    return [
        Problem(
            "cloud-folder",
            f"The database lies in a folder that {cloud} copies to other computers, which can replace it while it is open. "
            "Move it to a folder of this computer only, and let backups go to the cloud.",
            severity=Severity.WARNING,
        )
    ]


def cloud_folder(folder: Path) -> str | None:
    """Name of the synchronising program in whose folder this one lies, as far as its path tells."""
    for part in folder.absolute().parts:
        for name in CLOUD_FOLDERS:
            # "OneDrive - Ministry" is one of them, "Boxes" is not.
            if part.casefold() == name.casefold() or part.casefold().startswith((f"{name} -".casefold(), f"{name}-".casefold())):
                return name
    return None


def network_type(folder: Path) -> str | None:
    """Type of the network file system that holds a folder; None for a disk of this computer."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    if os.name == "nt":
        return _windows_share(folder)
    if sys.platform == "linux":
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    else:
        mounts = _mounts_of_bsd()
    kind = type_of(folder.resolve(), mounts)
    return kind if kind in NETWORK_TYPES else None


def type_of(folder: Path, mounts: str) -> str:
    """Type of the file system that holds a folder, given lines of device, place, type; "" where none does."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        place = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), parts[1]))
        # Later lines cover earlier ones that are mounted at the same place.
        if folder.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), parts[2]
    return kind


def _mounts_of_bsd() -> str:
    """The lines of `mount`, "//server/share on /Volumes/share (smbfs, nodev)", in the form of /proc/mounts."""
    told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5)
    lines = []
    for line in told.stdout.splitlines():
        device, _, rest = line.partition(" on ")
        place, _, options = rest.rpartition(" (")
        kind = options.split(",")[0].rstrip(")")
        lines.append(" ".join(part.replace(" ", "\\040") for part in (device, place, kind)))
    return "\n".join(lines)


def _windows_share(folder: Path) -> str | None:
    drive = PureWindowsPath(folder).drive
    if drive.startswith("\\\\"):
        return "share"
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # Windows only
    return "share" if kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE else None
