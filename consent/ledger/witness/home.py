"""A witness's folder: its key and its memory, which are worth nothing without each other."""

import platform
from dataclasses import dataclass
from pathlib import Path

from consent.ledger import key_ring
from consent.ledger.durable import sync_folder
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.witness.store import Store

KEY = "witness-key"
MEMORY = "witness.sqlite"


class NotAtHome(Exception):
    """The folder is not one that may be signed from; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    key: SigningKey
    store: Store
    folder: Path


def open_home(folder: Path, name: str = "") -> Home:
    """Makes key and memory at the first start, and never one of them alone later."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file, memory = folder / KEY, folder / MEMORY
    store = Store(memory)
    if not memory.exists():
        if file.exists():
            raise NotAtHome(
                f"The key is in {folder}, but what it has signed ({MEMORY}) is not. A witness that"
                " has forgotten could sign a second truth. Bring both back from one backup, or"
                " begin in an empty folder and give the new key to those who rely on you."
            )
        store.make()
        sync_folder(folder)
    key = _key(file, store, name)
    store.belong_to(key.verifier)
    if store.signer() != str(key.verifier):
        raise NotAtHome(f"{MEMORY} in {folder} belongs to another key: {store.signer()}")
    return Home(key, store, folder)


def _key(file: Path, store: Store, name: str) -> SigningKey:
    if not file.exists():
        if owner := store.signer():
            raise NotAtHome(
                f"The key {owner} is gone from {file.parent}. Bring it back from a backup, or"
                " begin in an empty folder."
            )
        created = SigningKey.create(name or f"{platform.node()}/witness", Kind.WITNESS)
        key_ring.create(file, created)
    keys = key_ring.read("", file, Kind.WITNESS)
    if len(keys) != 1:
        raise NotAtHome(f"{file} holds {len(keys)} keys, and a witness has one.")
    if name and keys[0].name != name:
        raise NotAtHome(f"This witness is called {keys[0].name}; its name is part of its key.")
    return keys[0]
