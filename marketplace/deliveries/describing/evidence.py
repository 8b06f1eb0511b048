"""`evidence/`: the ledger's entries about all that is inside, with proofs and what checks them."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from consent.ledger import offline
from consent.ledger.entries import Entry
from consent.ledger.evidence import Evidence, pack
from foundation.errors import Conflict
from marketplace.deliveries.describing.bundle import Bundle, Described, Kind

FOLDER = "evidence"
MOST_ENTRIES = 10_000
"""In one file: the offline verifier reads no larger ones, and asks for no more memory."""


@dataclass(eq=False)
class Unproven(Conflict):
    """A delivery that said less than all would be taken for all."""

    missing: int
    message = "{missing} threads of what is inside are not in the evidence. Try it again soon."


def batches(entries: Mapping[str, int], most: int = MOST_ENTRIES) -> Iterator[list[str]]:
    """Threads, by how many entries each has, for one file after the other. Never half a thread: a
    part of one proves nothing."""
    batch: list[str] = []
    count = 0
    for thread, more in sorted(entries.items()):
        if batch and count + more > most:
            yield batch
            batch, count = [], 0
        batch.append(thread)
        count += more
    if batch:
        yield batch


def packed(
    bundle: Bundle, evidence: Iterable[Evidence], anchor: bytes = b""
) -> Iterator[Described]:
    """One file after the other, so that the entries of a large delivery are not all in memory.
    Without openings the evidence names nobody. Raises Unproven, at the end."""
    held: dict[str, str] = {}
    for number, each in enumerate(evidence):
        path = f"{FOLDER}/evidence-{number:03}.zip"
        yield _file(path, "application/zip", pack(each))
        held |= dict.fromkeys(_threads_of(each), path)
        if not number:
            yield _file(f"{FOLDER}/policy.txt", "text/plain", str(each.policy).encode())
    _refuse_unproven(bundle, held)
    threads = json.dumps(_where(bundle, held), indent=1) + "\n"
    yield _file(f"{FOLDER}/threads.json", "application/json", threads.encode())
    yield _file(f"{FOLDER}/verify.py", "text/x-python", offline.script())
    yield _file(f"{FOLDER}/verify.html", "text/html", offline.page())
    if bundle.checkpoint:
        yield _file(f"{FOLDER}/checkpoint.note", "text/plain", bundle.checkpoint)
    if anchor:
        yield _file(f"{FOLDER}/credentials-ca.pem", "application/x-pem-file", anchor)


def _refuse_unproven(bundle: Bundle, held: Collection[str]) -> None:
    consents = (one for each in bundle.recordings.values() for one in each.consents)
    if missing := {one.thread for one in consents}.difference(held):
        raise Unproven(len(missing))


def _where(bundle: Bundle, held: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {
            "recording": str(each.id),
            "performer": each.performer,
            "record": f"urn:uuid:{consent.grant}",
            "thread": consent.thread,
            "evidence": held[consent.thread],
        }
        for each in sorted(bundle.recordings.values(), key=lambda one: one.id)
        for consent in sorted(each.consents, key=lambda one: one.grant)
    ]


def _threads_of(evidence: Evidence) -> set[str]:
    return {Entry.parse(item.proof.entry).event.thread for item in evidence.items}


def _file(path: str, media_type: str, body: bytes) -> Described:
    return Described(path=path, media_type=media_type, body=body, kind=Kind.EVIDENCE)
