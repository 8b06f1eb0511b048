"""A small log with its witnesses, the evidence bundles it makes, and ways to change them."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.evidence import Evidence, Item, pack, threads_of
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.working import RecordingRegistered, TakeAccepted
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.merkle import CompactRange, inclusion_ranges, leaf_hash
from consent.ledger.notes import sign
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from consent.ledger.statements import Statement
from tests.consent.ledger.stories import ABOUT, TAKE, Line, Story, at, given, renewed
from tests.consent.ledger.test_merkle import tree_hash

ORIGIN = "ledger.example.org/1"
LOG = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\1" * 32)
UNION = SigningKey.from_seed("union.example.org", Kind.WITNESS, b"\2" * 32)
LAB_WITNESS = SigningKey.from_seed("lab.example.org", Kind.WITNESS, b"\3" * 32)
SEEN_AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
SEEN_LATER = datetime(2026, 6, 1, 9, 0, 5, tzinfo=UTC)
POLICY = Policy.parse(
    f"""log {LOG.verifier}
witness union {UNION.verifier}
witness lab {LAB_WITNESS.verifier}
group both all union lab
quorum both
"""
)
DOCUMENT = b"What was signed."
Change = Callable[[Any], Any]


def maya() -> Story:
    return Story().write(
        RecordingRegistered(at=at(3, 1), **ABOUT, sha256="sha256:" + "ab" * 32),
        given(at(3, 2)),
        TakeAccepted(at=at(3, 3), **ABOUT, take=TAKE),
        renewed(at(4, 1)),
    )


def noise() -> Story:
    return Story("omar").write(given(at(3, 1)), ConsentWithdrawn(at=at(4, 1), **ABOUT))


class Log:
    """Entries of several threads, one after the other in turn."""

    def __init__(self, *stories: Story) -> None:
        turns = max(len(story.lines) for story in stories)
        self.lines: list[Line] = [
            story.lines[turn]
            for turn in range(turns)
            for story in stories
            if turn < len(story.lines)
        ]
        self.leaves = [leaf_hash(line.body) for line in self.lines]

    def checkpoint(self) -> Checkpoint:
        tree = CompactRange()
        for leaf in self.leaves:
            tree.append(leaf)
        return Checkpoint(ORIGIN, tree.size, tree.root())

    def note(self, *, witnesses: bool = True) -> bytes:
        note = self.checkpoint().signed(LOG)
        if witnesses:
            seen = ((UNION, SEEN_AT), (LAB_WITNESS, SEEN_LATER))
            note = note.with_signatures(sign(note.text, key, at=when) for key, when in seen)
        return bytes(note)

    def items(self, lines: Iterable[Line], note: bytes) -> list[Item]:
        return [self._item(self.lines.index(line), note) for line in lines]

    def statement(self, items: list[Item]) -> bytes:
        checkpoint = self.checkpoint()
        counts = threads_of(items)
        made = Statement(ORIGIN, checkpoint.size, checkpoint.root, counts)
        return bytes(made.signed(LOG))

    def _item(self, index: int, note: bytes) -> Item:
        size, line = len(self.leaves), self.lines[index]
        path = tuple(
            tree_hash(self.leaves[low:high]) for low, high in inclusion_ranges(index, size)
        )
        proof = LogProof(line.body, index, path, note)
        return Item(proof, line.salt if line.payload is not None else None, line.payload)


def bundle(
    *stories: Story,
    policy: Policy = POLICY,
    witnesses: bool = True,
    documents: dict[str, bytes] | None = None,
) -> bytes:
    """All of these threads, opened, with somebody else's thread between them in the log."""
    chosen = stories or (maya(),)
    log = Log(*chosen, noise())
    note = log.note(witnesses=witnesses)
    items = log.items([line for story in chosen for line in story.lines], note)
    return pack(
        Evidence(
            items=items,
            policy=policy,
            statement=log.statement(items),
            about="Everything about one recording.",
            made_at=datetime(2026, 6, 2, tzinfo=UTC),
            signed_at=SEEN_AT,
            documents=documents or {},
        )
    )


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, body in files.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, method)
    return target.getvalue()


def with_file(data: bytes, name: str, change: Change) -> bytes:
    files = unpacked(data)
    files[name] = change(files[name])
    return packed(files)


def with_evidence(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    def edit(body: bytes) -> bytes:
        found = json.loads(body)
        change(found)
        return json.dumps(found).encode()

    return with_file(data, "evidence.json", edit)


def with_proof(data: bytes, number: int, found: str, instead: str) -> bytes:
    """The number counts the entries of the bundle. Both places where the proof stands change."""
    files = unpacked(data)
    evidence = json.loads(files["evidence.json"])
    item = evidence["entries"][number]
    assert found in item["proof"]
    item["proof"] = item["proof"].replace(found, instead, 1)
    files[f"proofs/{item['index']}.tlog-proof"] = item["proof"].encode()
    files["evidence.json"] = json.dumps(evidence).encode()
    return packed(files)
