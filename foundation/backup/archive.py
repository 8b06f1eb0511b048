"""The file of a backup: a zip with a manifest of hashes, sealed by a hash of the whole.

Any zip program opens it. Its comment, the last 64 characters of the file, is the SHA-256 of
all that comes before: a flipped bit is found wherever it is.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from foundation.backup.errors import DamagedBackup, NotABackup

MANIFEST = "manifest.json"
_SEAL_LENGTH = 64
_PIECE = 1 << 20
_UNREADABLE = (BadZipFile, KeyError, ValueError, EOFError, OSError, RuntimeError, zlib.error)
"""A runtime error where a flipped bit says that a member is encrypted, or packed in another way."""
_DIRECTORY = "the archive's own directory"


class Writer:
    def __init__(self, zipped: ZipFile) -> None:
        self._zip = zipped
        self._members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, small: bool) -> None:
        """`small`: bytes that cannot be made smaller, as recordings are; so nobody tries."""
        self._zip.compression = ZIP_STORED if small else ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += member.write(piece)
        self._members[name] = {"sha256": digest.hexdigest(), "size_bytes": size}

    def describe(self, facts: dict[str, Any]) -> None:
        self._zip.compression = ZIP_DEFLATED
        said = {**facts, "members": self._members}
        self._zip.writestr(MANIFEST, json.dumps(said, indent=1, sort_keys=True))


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """All of it under its name, or nothing."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w+b") as file:
            with ZipFile(file, "w", compresslevel=1) as zipped:
                zipped.comment = b"0" * _SEAL_LENGTH
                yield Writer(zipped)
            seal = _hash_of_all_but_seal(file)
            file.write(seal.encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(target.parent)


class Reader:
    def __init__(self, zipped: ZipFile, manifest: dict[str, Any]) -> None:
        self._zip = zipped
        self.manifest = manifest

    def names(self) -> set[str]:
        return set(self._zip.namelist())

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.open(name) as member:
            yield from _pieces(member)


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Read to its end and found whole, before anything in it is believed."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise NotABackup(path)
        if _hash_of_all_but_seal(file) != file.read().decode("ascii", "replace"):
            raise DamagedBackup(", ".join(_damaged(file)))
        with _unzipped(file, path) as zipped:
            yield Reader(zipped, _manifest(zipped, path))


def _unzipped(file: IO[bytes], path: Path) -> ZipFile:
    """Anybody can seal anything: whole does not mean that it is a zip."""
    try:
        return ZipFile(file)
    except _UNREADABLE:
        raise NotABackup(path) from None


def seal_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(-_SEAL_LENGTH, os.SEEK_END)
        return file.read().decode()


def _manifest(zipped: ZipFile, path: Path) -> dict[str, Any]:
    try:
        found = json.loads(zipped.read(MANIFEST))
    except (*_UNREADABLE, RecursionError):
        raise NotABackup(path) from None
    if not isinstance(found, dict):
        raise NotABackup(path)
    return found


def _damaged(file: IO[bytes]) -> list[str]:
    """By name, as far as the archive can still be read."""
    try:
        with ZipFile(file) as zipped:
            return _damaged_members(zipped) or [_DIRECTORY]
    except _UNREADABLE:
        return [_DIRECTORY]


def _damaged_members(zipped: ZipFile) -> list[str]:
    try:
        members = json.loads(zipped.read(MANIFEST))["members"]
    except _UNREADABLE:
        return [MANIFEST]
    return [name for name, said in members.items() if _hash(zipped, name) != said["sha256"]]


def _hash(zipped: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with zipped.open(name) as member:
            for piece in _pieces(member):
                digest.update(piece)
    except _UNREADABLE:
        return ""
    return digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _hash_of_all_but_seal(file: IO[bytes]) -> str:
    """Leaves the file where its seal begins."""
    left = file.seek(0, os.SEEK_END) - _SEAL_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
