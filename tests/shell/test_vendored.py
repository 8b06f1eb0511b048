"""What others wrote is kept byte for byte, with its version, licence and origin."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "static/vendor", ROOT / "tests/browser/vendor")


def faults(folder: Path) -> list[str]:
    rows = json.loads((folder / "MANIFEST.json").read_text())
    known = {"MANIFEST.json"} | {row[key] for row in rows for key in ("file", "licence_file")}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    differing = [row["file"] for row in rows if digest(folder / row["file"]) != row["sha256"]]
    return sorted(known ^ there) + differing


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_vendored_file_is_what_its_manifest_says(folder: Path):
    assert faults(folder) == []


def test_a_changed_and_a_stray_file_would_be_found(tmp_path: Path):
    row = {"file": "a.js", "licence_file": "LICENSE", "sha256": hashlib.sha256(b"a").hexdigest()}
    (tmp_path / "MANIFEST.json").write_text(json.dumps([row]))
    (tmp_path / "LICENSE").write_text("")
    (tmp_path / "a.js").write_bytes(b"b")
    (tmp_path / "stray.js").write_bytes(b"")
    assert faults(tmp_path) == ["stray.js", "a.js"]
