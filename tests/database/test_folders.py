"""What kind of place a folder is, from what the system says about its mounts and from its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from skilling.database import folders
from skilling.domain.problems import Severity, Unusable

MOUNTS = """\
overlay / overlay rw,relatime 0 0
proc /proc proc rw,nosuid 0 0
/dev/sda1 /home ext4 rw 0 0
server:/export /home/shared nfs4 rw,vers=4.2 0 0
//nas/office /mnt/Office\\040Files cifs rw 0 0
//nas/हिंदी /mnt/हिंदी smb3 rw 0 0
asha@host: /home/asha/remote fuse.sshfs rw 0 0
tmpfs /home/shared/local tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/asha", "ext4"), ("/home/shared", "nfs4"), ("/home/shared/deep/er", "nfs4"), ("/home/sharedness", "ext4"),
        ("/home/shared/local/x", "tmpfs"), ("/mnt/Office Files/desk", "cifs"), ("/mnt/हिंदी", "smb3"),
        ("/home/asha/remote/x", "fuse.sshfs"), ("/var", "overlay"),
    ],
)  # fmt: skip
def test_the_deepest_mount_tells_the_type(folder: str, kind: str) -> None:
    assert folders.type_of(Path(folder), MOUNTS) == kind


def test_a_mount_over_another_hides_it() -> None:
    assert folders.type_of(Path("/data/x"), "a /data nfs rw\nb /data ext4 rw\n") == "ext4"
    assert folders.type_of(Path("/data/x"), "") == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "afpfs"])
def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(folders, "type_of", lambda folder, mounts: kind)
    with pytest.raises(Unusable, match=f"network share.*{kind}.*PostgreSQL") as refused:
        folders.refuse_network(tmp_path / "not" / "there" / "yet")
    assert refused.value.code == "network-share"


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "ntfs", "overlay", "tmpfs", "9p", "fuseblk", ""])
def test_a_disk_of_this_computer_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(folders, "type_of", lambda folder, mounts: kind)
    folders.refuse_network(tmp_path)


def test_the_folder_of_the_tests_is_on_this_computer(tmp_path: Path) -> None:
    folders.refuse_network(tmp_path)


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/Users/asha/OneDrive - Ministry/desk", "OneDrive"), ("/Users/asha/OneDrive/desk", "OneDrive"),
        ("/home/asha/dropbox/desk", "Dropbox"), ("/Users/asha/Library/Mobile Documents/x", "Mobile Documents"),
        ("/Users/asha/Library/CloudStorage/GoogleDrive-asha@example.in/desk", "CloudStorage"),
        ("/home/asha/Boxes/desk", None), ("/home/asha/desk", None), ("/home/asha/OneDriver/desk", None),
    ],
)  # fmt: skip
def test_a_synchronised_folder_is_known_by_its_path(folder: str, program: str | None) -> None:
    assert folders.cloud_folder(Path(folder)) == program
    said = folders.cautions(Path(folder) / "desk.db")
    assert [(problem.code, problem.severity) for problem in said] == ([("cloud-folder", Severity.WARNING)] if program else [])
    assert all(program in problem.message for problem in said if program)
