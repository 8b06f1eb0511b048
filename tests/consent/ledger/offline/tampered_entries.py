"""Spoilt entries, openings and proofs, each with the very thing that must be named."""

import json
from collections.abc import Iterator

from consent.ledger.strict import encode_base64
from tests.consent.ledger.offline import tampering as by
from tests.consent.ledger.offline.bundles import (
    maya,
    with_evidence,
    with_file,
    with_proof,
)

GOOD = by.GOOD
BODIES = [line.body for line in maya().lines]
PAYLOAD = maya().lines[0].payload or {}
PATH = by.proof_line(0, 3)


def entries() -> Iterator[tuple[str, bytes, str]]:
    text = BODIES[1].decode()
    yield "entry", by.item(1, entry=text.replace("p", "q")), "entry 2: its proof is of another"
    both = with_proof(GOOD, 1, by.proof_line(1, 1), f"extra {encode_base64(BODIES[0])}")
    both = with_evidence(both, lambda found: found["entries"][1].update(entry=BODIES[0].decode()))
    yield "entry and extra", both, "entry 2: it is not in the log: its proof leads to another root"
    spaced = BODIES[0].replace(b'"n":0', b'"n": 0')
    yield "spaces", by.logged(spaced), "entry 0: it is not in its canonical spelling"
    twice = by.entry_with().replace(b'"n":0', b'"n":0,"n":0')
    yield "twice in an entry", by.logged(twice), "entry 0: the field n stands there twice"
    yield "no JSON", by.logged(b"{"), "entry 0: it is not JSON in UTF-8"
    yield "large", by.logged(by.entry_with(actor="a" * 4096)), "entry 0: it is larger"
    yield "a list", by.logged(b"[]"), "entry 0: it is not an object"
    for field, value in (
        ("actor", "Omar Haddad"),
        ("commit", "A" * 42),
        ("id", "A" * 21 + "B"),
        ("n", -1),
        ("n", "0"),
        ("prev", "00"),
        ("terms", "md5:00"),
        ("thread", "A" * 23),
        ("thread", 7),
        ("time", "2026-02-30"),
        ("time", "20260301"),
    ):
        named = f"entry 0: the field {field} is not in its form"
        yield f"{field} {value}", by.logged(by.entry_with(**{field: value})), named
    yield "n without prev", by.logged(by.entry_with(n=1)), "entry 0: the field n is not in its form"
    yield "type", by.logged(by.entry_with(type="consent.sold")), "entry 0: its type is not known"
    no_type = by.entry_with(type=["consent.given"])
    yield "no type", by.logged(no_type), "entry 0: its type is not known"
    yield "version", by.logged(by.entry_with(v=2)), "entry 0: it is of a version"
    yield "true", by.logged(by.entry_with(v=True)), "entry 0: it is of a version"
    yield "note", by.logged(by.entry_with(note="x")), "entry 0: the field note is not known"
    fewer = json.loads(by.entry_with())
    del fewer["terms"]
    missing = json.dumps(fewer, sort_keys=True, separators=(",", ":")).encode()
    yield "field missing", by.logged(missing), "entry 0: the field terms is missing"
    yield "fraction", by.logged(by.entry_with(n=0.5)), "entry 0: a number in it is not allowed"


def openings() -> Iterator[tuple[str, bytes, str]]:
    other = "entry 2: its opening is not what the entry committed to"
    payload = maya().lines[1].payload or {}
    uses = {**payload["uses"], "resale": "allowed"}
    yield "opening", by.opening(1, payload={**payload, "uses": uses}), other
    salt = by.EVIDENCE["entries"][1]["opening"]["salt"]
    yield "salt", by.opening(1, salt=by.flipped(salt)), other
    spelling = "entry 2: its opening: its salt is not 32 bytes"
    yield "stray salt", by.opening(1, salt="A" * 42 + "B"), spelling
    yield "short salt", by.opening(1, salt="AAAA"), spelling
    yield "no salt", by.opening(1, salt=None), spelling
    yield "opening's note", by.opening(1, note=""), "entry 2: its opening: the field note is not"
    yield "opening list", by.opening(1, payload=[]), "entry 2: its opening: it is not an object"
    yield "opening text", by.item(1, opening="x"), "entry 2: its opening: it is not an object"
    yield (
        "opening of what has none",
        by.committed(PAYLOAD, type="erasure.performed"),
        f"thread {by.THREAD}: number 0: its opening: erasure.performed has no opening",
    )
    for changes, named in (
        ({"note": "x"}, "note: no such field"),
        ({"person": "maya"}, "person: is not in its form, uuid"),
        ({"sha256": None}, "sha256: is not in its form, sha256"),
        ({"at": "2026-02-30T09:00:00.000000Z"}, "at: is not in its form, instant"),
    ):
        yield (
            f"committed {named}",
            by.committed({**PAYLOAD, **changes}),
            f"thread {by.THREAD}: number 0: its opening: {named}",
        )
    fewer = {name: value for name, value in PAYLOAD.items() if name != "person"}
    yield "nobody", by.committed(fewer), f"thread {by.THREAD}: number 0: its opening: person: is m"
    yield from terms()


def terms() -> Iterator[tuple[str, bytes, str]]:
    """Of what is committed to in its right form and still cannot be meant."""
    payload = maya().lines[1].payload or {}
    limits = payload["limits"]
    for changes, named in (
        ({"uses": {}}, "uses: is not in its form, map:Use:one:Answer"),
        ({"uses": {"identification": "allowed"}}, "uses: is not in its form"),
        ({"uses": {"review": "yes"}}, "uses: is not in its form"),
        ({"limits": []}, "limits: is not in its form, object:Limits"),
        ({"limits": {**limits, "ends_on": "never"}}, "limits.ends_on: is not in its form, date"),
        ({"limits": {**limits, "clients": []}}, "limits.clients: is not in its form, list:uuid"),
        ({"limits": {**limits, "models": ["a", "a"]}}, "limits.models: is not in its form"),
        ({"limits": {**limits, "starts_on": "2030-01-01"}}, "limits.ends_on: it would end before"),
        ({"limits": {"ends_on": "2029-03-01"}}, "uses: constrained, but no limit says how"),
        ({"prices": {"review": 1}}, "currency: is missing"),
        ({"royalty_basis_points": -1}, "royalty_basis_points: is not in its form, number"),
        ({"limits": {**limits, "models": [f"{n:0500}" for n in range(200)]}}, "an opening has at"),
    ):
        yield (
            f"terms {named}",
            by.committed({**payload, **changes}, type="consent.given", time="2026-03-02"),
            f"thread {by.THREAD}: number 0: its opening: {named}",
        )


def proofs() -> Iterator[tuple[str, bytes, str]]:
    other_root = "entry 0: it is not in the log: its proof leads to another root"
    yield "path", with_proof(GOOD, 0, PATH, by.flipped(PATH)), other_root
    yield "short path", with_proof(GOOD, 3, by.proof_line(3, 3) + "\n", ""), "entry 5: its proof is"
    longer = f"{PATH}\n{encode_base64(bytes(32))}\n"
    yield "long path", with_proof(GOOD, 0, f"{PATH}\n", longer), "entry 0: its proof is too long"
    size = "entry 0: a hash in its proof is not 32 bytes"
    yield "31 bytes", with_proof(GOOD, 0, PATH, encode_base64(bytes(31))), size
    many = f"{PATH}\n" + f"{encode_base64(bytes(32))}\n" * 64
    yield "64 hashes", with_proof(GOOD, 0, f"{PATH}\n", many), "entry 0: "
    spelling = "entry 0: its base64 is not in the one spelling"
    yield "stray bits", with_proof(GOOD, 0, PATH, "A" * 42 + "B="), spelling
    yield "no padding", with_proof(GOOD, 0, PATH, PATH.rstrip("=")), spelling
    yield "index", with_proof(GOOD, 0, "index 0", "index 1"), "entry 0: its proof is of another in"
    decimal = "entry 2: a number in it is not a plain decimal"
    yield "02", with_proof(GOOD, 1, "index 2", "index 02"), decimal
    yield "\u0662", with_proof(GOOD, 1, "index 2", "index \u0662"), decimal
    yield "moved", by.moved(1, 3), "entry 3: it is not in the log: its proof leads to another root"
    yield "outside", by.moved(3, 6), "entry 6: its index is not below the size of the checkpoint"
    yield "magic", with_proof(GOOD, 0, "@v1", "@v2"), "entry 0: its proof is not a tlog-proof"
    yield "no extra", with_proof(GOOD, 0, "extra ", "more "), "entry 0: its proof lacks a line"
    yield "no proof", by.item(0, proof=""), "entry 0: its proof is not a tlog-proof"
    other_file = "entry 0: its file in proofs/ is missing or another"
    yield "file", with_file(GOOD, "proofs/0.tlog-proof", lambda body: body + b"\n"), other_file
    yield "no file", by.without_file("proofs/0.tlog-proof"), other_file
