"""Packs an evidence bundle: everything that somebody needs to check some threads without us."""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from consent.ledger import offline
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.commitments import opens, write_salt
from consent.ledger.entries import Entry
from consent.ledger.explaining.opening import write_instant
from consent.ledger.notes import parse
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from consent.ledger.strict import encode_base64

FORMAT = "fairtake-evidence/1"
_DOCUMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\Z")
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name: the same evidence is the same bytes."""
_README = """Evidence from the rights ledger.

Two programs check it, each by itself; both want the zip file as it came, not this folder:
  - open verify.html in a browser, and choose the zip file there; or
  - run  python verify.py FILE.zip  (Python 3.9 or newer, and: python -m pip install cryptography)
Neither needs a network, and neither asks us anything. The answer begins with GENUINE or WRONG, says
why in one sentence, and then what was allowed, as of which moment.

Two things are better not taken from this bundle, because whoever forged one would forge them too:
  - the programs: the same two are at /verify on our site, and with those who audit us;
  - the policy, which says whose signatures count: ask somebody you trust for theirs (a union, an
    auditor) and give it to either program beside the bundle.

evidence.json   the entries, their openings as far as you may see them, their proofs
proofs/         the same proofs, one file each, for any C2SP tlog-proof tool
policy.txt      whose signatures were asked for (C2SP tlog-policy)
statement.note  the log's signed word on how many entries each thread has
documents/      what the entries speak of by hash, if anything was added
verify.html, verify.py   the two programs
"""


class BadEvidence(ValueError):
    """Parts that do not belong together: no verifier would take the bundle."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry with its proof, and its opening where the reader may see that."""

    proof: LogProof
    salt: bytes | None = None
    payload: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    items: Sequence[Item]
    policy: Policy
    statement: bytes
    """The log's signed note on these threads, at the checkpoint of the proofs."""
    about: str
    made_at: datetime
    signed_at: datetime
    """The log's own claim; witnesses' times are in their signatures."""
    documents: Mapping[str, bytes] = field(default_factory=dict)


def pack(evidence: Evidence) -> bytes:
    """The zip file. Raises BadEvidence rather than pack what no verifier would take."""
    items = sorted(evidence.items, key=lambda item: item.proof.index)
    checkpoint = _one_checkpoint(items)
    _refuse_loose(items, evidence.documents)
    found = {
        "format": FORMAT,
        "origin": checkpoint.origin,
        "made_at": write_instant(evidence.made_at),
        "about": evidence.about,
        "as_of": {
            "size": checkpoint.size,
            "root": encode_base64(checkpoint.root),
            "signed_at": write_instant(evidence.signed_at),
        },
        "entries": [_entry(item) for item in items],
    }
    return _zip(
        {
            "README.txt": _README.encode(),
            "evidence.json": json.dumps(found, indent=1, ensure_ascii=False).encode(),
            "policy.txt": str(evidence.policy).encode(),
            "statement.note": evidence.statement,
            "verify.html": offline.page(),
            "verify.py": offline.script(),
            **{f"proofs/{each.proof.index}.tlog-proof": str(each.proof).encode() for each in items},
            **{f"documents/{name}": body for name, body in evidence.documents.items()},
        }
    )


def threads_of(items: Sequence[Item]) -> dict[str, int]:
    """Entries by thread: what the log's statement has to say."""
    return dict(Counter(Entry.parse(item.proof.entry).event.thread for item in items))


def _one_checkpoint(items: Sequence[Item]) -> Checkpoint:
    notes = {item.proof.checkpoint for item in items}
    if len(notes) != 1:
        raise BadEvidence("all proofs of a bundle are at one checkpoint")
    return Checkpoint.parse(parse(notes.pop()).text)


def _refuse_loose(items: Sequence[Item], documents: Mapping[str, bytes]) -> None:
    for item in items:
        if (item.salt is None) != (item.payload is None):
            raise BadEvidence(f"entry {item.proof.index}: an opening is a salt and a payload")
        if item.salt is None or item.payload is None:
            continue
        if not opens(Entry.parse(item.proof.entry), item.salt, item.payload):
            raise BadEvidence(f"entry {item.proof.index} did not commit to this opening")
    for name in documents:
        if not _DOCUMENT.match(name):
            raise BadEvidence(f"a document's name is letters, digits, dots and dashes: {name!r}")


def _entry(item: Item) -> dict[str, Any]:
    opening = None
    if item.salt is not None and item.payload is not None:
        opening = {"salt": write_salt(item.salt), "payload": dict(item.payload)}
    return {
        "index": item.proof.index,
        "entry": item.proof.entry.decode(),
        "opening": opening,
        "proof": str(item.proof),
    }


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Stored, not deflated: another version of zlib would make other bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for name, body in sorted(files.items()):
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            bundle.writestr(info, body)
    return target.getvalue()
