"""The private keys that sign checkpoints: in a file that only its owner reads, or a setting."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from consent.ledger.durable import sync_folder
from consent.ledger.keys import BadKey, Kind, SigningKey, is_key_name
from consent.ledger.strict import NotCanonical, decode_base64, encode_base64

_PREFIX = "PRIVATE+KEY+"
_OF_ANOTHER = {
    Kind.LOG: "that is the private key of a witness; the ledger signs with one of its own",
    Kind.WITNESS: "that is the private key of a ledger; a witness signs with one of its own",
}


class NoKey(Exception):
    """Nothing can be signed; the message says what to do."""


def spelled(key: SigningKey) -> str:
    """As Go's note package spells it, so that other tools can read it."""
    data = encode_base64(bytes([key.kind]) + key.seed)
    return f"{_PREFIX}{key.name}+{key.verifier.id.hex()}+{data}"


def parse(text: str, kind: Kind = Kind.LOG) -> SigningKey:
    try:
        name, shown_id, encoded = text.removeprefix(_PREFIX).split("+", 2)
        data = decode_base64(encoded)
        key = SigningKey.from_seed(name, Kind(data[0]), data[1:])
    except (IndexError, NotCanonical, ValueError):
        raise BadKey("that is no private key") from None
    if not text.startswith(_PREFIX) or not is_key_name(name) or key.verifier.id.hex() != shown_id:
        raise BadKey("that is no private key, or it was changed")
    if key.kind is not kind:
        raise BadKey(_OF_ANOTHER[kind])
    return key


def parse_all(text: str, kind: Kind = Kind.LOG) -> tuple[SigningKey, ...]:
    return tuple(parse(word, kind) for word in text.replace(",", " ").split())


def read(given: str, path: Path, kind: Kind = Kind.LOG) -> tuple[SigningKey, ...]:
    """From the setting, where there is one; else from the file, where there is one."""
    if given:
        return parse_all(given, kind)
    try:
        mode, text = path.stat().st_mode, path.read_bytes().decode("ascii", "replace")
    except FileNotFoundError:
        return ()
    except OSError as why:
        raise NoKey(f"{path} cannot be read: {why.strerror}.") from None
    if stat.S_IMODE(mode) & 0o077:
        raise NoKey(f"{path} can be read by others: chmod 600 it, then rotate the key.")
    try:
        return parse_all(text, kind) or _refuse_empty()
    except BadKey as why:
        raise BadKey(f"{path}: {why}") from None


def _refuse_empty() -> NoReturn:
    """A file without a key is a lost key: making another one would hide that."""
    raise BadKey("there is no key in it")


def create(path: Path, key: SigningKey) -> SigningKey:
    """The first key. Two that create at once agree on one: a link is made, or is not."""
    beside = _written(path, (key,), f".{key.verifier.id.hex()}")
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()
    sync_folder(path.parent)
    return read("", path, key.kind)[0]


def keep(path: Path, keys: Iterable[SigningKey]) -> None:
    """Replaces the file whole: a crash leaves the old keys or the new ones, never half."""
    _written(path, keys, ".new").replace(path)
    sync_folder(path.parent)


def _written(path: Path, keys: Iterable[SigningKey], ending: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ending)
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("".join(f"{spelled(key)}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return beside


def of_origin(keys: Sequence[SigningKey], vkeys: Iterable[str]) -> tuple[SigningKey, ...]:
    """Those whose public half is on record: a key that nobody was told of signs nothing."""
    known = frozenset(vkeys)
    return tuple(key for key in keys if str(key.verifier) in known)
