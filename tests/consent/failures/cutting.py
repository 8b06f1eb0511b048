"""Power cuts: from a trace of system calls, what a disk may hold at each moment.

A disk keeps what was synced. Of what was written since, it may keep nothing, all, or any part,
torn in the middle too; of names made, changed and removed since their folder was synced, the first
few. Only one flat folder is watched.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TRACED = "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,link,unlink"
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\d+)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    handle: int
    path: str
    texts: tuple[bytes, ...]
    numbers: tuple[int, ...]
    flags: str
    result: int


def calls(log: str) -> Iterator[Call]:
    """Of strace's -y -xx: paths by their handles, and every text in full."""
    for line in log.splitlines():
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            continue
        texts = tuple(_plain(each) for each in _TEXT.findall(found[2]))
        bare = _TEXT.sub("", found[2])
        handle = _HANDLE.match(bare)
        numbers = tuple(int(each) for each in re.findall(r", (\d+)(?=,|$)", bare))
        result = _HANDLE.search(line[found.start(3) :])
        shown = handle[2] if handle else result[2] if result else ""
        path = _plain(shown).decode() if "\\x" in shown else shown
        number = int(handle[1]) if handle else int(found[3])
        yield Call(found[1], number, path, texts, numbers, bare, int(found[3]))


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(eq=False)
class File:
    kept: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Written after the last sync: where and what; None cuts the file off there."""

    def image(self, chance: random.Random, keep: float) -> bytes:
        content = bytearray(self.kept)
        for at, data in self.since:
            if chance.random() < keep:
                torn = data is not None and keep < 1 and chance.random() < 0.3
                size = chance.randrange(len(data) + 1) // SECTOR * SECTOR if torn else None
                _apply(content, at, data if data is None else data[:size])
        return bytes(content)

    def sync(self) -> None:
        for at, data in self.since:
            _apply(self.kept, at, data)
        self.since.clear()

    def size(self) -> int:
        return len(self.image(random.Random(0), 1))


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        return
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at : at + len(data)] = data


class Disk:
    """The folder as programs see it, and what of it would outlast the power."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.names = {p.name: File(bytearray(p.read_bytes())) for p in folder.iterdir()}
        self.kept_names = dict(self.names)
        self.renamed: list[dict[str, File]] = []
        """How the names stood after each change since the folder was synced."""
        self._offsets: dict[int, int] = {}

    def do(self, call: Call) -> None:
        inside = call.path.startswith(self.folder + "/")
        if call.name in ("rename", "link", "unlink"):
            self._rename(call.name, [text.decode() for text in call.texts])
        elif call.path == self.folder and call.name in ("fsync", "fdatasync"):
            self.kept_names, self.renamed = dict(self.names), []
        elif inside and not call.path.endswith(("-shm", "(deleted)")):
            self._change(call, call.path.removeprefix(self.folder + "/"))

    def _rename(self, how: str, paths: list[str]) -> None:
        if not all(path.startswith(self.folder + "/") for path in paths):
            return
        names = [path.removeprefix(self.folder + "/") for path in paths]
        file = self.names[names[0]] if how == "link" else self.names.pop(names[0], File())
        if how != "unlink":
            self.names[names[1]] = file
        self.renamed.append(dict(self.names))

    def _change(self, call: Call, name: str) -> None:
        if call.name == "openat":
            self._open(call, name)
        elif call.name in ("fsync", "fdatasync"):
            self.names[name].sync()
        elif call.name == "ftruncate":
            self.names[name].since.append((call.numbers[0], None))
        elif call.name == "pwrite64":
            self.names[name].since.append((call.numbers[1], call.texts[0][: call.result]))
        else:
            at = self._offsets.get(call.handle, 0)
            self.names[name].since.append((at, call.texts[0][: call.result]))
            self._offsets[call.handle] = at + call.result

    def _open(self, call: Call, name: str) -> None:
        if name not in self.names:
            self.names[name] = File()
            self.renamed.append(dict(self.names))
        if "O_TRUNC" in call.flags:
            self.names[name].since.append((0, None))
        appends = "O_APPEND" in call.flags
        self._offsets[call.result] = self.names[name].size() if appends else 0

    def cut(self, chance: random.Random, keep: float) -> dict[str, bytes]:
        """What is found when the power is back."""
        stood = [self.kept_names, *self.renamed]
        names = stood[-1] if keep == 1 else chance.choice(stood) if keep else stood[0]
        return {name: file.image(chance, keep) for name, file in names.items()}
