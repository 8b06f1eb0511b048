"""Threads that were cut, mixed or cannot have been, each with what must be named."""

import json
from collections.abc import Iterator
from datetime import date

from consent.ledger.entries import EntryType
from consent.ledger.merkle import leaf_hash
from consent.ledger.statements import Statement
from tests.consent.ledger.offline import tampering as by
from tests.consent.ledger.offline.bundles import (
    LOG,
    ORIGIN,
    Log,
    bundle,
    maya,
    noise,
    packed,
    unpacked,
    with_evidence,
)
from tests.consent.ledger.stories import Story

GOOD = by.GOOD
PAYLOAD = maya().lines[0].payload or {}
FIRST = leaf_hash(by.entry_with()).hex()
TWO_THREADS = bundle(maya(), noise())


def threads() -> Iterator[tuple[str, bytes, str]]:
    gap = "number 1 of the thread is missing: number 2 stands in its place"
    yield "dropped middle", by.without(1), f"thread {by.THREAD}: {gap}"
    last = f"thread {by.THREAD}: the log counts 4 entries, and here are 3"
    yield "dropped last", by.without(3), last
    files, found = unpacked(GOOD), json.loads(json.dumps(by.EVIDENCE))
    found["entries"].reverse()
    files["evidence.json"] = json.dumps(found).encode()
    yield "reordered", packed(files), "evidence.json: its entries are not in the order of the log"
    yield (
        "twice",
        with_evidence(GOOD, lambda found: found["entries"].insert(0, found["entries"][0])),
        "evidence.json: its entries are not in the order of the log",
    )
    everything = json.loads(unpacked(TWO_THREADS)["evidence.json"])
    his = [each for each in everything["entries"] if by.THREAD not in each["entry"]]
    alone = {**everything, "entries": his}
    kept = {f"proofs/{each['index']}.tlog-proof" for each in his}
    files = {n: b for n, b in unpacked(TWO_THREADS).items() if "proofs/" not in n or n in kept}
    files["evidence.json"] = json.dumps(alone).encode()
    yield "thread left out", packed(files), f"thread {by.THREAD}: all of its entries were left out"
    files = {**unpacked(TWO_THREADS), "statement.note": unpacked(GOOD)["statement.note"]}
    yield "thread brought in", packed(files), "statement: it is about another checkpoint"
    yield (
        "other thread",
        by.statement(counts={"A" * 22: 4, by.THREAD: 4}),
        "thread AAAAAAAAAAAAAAAAAAAAAA: all of its entries were left out",
    )
    checkpoint = Log(maya(), noise(), noise()).checkpoint()
    made = Statement(ORIGIN, checkpoint.size, checkpoint.root, {by.THREAD: 4})
    files = {**unpacked(TWO_THREADS), "statement.note": bytes(made.signed(LOG))}
    yield "thread unsaid", packed(files), "statement: it does not speak of thread"
    prev = "number 1 does not continue the entry before it"
    other = by.logged(by.entry_with(), by.entry_with(n=1, prev="ab" * 32))
    yield "other prev", other, f"thread {by.THREAD}: {prev}"
    again = by.logged(by.entry_with(), by.entry_with(id="B" * 21 + "A"))
    yield "number again", again, f"thread {by.THREAD}: number 1 of the thread is missing: number 0"
    mixed = by.entry_with(n=1, prev=FIRST, type="hours.approved")
    kind = "number 1, hours.approved, does not belong in this thread"
    yield "kinds", by.logged(by.entry_with(), mixed), f"thread {by.THREAD}: {kind}"
    lifted = by.entry_with(n=1, prev=FIRST, type="consent.withdrawn")
    then = by.entry_with(n=2, prev=leaf_hash(lifted).hex(), type="consent.given")
    move = "number 2, consent.given, cannot come when consent is withdrawn"
    yield "given again", by.logged(by.entry_with(), lifted, then), f"thread {by.THREAD}: {move}"
    day = "number 0 is opened with an instant of a later day"
    yield "day", by.committed(PAYLOAD, time="2026-02-27"), f"thread {by.THREAD}: {day}"
    yield from told()


def told() -> Iterator[tuple[str, bytes, str]]:
    """What only openings show: somebody else, more than before, what was not there."""
    person = {**PAYLOAD, "person": "00000000-0000-0000-0000-0000000000ff"}
    again = story(PAYLOAD, person, "recording.registered", "recording.registered")
    yield "person", again, "number 1 is about another person than the thread"
    terms = maya().lines[1].payload or {}
    more = {**terms, "uses": {**terms["uses"], "resale": "allowed"}}
    given, narrowed = "consent.given", "consent.narrowed"
    widened = "number 1 says narrowed, but resale allows more than before"
    yield "uses", story(terms, more, given, narrowed), widened
    for changes, field in (
        ({"ends_on": "2029-03-02"}, "ends on"),
        ({"clients": [*terms["limits"]["clients"], terms["person"]]}, "clients"),
    ):
        later = {**terms, "limits": {**terms["limits"], **changes}}
        named = f"number 1 says narrowed, but {field} allows more than before"
        yield field, story(terms, later, given, narrowed), named
    gone = {**terms, "limits": {"ends_on": "2029-03-01", "media": ["audio"]}}
    named = "number 1 says narrowed, but clients allows more than before"
    yield "no clients", story(terms, gone, given, narrowed), named
    about = {name: terms[name] for name in ("person", "at", "recording", "agreement")}
    resumed = story(terms, {**about, "cause": "strike"}, given, "consent.resumed")
    yield "resumed", resumed, "number 1 resumes what was not suspended"
    corrects = {"person": terms["person"], "at": terms["at"], "corrects": 1, "reason": "x"}
    named = "number 1 corrects an entry that does not come before it"
    yield "corrects", story(terms, corrects, given, "correction"), named


def story(first: dict[str, object], second: dict[str, object], type_: str, then: str) -> bytes:
    """Two entries that really are in a log, with what they committed to."""
    made = Story()
    for kind, payload in ((type_, first), (then, second)):
        day = str(payload["at"])[:10]
        made.add(EntryType(kind), date.fromisoformat(day), dict(payload))
    return bundle(made)
