#!/usr/bin/env python3
"""Takes a Fairtake delivery home, checks it, and takes back from it what is recalled.

    python fairtake_fetch.py fetch DELIVERY FOLDER     fetch all files, or go on where it stopped
    python fairtake_fetch.py verify FOLDER             compare every byte with the manifest
    python fairtake_fetch.py recalls FOLDER            what is recalled of this copy
    python fairtake_fetch.py apply FOLDER              remove what is recalled
    python fairtake_fetch.py apply FOLDER --delta ID   become the delivery that follows this one
    python fairtake_fetch.py attest FOLDER ...         tell Fairtake what is gone, once it is

One file; needs Python 3.9 or newer and nothing else. The token comes from the environment
(FAIRTAKE_TOKEN) or from a file (--token-file), never from the command line, where everybody on the
machine would see it. It may be stopped at any instant: run the same command again.

Exit status: 0 all is well. 1 the copy, or what was sent, is not what the manifest says. 2 it could
not begin. 3 Fairtake refuses something, such as a file whose consent has ended. 4 the network or
the service failed: run it again. 5 the disk is full or cannot be written. 6 recalls wait for you.
130 it was stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Optional, Union

SERVER = ""
FORMAT, REMOVED_FORMAT = "fairtake-delivery-1", "fairtake-removed-1"
MANIFEST, REMOVED, OWN = "manifest.json", "removed.json", ".fairtake"
WELL, WRONG, NOT_BEGUN, REFUSED, FAILED, DISK, RECALLED, STOPPED = 0, 1, 2, 3, 4, 5, 6, 130
PIECE = 1 << 20
LARGEST_ANSWER = 512 << 20
PAUSE_S, LONGEST_WAIT_S = 1.0, 300.0
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BREAKS = (http.client.HTTPException, ConnectionError, TimeoutError, socket.timeout, ssl.SSLError)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading words that somebody else wrote may end in, brackets a million deep among them."""
_NO_TAR: tuple[type[Exception], ...] = (tarfile.TarError, EOFError)
with contextlib.suppress(ImportError):  # A Python without these unpacks no such tar.
    import lzma
    import zlib

    _NO_TAR += (zlib.error, lzma.LZMAError)
_ABOUT_PEOPLE = ("media", "labels", "transcript")
Json = dict[str, Any]


class Stop(Exception):
    """Why it ends, in a sentence, and with which exit status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Refused(Stop):
    """The service says no, and would again."""

    def __init__(self, sentence: str, more: Optional[Json] = None) -> None:
        super().__init__(REFUSED, sentence)
        self.more = more or {}


class Broken(Exception):
    """Something that may go well the next time; `after_s` where the service named a time."""

    def __init__(self, sentence: str, after_s: float = 0.0) -> None:
        super().__init__(sentence)
        self.after_s = after_s


def tell(sentence: str) -> None:
    print(plain(sentence), flush=True)


def plain(text: str) -> str:
    """Words that somebody else wrote must not turn a terminal over."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", text)


# --- The manifest --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A file, or a member of a shard: one thing that a recall may be about."""

    path: str
    member: Optional[str]
    sha256: str
    original: Optional[str]
    recordings: tuple[str, ...]
    about_people: bool
    is_shard: bool = False
    """What is recalled of it goes by its members."""

    @property
    def name(self) -> str:
        return self.path if self.member is None else self.path + " (" + self.member + ")"


class Manifest:
    """What the delivery says that it holds. Reading it refuses what could leave the folder."""

    def __init__(self, data: bytes) -> None:
        self.data, self.hash = data, hash_of(data)
        try:
            self.json: Json = json.loads(data)
            self.files: list[Json] = self.json["files"]
            if self.json["format"] != FORMAT:
                raise Stop(WRONG, "The manifest has a format that this program does not know.")
            for each in self.files:
                _check_entry(each)
        except _UNREADABLE:
            raise Stop(WRONG, "The manifest cannot be read.") from None
        self.by_path = {each["path"]: each for each in self.files}
        if len({path.lower() for path in self.by_path}) != len(self.files):
            raise Stop(WRONG, "The manifest names a path twice.")

    @property
    def delivery(self) -> str:
        return str(self.json["delivery"])

    @property
    def follows(self) -> Optional[str]:
        """The hash of the manifest that this one takes the place of."""
        before = self.json.get("follows")
        return None if before is None else str(before["manifest"])

    def held(self) -> Iterator[Held]:
        beside = dict(self._sidecars())
        for each in self.files:
            of = beside.get(each["path"])
            about_people = of is not None or each.get("kind") in _ABOUT_PEOPLE
            yield _held(each["path"], None, each, about_people, of)
            for member in each.get("members") or ():
                yield _held(each["path"], member["name"], member, about_people=True)

    def _sidecars(self) -> Iterator[tuple[str, Json]]:
        """What lies beside a file goes with it."""
        for each in self.files:
            if str(each.get("credential") or "").startswith("sidecar:"):
                yield each["credential"][len("sidecar:") :], each


def _held(
    path: str, member: Optional[str], each: Json, about_people: bool, of: Optional[Json] = None
) -> Held:
    recordings = tuple(each.get("recordings") or (of or {}).get("recordings") or ())
    is_shard = bool(each.get("members"))
    return Held(
        path, member, each["sha256"], each.get("original"), recordings, about_people, is_shard
    )


def _check_entry(each: Json) -> None:
    path = each["path"]
    folded = path.lower()  # Many disks take Manifest.json for manifest.json.
    is_own = folded.endswith(".part") or folded.split("/")[0] in (MANIFEST, REMOVED)
    if not _PATH.fullmatch(path) or is_own:
        raise Stop(WRONG, "The manifest names a path that is not allowed: " + repr(path))
    for one in (each, *(each.get("members") or ())):
        if not _HASH.fullmatch(one["sha256"]) or type(one["bytes"]) is not int or one["bytes"] < 0:
            raise Stop(WRONG, "The manifest says no hash or size of " + path)
    names = [member["name"] for member in each.get("members") or ()]
    if len(set(names)) != len(names) or not all(map(_PATH.fullmatch, names)):
        raise Stop(WRONG, "The manifest names a member that is not allowed in " + path)


def hash_of(source: Union[bytes, Path, BinaryIO]) -> str:
    if isinstance(source, bytes):
        return "sha256:" + hashlib.sha256(source).hexdigest()
    if isinstance(source, Path):
        with source.open("rb") as file:
            return hash_of(file)
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
    return "sha256:" + digest.hexdigest()


# --- The copy on this machine --------------------------------------------------------------------


class Copy:
    """A folder with a delivery in it. `.fairtake` holds what this program must remember."""

    def __init__(self, folder: Path, open_files: contextlib.ExitStack) -> None:
        self.folder, self.own = folder, folder / OWN
        self.staged = self.own / "new"
        self._open_files = open_files

    def begin(self, *, new: bool = False) -> None:
        """One at a time: two would write into each other's files. What was cut off is finished."""
        self._refuse_links()
        if not new and not (self.folder / MANIFEST).is_file():
            raise Stop(NOT_BEGUN, "There is no manifest.json in " + str(self.folder) + ".")
        self.own.mkdir(parents=True, exist_ok=True)
        try:
            import fcntl
        except ImportError:  # Windows has none: there it is for its user to run only one.
            return
        lock = self._open_files.enter_context((self.own / "lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(NOT_BEGUN, "Another fairtake_fetch is at work in this folder.") from None

    def _refuse_links(self) -> None:
        for name in (MANIFEST, REMOVED, OWN):
            self.path(name)
        for each in self.own.rglob("*"):
            _refuse_link(each)

    def manifest(self) -> Manifest:
        return Manifest((self.folder / MANIFEST).read_bytes())

    def path(self, name: str) -> Path:
        """Never through a link, which could lead anywhere; nor is its first half."""
        found = self.folder
        for part in name.split("/"):
            found = found / part
            _refuse_link(found)
        _refuse_link(part_of(found))
        return found

    def remembered(self, name: str) -> Json:
        try:
            found = json.loads((self.own / name).read_bytes())
        except FileNotFoundError:
            return {}
        except ValueError:
            raise Stop(WRONG, str(self.own / name) + " cannot be read. Remove it.") from None
        return found if isinstance(found, dict) else {}

    def remember(self, name: str, said: Json) -> None:
        write_whole(self.own / name, json.dumps(said, indent=1, sort_keys=True).encode())

    def has(self, name: str, sha256: str) -> bool:
        path = self.path(name)
        return path.is_file() and hash_of(path) == sha256

    def walk(self) -> Iterator[tuple[str, Path]]:
        """Everything in it but what is this program's own."""
        for folder, folders, files in os.walk(self.folder):
            here = Path(folder)
            if here == self.folder and OWN in folders:
                folders.remove(OWN)
            folders.sort()
            links = [each for each in folders if (here / each).is_symlink()]
            for each in sorted([*files, *links]):
                yield (here / each).relative_to(self.folder).as_posix(), here / each

    def remove(self, name: str) -> None:
        """With what there is of it half fetched, and the folders that are empty then."""
        path = self.path(name)
        for each in (path, part_of(path)):
            with contextlib.suppress(FileNotFoundError):
                each.unlink()
        for folder in path.parents:
            if folder == self.folder:
                return
            try:
                folder.rmdir()
            except OSError:
                return


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise Stop(WRONG, str(path) + " is a link. Remove it; nothing is written there.")


def part_of(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def write_whole(path: Path, data: bytes) -> None:
    """All of it or nothing, whenever this is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


class Removed:
    """`removed.json`: what is gone from the copy, by which recall or delta, written before it goes.

    `shards` says which hash a tar had, and which it has since members were taken out of it;
    `deliveries`, which this folder was before deltas took their place."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        path = copy.folder / REMOVED
        said: Json = {"format": REMOVED_FORMAT}
        try:
            if path.exists():
                said = json.loads(path.read_bytes())
            if said["format"] != REMOVED_FORMAT:
                raise ValueError
            self.rows: list[Json] = list(said.get("removed", ()))
            self.shards: dict[str, Json] = dict(said.get("shards", {}))
            self.deliveries = [str(each) for each in said.get("deliveries", ())]
            self._known = {self._key(row) for row in self.rows}
            self.hashes()
        except _UNREADABLE:
            raise Stop(WRONG, "removed.json cannot be read.") from None

    @staticmethod
    def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return row["path"], row["member"], row["sha256"]

    def add(self, held: Held, because: str, recalls: Sequence[str] = ()) -> None:
        row = {
            "path": held.path,
            "member": held.member,
            "sha256": held.sha256,
            "original": held.original,
            "recordings": list(held.recordings),
            "because": because,
            "recalls": sorted(recalls),
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        if self._key(row) not in self._known:
            self._known.add(self._key(row))
            self.rows.append(row)

    def names(self, held: Held) -> bool:
        return (held.path, held.member, held.sha256) in self._known

    def all_of(self, entry: Json) -> bool:
        """Whether the whole file is gone, or each member of it."""
        if (entry["path"], None, entry["sha256"]) in self._known:
            return True
        members = entry.get("members") or ()
        return bool(members) and all(
            (entry["path"], each["name"], each["sha256"]) in self._known for each in members
        )

    def current(self, path: str, sha256: str) -> str:
        """The hash that a file of the manifest has now."""
        return str(self.shards[path]["is"]) if path in self.shards else sha256

    def hashes(self) -> set[str]:
        found = {str(row[of]) for row in self.rows for of in ("sha256", "original") if row[of]}
        return found | {str(each["was"]) for each in self.shards.values()}

    def save(self) -> None:
        said = {
            "format": REMOVED_FORMAT,
            "removed": self.rows,
            "shards": self.shards,
            "deliveries": self.deliveries,
        }
        write_whole(
            self._copy.folder / REMOVED, json.dumps(said, indent=1, sort_keys=True).encode()
        )


# --- The service ---------------------------------------------------------------------------------


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Followed, a redirect would carry the token to whomever it names."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        return None


@dataclass
class Service:
    """Fairtake's API. Tries again what may go well; says in a sentence what will not."""

    address: str
    token: str
    tries: int = 6
    pause_s: float = field(default_factory=lambda: PAUSE_S)
    timeout_s: float = 30.0
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        if not self.address:
            raise Stop(NOT_BEGUN, "Name the server: --server, or FAIRTAKE_SERVER.")
        if not _is_safe(self.address):
            raise Stop(NOT_BEGUN, "The server's address begins with https://")
        self.address = self.address.rstrip("/")
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> Json:
        return self._parsed(self.asked(path))

    def link(self, said: str) -> str:
        """Where a file is kept, as safe as the service itself: not in the clear, and nothing of
        this machine."""
        try:
            found = urllib.parse.urljoin(self.address + "/", said)
            is_safe = _is_safe(found) and (
                found.startswith("https:") or self.address.startswith("http:")
            )
        except ValueError:
            is_safe = False
        if not is_safe:
            raise Stop(FAILED, "The server names a link that does not begin with https://")
        return found

    def asked(self, path: str, sent: Optional[Json] = None, key: str = "") -> bytes:
        """The bytes of an answer. The token goes to this address alone."""
        headers = {"Authorization": "Bearer " + self.token, "Accept": "application/json"}
        data = None
        if sent is not None:
            data = json.dumps(sent).encode()
            headers.update({"Content-Type": "application/json", "Idempotency-Key": key})
        request = urllib.request.Request(self.address + path, data, headers)
        for again in self.patiently():
            with again, self.opened(request) as answer:
                body: bytes = answer.read(LARGEST_ANSWER)
                if len(body) < _number(answer.headers.get("Content-Length")):
                    raise Broken("The answer was cut off.")
                return body
        raise AssertionError

    def pages(self, path: str) -> Iterator[Json]:
        after: Optional[str] = None
        while True:
            more = "" if after is None else "&after=" + urllib.parse.quote(after)
            page = self.get(path + ("&" if "?" in path else "?") + "limit=100" + more)
            if not isinstance(page.get("items"), list):
                raise Stop(FAILED, "The server's answer cannot be read: is its address right?")
            yield from page["items"]
            after = page.get("next")
            if after is None:
                return

    @contextlib.contextmanager
    def opened(self, request: urllib.request.Request) -> Iterator[Any]:
        try:
            with self._opener.open(request, timeout=self.timeout_s) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            with error:
                raise self._said(error) from None
        except urllib.error.URLError as error:
            raise Broken("The server cannot be reached: " + str(error.reason)) from None
        except _BREAKS as error:
            raise Broken("The connection broke: " + (str(error) or type(error).__name__)) from None

    def patiently(self) -> Iterator[_Try]:
        """Up to so many tries in a row, each pause twice as long, or as long as we are asked."""
        left, failed = self.tries, 0
        while True:
            one = _Try()
            yield one
            if one.failed is None:
                return
            failed = 1 if one.got_further else failed + 1
            if failed >= left:
                raise Stop(FAILED, str(one.failed) + " Run the same command again to go on.")
            pause = one.failed.after_s or self.pause_s * 2 ** (failed - 1) * random.uniform(0.5, 1)
            if self.ended.wait(min(pause, LONGEST_WAIT_S)):
                raise Stop(STOPPED, "It was stopped.")

    def _parsed(self, body: bytes) -> Json:
        with contextlib.suppress(*_UNREADABLE):
            found = json.loads(body)
            if isinstance(found, dict):
                return found
        raise Stop(FAILED, "The server's answer cannot be read: is its address right?")

    def _said(self, error: urllib.error.HTTPError) -> Exception:
        said: Json = {}
        with contextlib.suppress(OSError, http.client.HTTPException, *_UNREADABLE):
            found = json.loads(error.read(1 << 20))
            said = found if isinstance(found, dict) else {}
        detail = str(said.get("detail") or "The server answered " + str(error.code) + ".")
        if error.code == 401:
            return Stop(NOT_BEGUN, "The token is not accepted: it ended, or is another server's.")
        if error.code in (408, 425, 429) or error.code >= 500:
            return Broken(detail, _number(error.headers.get("Retry-After")))
        if 300 <= error.code < 400:
            return Stop(FAILED, "The server sends us elsewhere, where the token must not go.")
        return Refused(detail, said)


def _is_safe(address: str) -> bool:
    """What is sent there nobody else reads."""
    parts = urllib.parse.urlsplit(address)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return parts.scheme == "https" or (parts.scheme == "http" and local)


def _number(said: Optional[str]) -> float:
    return float(said) if said and said.isascii() and said.isdigit() else 0.0


class _Try:
    """One try: what broke in it is kept, so that there may be another."""

    def __init__(self) -> None:
        self.failed: Optional[Broken] = None
        self.got_further = False

    def __enter__(self) -> _Try:
        return self

    def __exit__(self, _kind: Any, error: Any, _trace: Any) -> bool:
        if isinstance(error, Broken):
            self.failed = error
            return True
        return False


# --- Fetching ------------------------------------------------------------------------------------


@dataclass
class Fetching:
    """The files of one delivery, some at a time. What is refused does not stop the others."""

    service: Service
    delivery: str
    refused: list[tuple[str, str]] = field(default_factory=list)

    def manifest(self) -> Manifest:
        """The bytes themselves, and only if they hash to what the service says."""
        about = self.service.get("/api/v1/deliveries/" + self.delivery + "/standing")
        if about.get("manifest") is None:
            raise Refused("This delivery is not there yet: " + str(about.get("state")) + ".")
        found = Manifest(self.service.asked("/api/v1/deliveries/" + self.delivery + "/manifest"))
        if found.hash != about["manifest"] or found.delivery != self.delivery:
            raise Stop(
                WRONG, "The manifest is not the one that this delivery was handed over with."
            )
        return found

    def take(self, wanted: Sequence[tuple[Json, Path]], parallel: int) -> None:
        """Each entry of the manifest to its path, whole or not at all."""
        if not wanted:
            return
        known = {
            each["path"]: each
            for each in self.service.pages("/api/v1/deliveries/" + self.delivery + "/files")
        }
        done = 0
        with ThreadPoolExecutor(max_workers=parallel) as pool:
            begun = [pool.submit(self._one, entry, path, known) for entry, path in wanted]
            try:
                for each in as_completed(begun):
                    each.result()
                    done += 1
                    if sys.stderr.isatty():
                        print("\r%d of %d files " % (done, len(begun)), end="", file=sys.stderr)
            except BaseException:
                self.service.ended.set()
                for each in begun:
                    each.cancel()
                raise
        if sys.stderr.isatty():
            print(file=sys.stderr)

    def _one(self, entry: Json, path: Path, known: Mapping[str, Json]) -> None:
        listed = known.get(entry["path"])
        if listed is None:
            raise Stop(
                WRONG, "The manifest names a file that the service does not: " + entry["path"]
            )
        if not listed["available"]:
            self.refused.append(
                (entry["path"], str(listed.get("why_not") or "It is not available."))
            )
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._whole(entry, part_of(path), str(listed["id"]))
        except Refused as refused:
            self.refused.append((entry["path"], str(refused)))
            with contextlib.suppress(FileNotFoundError):  # Half of it may no longer be held either.
                part_of(path).unlink()
            return
        part_of(path).replace(path)

    def _whole(self, entry: Json, part: Path, file_id: str) -> None:
        other_bytes, furthest = 0, 0
        for again in self.service.patiently():
            with again:
                try:
                    if _size(part) < entry["bytes"]:
                        self._more(part, _size(part), entry, file_id)
                    elif not entry["bytes"]:
                        part.touch()
                finally:
                    again.got_further = _size(part) > furthest
                    furthest = max(furthest, _size(part))
                if hash_of(part) == entry["sha256"] and _size(part) == entry["bytes"]:
                    return
                part.unlink()
                other_bytes += 1
                if other_bytes > 1:
                    raise Stop(
                        WRONG, entry["path"] + " came with other bytes than the manifest says."
                    )
                raise Broken(entry["path"] + " came with other bytes than the manifest says.")

    def _more(self, part: Path, have: int, entry: Json, file_id: str) -> None:
        """From where it stopped, by a link of its own: each is decided anew and lasts a minute."""
        path = "/api/v1/deliveries/" + self.delivery + "/files/" + file_id + "/link"
        url = self.service.link(str(self.service.get(path).get("url")))
        request = urllib.request.Request(url, headers={"Range": "bytes=%d-" % have} if have else {})
        try:
            with self.service.opened(request) as answer:
                goes_on = have > 0 and _goes_on(answer, have)
                with part.open("ab" if goes_on else "wb") as file:
                    self._pour(answer, file, have if goes_on else 0, entry["bytes"])
        except Refused:
            # The link ended, or what is here is no beginning of that file: another link decides.
            raise Broken("The link to " + entry["path"] + " did not answer.") from None
        if _size(part) < entry["bytes"]:
            raise Broken("The connection broke before the end of " + entry["path"] + ".")

    def _pour(self, answer: Any, file: BinaryIO, size: int, most: int) -> None:
        while size < most:
            if self.service.ended.is_set():
                raise Stop(STOPPED, "It was stopped.")
            piece = answer.read(min(PIECE, most - size))
            if not piece:
                break
            file.write(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _goes_on(answer: Any, have: int) -> bool:
    said = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range") or "")
    return answer.status == 206 and said is not None and int(said[1]) == have


def fetch(service: Service, copy: Copy, delivery: str, parallel: int) -> int:
    """All that is missing. Whole files are hashed again, not trusted."""
    copy.folder.mkdir(parents=True, exist_ok=True)
    copy.begin(new=True)
    settle(copy)
    if copy.remembered("applying.json"):
        raise Stop(NOT_BEGUN, "A delta is being applied to this copy: run apply again first.")
    fetching = Fetching(service, delivery)
    manifest = fetching.manifest()
    if (copy.folder / MANIFEST).exists() and copy.manifest().hash != manifest.hash:
        raise Stop(
            NOT_BEGUN, "This folder holds another delivery. Choose another folder, or apply."
        )
    write_whole(copy.folder / MANIFEST, manifest.data)
    removed = Removed(copy)
    wanted = [
        (each, copy.path(each["path"]))
        for each in manifest.files
        if not removed.all_of(each)
        and not copy.has(each["path"], removed.current(each["path"], each["sha256"]))
    ]
    fetching.take(wanted, parallel)
    take_out(copy, manifest, removed)  # A shard that came again must not bring back what is gone.
    for path, why in sorted(fetching.refused):
        tell(path + ": " + why)
    if fetching.refused:
        _say_what_helps(service, delivery)
        return REFUSED
    tell("All of it is here, each file with the hash that the manifest says: " + manifest.hash)
    return WELL


def _say_what_helps(service: Service, delivery: str) -> None:
    about = service.get("/api/v1/deliveries/" + delivery + "/standing")
    newer = about.get("followed_by_id")
    if newer:
        tell("A delivery without what has ended is there: apply FOLDER --delta " + str(newer))
    else:
        tell("Ask Fairtake for a delivery without what has ended, and apply it as a delta.")


# --- Verifying -----------------------------------------------------------------------------------


def verify(
    copy: Copy, trusted: Optional[str], service: Optional[Service], policy: Optional[Path]
) -> int:
    copy.begin()
    settle(copy)
    manifest = copy.manifest()
    if trusted is None and service is not None:
        trusted = str(
            service.get("/api/v1/deliveries/" + manifest.delivery + "/standing").get("manifest")
        )
    if trusted not in (None, manifest.hash):
        raise Stop(WRONG, "CHANGED: manifest.json. Its hash is not %s." % trusted)
    problems = list(differences(copy, manifest, Removed(copy)))
    for each in problems:
        tell(each)
    if problems:
        return WRONG
    tell(
        "Every file is as the manifest says, and there is nothing else. Its hash: " + manifest.hash
    )
    if trusted is None:
        tell(
            "That hash was compared with nothing, and so the ledger's proofs were not verified either:"
            " their verifier is a program that came with the copy. Give the hash from the delivery's"
            " page as --manifest, or a server and a token."
        )
        return WELL
    return _evidence(copy, manifest, policy)


def differences(copy: Copy, manifest: Manifest, removed: Removed) -> Iterator[str]:
    """Every missing, changed and additional file and member, each in a sentence."""
    gone = {(held.path, held.member) for held in manifest.held() if removed.names(held)}
    here = dict(copy.walk())
    for path, entry in sorted(manifest.by_path.items()):
        found = here.pop(path, None)
        here.pop(path + ".part", None)
        members = entry.get("members") or ()
        left = [each for each in members if (path, each["name"]) not in gone]
        if (path, None) in gone or (members and not left):
            if found is not None:
                yield "RECALLED but here: " + path
        elif found is None:
            yield "MISSING: " + path
        elif found.is_symlink() or not found.is_file():
            yield "CHANGED: " + path + " is no file."
        elif hash_of(found) != removed.current(path, entry["sha256"]):
            yield "CHANGED: " + path
            yield from _members(path, found, members, gone)
        elif members:
            yield from _members(path, found, members, gone)
    for path in sorted(set(here) - {MANIFEST, REMOVED}):
        yield "ADDITIONAL: " + path


def _members(
    path: str, tar: Path, members: Sequence[Json], gone: set[tuple[str, Optional[str]]]
) -> Iterator[str]:
    expected = {each["name"]: each for each in members}
    if not expected:
        return
    seen: set[str] = set()
    try:
        for name, sha256 in hashes_in(tar):
            if name in seen:
                yield "ADDITIONAL: %s stands twice in %s" % (name, path)
            elif name not in expected:
                yield "ADDITIONAL: %s in %s" % (name, path)
            elif (path, name) in gone:
                yield "RECALLED but here: %s in %s" % (name, path)
            elif expected[name]["sha256"] != sha256:
                yield "CHANGED: %s in %s" % (name, path)
            seen.add(name)
    except _NO_TAR:
        yield "CHANGED: " + path + " cannot be read as a tar."
        return
    for name in sorted(set(expected) - seen):
        if (path, name) not in gone:
            yield "MISSING: %s in %s" % (name, path)


def hashes_in(tar: Path) -> Iterator[tuple[str, str]]:
    """A member that is no file has no hash, and so never the right one."""
    with tarfile.open(tar) as shard:
        for member in shard:
            inside = shard.extractfile(member) if member.isreg() else None
            yield member.name, "" if inside is None else hash_of(inside)  # type: ignore[arg-type]


def _evidence(copy: Copy, manifest: Manifest, policy: Optional[Path]) -> int:
    """By the verifier in the delivery, whose hash has just been compared with a trusted one."""
    verifiers = [
        path for path in manifest.by_path if re.fullmatch(r"evidence/(.*/)?verify\.py", path)
    ]
    bundles = [path for path in manifest.by_path if re.fullmatch(r"evidence/.*\.zip", path)]
    if not verifiers or not bundles:
        tell("There is no evidence of the rights ledger in this delivery to verify.")
        return WELL
    for bundle in sorted(bundles):
        command = [sys.executable, "-I", str(copy.path(verifiers[0])), str(copy.path(bundle))]
        command += ["--policy", str(policy)] if policy else []
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = (done.stdout or done.stderr).strip().splitlines() or ["The verifier said nothing."]
        tell(bundle + ": " + said[0])
        if done.returncode == 2:
            return NOT_BEGUN
        if done.returncode:
            return WRONG
    return WELL


# --- Recalls -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recall:
    """What must go, and what of it this copy had."""

    id: str
    recording: str
    cause: str
    unused_by: str
    """When its use ends, as the licence says; empty from a service that does not say."""
    due: str
    waits: bool
    """Whether nobody answered it yet."""
    files: frozenset[str]
    here: tuple[Held, ...]
    copies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Its files by the delivery that they came with; empty from a service that does not say."""

    def beyond(self, looked_at: set[str]) -> set[str]:
        """Files of which a delivery that nobody looked at has a copy too."""
        others = (files for each, files in self.copies.items() if each not in looked_at)
        return {file for files in others for file in files}

    def more_folders(self, given: Sequence[str]) -> str:
        others = sorted(set(self.copies) - set(given))
        if not others:
            return ""
        return (
            " Files of it came with these deliveries too: %s. Who has no copy of one answers on the"
            " page of the recall." % ", ".join(others)
        )

    @property
    def sentence(self) -> str:
        until = "answered, and some of it is still here"
        if self.waits:
            day = "by " + _minute(self.unused_by) if self.unused_by else "within 1 day"
            until = "stop using it %s, as the licence says, and answer by " % day
            until += _minute(self.due)
        return "%s: %s." % (self.called, until)

    @property
    def called(self) -> str:
        return "Recall %s (%s) of recording %s" % (self.id, self.cause, self.recording)


def _minute(at: str) -> str:
    """For people, who need no millionths of a second; Fairtake writes UTC."""
    return at[:16].replace("T", " ") + " UTC" if at.endswith("+00:00") else at


def recalls_of(service: Service, manifest: Manifest) -> list[Recall]:
    """Those about something in this copy: that wait for an answer, or had one that was not about
    this copy, since its files still may not be had."""
    held = list(manifest.held())
    shut: Optional[set[str]] = None
    found = []
    for each in service.pages("/api/v1/recalls"):
        files = frozenset(each["files"])
        here = [one for one in held if _concerned(one, each["recording_id"], files)]
        if here and each["attested_at"] is not None:
            shut = _shut(service, manifest.delivery) if shut is None else shut
            here = [one for one in here if one.path in shut]
        if here:
            found.append(_recall(each, here))
    return found


def _shut(service: Service, delivery: str) -> set[str]:
    files = service.pages("/api/v1/deliveries/" + delivery + "/files")
    return {each["path"] for each in files if not each["available"]}


def _recall(each: Json, here: Sequence[Held]) -> Recall:
    return Recall(
        id=each["id"],
        recording=each["recording_id"],
        cause=each["cause"],
        unused_by=each.get("use_ends_at", ""),
        due=each["attest_due_at"],
        waits=each["attested_at"] is None,
        files=frozenset(each["files"]),
        here=tuple(here),
        copies={
            str(copy["delivery_id"]): frozenset(copy["files"]) for copy in each.get("copies") or ()
        },
    )


def _concerned(held: Held, recording: str, files: frozenset[str]) -> bool:
    """By its hash; and what speaks of the recording, such as its labels."""
    if held.is_shard:
        return False
    by_hash = held.sha256 in files or held.original in files
    return by_hash or (held.about_people and recording in held.recordings)


def show_recalls(service: Service, copy: Copy) -> int:
    copy.begin()
    settle(copy)
    removed = Removed(copy)
    recalls = recalls_of(service, copy.manifest())
    found = [each for each in recalls if each.waits or not all(map(removed.names, each.here))]
    for each in found:
        tell(each.sentence)
        for held in each.here:
            tell(("  removed: " if removed.names(held) else "  to remove: ") + held.name)
    if not found:
        tell("Nothing of this copy is recalled.")
    return RECALLED if found else WELL


def apply_recalls(service: Service, copy: Copy, dry: bool) -> int:
    """Written down first, then removed: whatever stops it, the next run does the rest."""
    manifest, removed = copy.manifest(), Removed(copy)
    recalls = recalls_of(service, manifest)
    by_held: dict[Held, list[str]] = {}
    for recall in recalls:
        for held in recall.here:
            if not removed.names(held):
                by_held.setdefault(held, []).append(recall.id)
    for held in by_held:
        tell(("Would remove: " if dry else "Removes: ") + held.name)
    if dry:
        return RECALLED if by_held else WELL
    for held, ids in by_held.items():
        removed.add(held, "recall", ids)
    removed.save()
    take_out(copy, manifest, removed)
    if not by_held:
        tell("Nothing more of this copy is to be removed.")
    elif any(each.waits for each in recalls):
        tell("Removed. Now attest it.")
    return WELL


def take_out(copy: Copy, manifest: Manifest, removed: Removed) -> None:
    """What `removed.json` names leaves the folder. Harmless to repeat."""
    for entry in manifest.files:
        path = entry["path"]
        members = [
            _held(path, each["name"], each, about_people=True)
            for each in entry.get("members") or ()
        ]
        gone = {str(each.member) for each in members if removed.names(each)}
        if removed.all_of(entry):
            removed.add(_held(path, None, entry, about_people=False), "recall")
            removed.save()
            copy.remove(path)
        elif gone:
            with contextlib.suppress(FileNotFoundError):
                part_of(copy.path(path)).unlink()
            if copy.path(path).exists():
                _without(copy, entry, gone, removed)


def _without(copy: Copy, entry: Json, gone: set[str], removed: Removed) -> None:
    """The shard anew, its hash written down before it takes the place of the old one."""
    path: str = entry["path"]
    tar = copy.path(path)
    unfinished = part_of(tar)
    try:
        with tarfile.open(tar, "r:") as shard:
            all_of_it = shard.getmembers()
            left = [each for each in all_of_it if each.name not in gone]
            if len(left) == len(all_of_it):
                return
            write_tar(
                unfinished, [(each.name, shard.extractfile(each), each.size) for each in left]
            )
    except _NO_TAR:
        copy.remove(path)  # What it holds cannot be told apart any more.
        tell(path + " cannot be read as a tar, so all of it is removed.")
        return
    removed.shards[path] = {"was": entry["sha256"], "is": hash_of(unfinished)}
    removed.save()
    unfinished.replace(tar)


def write_tar(path: Path, members: Iterable[tuple[str, Any, int]]) -> None:
    """The same members give the same bytes, which are those of Fairtake's own shards."""
    with path.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as shard:
            for name, source, size in sorted(members, key=lambda each: each[0]):
                about = tarfile.TarInfo(name)
                about.size, about.mode = size, 0o644
                shard.addfile(about, source)
        file.flush()
        os.fsync(file.fileno())


# --- Deltas --------------------------------------------------------------------------------------


def apply_delta(service: Service, copy: Copy, delivery: str, dry: bool, parallel: int) -> int:
    """All new files are laid ready first; then the copy changes over without the network."""
    old = copy.manifest()
    fetching = Fetching(service, delivery)
    new = fetching.manifest()
    if new.hash == old.hash:
        tell("This copy is that delivery already.")
        return WELL
    if new.follows != old.hash:
        raise Stop(NOT_BEGUN, "That delivery does not follow the one in this folder.")
    if dry:
        return _say_delta(copy, old, new)
    copy.remember("applying.json", {"manifest": new.hash, "stage": "fetching"})
    write_whole(copy.own / "delta.json", new.data)
    copy.staged.mkdir(exist_ok=True)
    wanted = {}
    for entry in new.files:
        ready = staged(copy, entry)
        if copy.has(entry["path"], entry["sha256"]) or _is(ready, entry["sha256"]):
            continue
        if not _from_here(copy, old, entry, ready):
            wanted[entry["sha256"]] = (entry, ready)
    fetching.take(list(wanted.values()), parallel)
    for path, why in sorted(fetching.refused):
        tell(path + ": " + why)
    if fetching.refused:
        return REFUSED
    copy.remember("applying.json", {"manifest": new.hash, "stage": "changing"})
    settle(copy)
    tell("This copy is now delivery %s; fetched: %d files." % (new.delivery, len(wanted)))
    return WELL


def staged(copy: Copy, entry: Json) -> Path:
    return copy.staged / str(entry["sha256"]).split(":")[1]


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and hash_of(path) == sha256


def _say_delta(copy: Copy, old: Manifest, new: Manifest) -> int:
    for entry in new.files:
        if not copy.has(entry["path"], entry["sha256"]):
            tell("Would bring: " + entry["path"])
    for path in sorted(set(old.by_path) - set(new.by_path)):
        tell("Would remove: " + path)
    return WELL


def _from_here(copy: Copy, old: Manifest, entry: Json, ready: Path) -> bool:
    """A file that only moved, or a shard all of whose members are here, needs no network."""
    for before in old.files:
        if before["sha256"] == entry["sha256"] and copy.has(before["path"], entry["sha256"]):
            _put(copy.path(before["path"]), ready)
            return True
    members = entry.get("members") or ()
    shards = [each["path"] for each in old.files if each.get("members")]
    if not members or not _built(copy, shards, members, part_of(ready)):
        return False
    if hash_of(part_of(ready)) != entry["sha256"]:
        part_of(ready).unlink()
        return False
    part_of(ready).replace(ready)
    return True


def _put(source: Path, target: Path) -> None:
    """A second name for the same bytes where the disk can; none is ever written into again."""
    with contextlib.suppress(FileNotFoundError):
        part_of(target).unlink()
    try:
        os.link(source, part_of(target))
    except OSError:
        shutil.copyfile(source, part_of(target))
    part_of(target).replace(target)


def _built(copy: Copy, shards: Sequence[str], members: Sequence[Json], target: Path) -> bool:
    wanted = {each["sha256"]: each["name"] for each in members}
    with contextlib.ExitStack() as opened:
        found: dict[str, tuple[str, Any, int]] = {}
        for path in shards:
            if not copy.path(path).is_file():
                continue
            try:
                shard = opened.enter_context(tarfile.open(copy.path(path), "r:"))
                for each in shard.getmembers():
                    inside = shard.extractfile(each) if each.isreg() else None
                    if inside is None or (sha256 := hash_of(inside)) not in wanted:  # type: ignore[arg-type]
                        continue
                    inside.seek(0)
                    found[sha256] = (wanted[sha256], inside, each.size)
            except _NO_TAR:
                continue
        if len(found) != len(members):
            return False
        write_tar(target, found.values())
    return True


def settle(copy: Copy) -> None:
    """Finishes changing over to a delta, also after it was killed there. Asks nobody."""
    if copy.remembered("applying.json").get("stage") != "changing":
        return
    old, new, removed = (
        copy.manifest(),
        Manifest((copy.own / "delta.json").read_bytes()),
        Removed(copy),
    )
    if old.hash != new.hash:
        stays = {held.sha256 for held in new.held()}
        for held in old.held():
            if held.sha256 not in stays:
                removed.add(held, "delta")
        if old.delivery not in removed.deliveries:
            removed.deliveries.append(old.delivery)
        removed.save()
        for entry in new.files:
            if staged(copy, entry).exists() and not copy.has(entry["path"], entry["sha256"]):
                copy.path(entry["path"]).parent.mkdir(parents=True, exist_ok=True)
                _put(staged(copy, entry), copy.path(entry["path"]))
        for path in sorted(set(old.by_path) - set(new.by_path)):
            copy.remove(path)
        removed.shards.clear()
        removed.save()
        write_whole(copy.folder / MANIFEST, new.data)
    shutil.rmtree(copy.staged, ignore_errors=True)
    for name in ("applying.json", "delta.json"):
        with contextlib.suppress(FileNotFoundError):
            (copy.own / name).unlink()


# --- Attesting -----------------------------------------------------------------------------------


def attest(service: Service, copies: Sequence[Copy], answer: str, only: Optional[str]) -> int:
    """Says that it is gone only after looking: all files, all members of tars, also unknown ones."""
    recalls: dict[str, Recall] = {}
    gone: set[str] = set()
    looked_at: set[str] = set()
    for copy in copies:
        copy.begin()
        settle(copy)
        recalls.update({each.id: each for each in _about(service, copy) if only in (None, each.id)})
        gone |= Removed(copy).hashes()
        looked_at |= {copy.manifest().delivery, *Removed(copy).deliveries}
    if not recalls:
        tell("No recall of this copy waits for an answer.")
        return WELL
    here: dict[str, str] = {}
    for copy in copies:
        here.update(found_in(copy))
    status = WELL
    for recall in recalls.values():
        about = gone - recall.beyond(looked_at)
        of = sorted(looked_at & set(recall.copies))
        status = _attest_one(service, recall, answer, about, of, here) or status
    return status


def _about(service: Service, copy: Copy) -> list[Recall]:
    """Also what the deliveries before this one had: a delta may have replaced the manifest."""
    removed, held = Removed(copy).hashes(), list(copy.manifest().held())
    found = []
    for each in service.pages("/api/v1/recalls?unanswered=true"):
        files = frozenset(each["files"])
        here = [one for one in held if _concerned(one, each["recording_id"], files)]
        if here or removed & files:
            found.append(_recall(each, here))
    return found


def found_in(copy: Copy) -> dict[str, str]:
    """Every hash in the folder, and where; what is half fetched counts as what it would become."""
    found: dict[str, str] = {}
    manifest = copy.manifest()
    inside = [each for each in copy.own.rglob("*") if each.is_file() and each.name != "lock"]
    for path in (*(each for _, each in copy.walk()), *inside):
        if not path.is_file():
            continue
        name = path.relative_to(copy.folder).as_posix()
        found[hash_of(path)] = name
        half = manifest.by_path.get(name[: -len(".part")]) if name.endswith(".part") else None
        for each in (half, *((half or {}).get("members") or ())) if half else ():
            found[each["sha256"]] = name
        with contextlib.suppress(OSError, *_NO_TAR):  # It is no tar, or a damaged one.
            for member, sha256 in hashes_in(path):
                found[sha256] = name + " (" + member + ")"
    return found


def _attest_one(
    service: Service,
    recall: Recall,
    answer: str,
    gone: set[str],
    of: Sequence[str],
    here: Mapping[str, str],
) -> int:
    for sha256 in sorted({*recall.files, *(held.sha256 for held in recall.here)} & set(here)):
        tell(recall.sentence + " It is still here: " + here[sha256] + ". Run apply first.")
        return RECALLED
    named = sorted(recall.files & gone)
    if not named:
        tell(
            recall.sentence
            + " removed.json names nothing of it that no other copy has. Run apply first."
            + recall.more_folders(of)
        )
        return RECALLED
    if answer == "partly_destroyed" and len(named) == len(recall.files):
        answer = "destroyed"
    if answer != "partly_destroyed" and len(named) < len(recall.files):
        tell(
            recall.sentence
            + " It names %d files that this copy never had, or that others have too. Give the"
            " folders of your other copies too, or answer with --answer partly_destroyed."
            % (len(recall.files) - len(named))
            + recall.more_folders(of)
        )
        return RECALLED
    key = hashlib.sha256("\n".join([recall.id, answer, *named, *of]).encode()).hexdigest()[:40]
    try:
        path = "/api/v1/recalls/" + recall.id + "/answer"
        said: Json = {"answer": answer, "files": named}
        service.asked(path, {**said, "deliveries": of} if of else said, key)
    except Refused as refused:
        tell(recall.sentence + " " + str(refused))
        return REFUSED
    tell(recall.called + ". Attested: " + answer.replace("_", " ") + ", %d hashes." % len(named))
    return WELL


# --- The command line ----------------------------------------------------------------------------


def main(arguments: Optional[Sequence[str]] = None) -> int:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    given = _parser().parse_args(arguments)
    try:
        with contextlib.ExitStack() as open_files:
            return _run(given, open_files)
    except Stop as why:
        print(plain(str(why)), file=sys.stderr)
        return why.status
    except OSError as why:
        what = (why.strerror or str(why)) + (": " + str(why.filename) if why.filename else "")
        print(plain(what) + ". Make room or mend it, and run it again.", file=sys.stderr)
        return DISK
    except KeyboardInterrupt:
        print("It was stopped. Run it again to go on.", file=sys.stderr)
        return STOPPED


def _run(given: argparse.Namespace, open_files: contextlib.ExitStack) -> int:
    copies = [Copy(each, open_files) for each in given.folders]
    copy = copies[0]
    if given.command == "verify" and (given.offline or given.manifest or not given.server):
        return verify(copy, given.manifest, None, given.policy)
    service = Service(given.server, _token(given.token_file), tries=given.tries)
    if given.command == "verify":
        return verify(copy, None, service, given.policy)
    if given.command == "fetch":
        return fetch(service, copy, given.delivery, given.parallel)
    if given.command == "recalls":
        return show_recalls(service, copy)
    if given.command == "attest":
        return attest(service, copies, given.answer, given.recall)
    copy.begin()
    settle(copy)
    if given.delta is not None:
        return apply_delta(service, copy, given.delta, given.dry_run, given.parallel)
    return apply_recalls(service, copy, given.dry_run)


def _token(file: Optional[Path]) -> str:
    try:
        found = file.read_text() if file else os.environ.get("FAIRTAKE_TOKEN", "")
    except OSError:
        raise Stop(NOT_BEGUN, str(file) + " cannot be read.") from None
    if not re.fullmatch(r"[!-~]+", found.strip()):
        raise Stop(
            NOT_BEGUN, "Put the API token into FAIRTAKE_TOKEN, or name its file: --token-file"
        )
    return found.strip()


def _id(text: str) -> str:
    if not _ID.fullmatch(text.lower()):
        raise argparse.ArgumentTypeError(
            "an id has 32 digits and letters from a to f, with hyphens"
        )
    return text.lower()


def _some(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 32:
        raise argparse.ArgumentTypeError("a number from 1 to 32")
    return int(text)


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise argparse.ArgumentTypeError("write it as sha256:...")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    asks = argparse.ArgumentParser(add_help=False)
    server = os.environ.get("FAIRTAKE_SERVER") or SERVER
    asks.add_argument("--server", default=server, help="its address; or FAIRTAKE_SERVER")
    asks.add_argument("--token-file", type=Path, help="instead of FAIRTAKE_TOKEN")
    asks.add_argument("--tries", type=_some, default=6, help="in a row, before it gives up (6)")
    many = argparse.ArgumentParser(add_help=False)
    many.add_argument("--parallel", type=_some, default=4, help="files at once (4)")

    each = commands.add_parser("fetch", parents=[asks, many], help="fetch, or go on fetching")
    each.add_argument("delivery", type=_id)
    each.add_argument("folders", type=Path, nargs=1, metavar="folder")
    each = commands.add_parser("verify", parents=[asks], help="compare the copy with its manifest")
    each.add_argument("folders", type=Path, nargs=1, metavar="folder")
    each.add_argument("--manifest", type=_hash, metavar="HASH", help="trust this hash; ask nobody")
    each.add_argument("--offline", action="store_true", help="ask nobody, trust the manifest")
    each.add_argument("--policy", type=Path, help="whom to trust for the rights ledger's proofs")
    each = commands.add_parser("recalls", parents=[asks], help="what is recalled of the copy")
    each.add_argument("folders", type=Path, nargs=1, metavar="folder")
    each = commands.add_parser("apply", parents=[asks, many], help="remove what is recalled")
    each.add_argument("folders", type=Path, nargs=1, metavar="folder")
    each.add_argument("--delta", type=_id, help="the delivery that follows this one")
    each.add_argument("--dry-run", action="store_true", help="only say what would happen")
    each = commands.add_parser("attest", parents=[asks], help="say what is gone")
    each.add_argument("folders", type=Path, nargs="+", metavar="folder")
    each.add_argument("--recall", type=_id, help="only this one")
    answers = ("destroyed", "partly_destroyed", "never_used")
    each.add_argument("--answer", choices=answers, default="destroyed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
