"""Tools to spoil a bundle with: its evidence, its proofs, its zip file, and the log itself."""

import hashlib
import json
import struct
import zipfile
from typing import Any

from consent.ledger.commitments import commitment, write_salt
from consent.ledger.entries import Entry
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.notes import Note, sign
from consent.ledger.statements import Statement
from consent.ledger.strict import encode_base64
from tests.consent.ledger.offline.bundles import (
    LAB_WITNESS,
    LOG,
    ORIGIN,
    POLICY,
    SEEN_AT,
    UNION,
    Log,
    bundle,
    maya,
    noise,
    packed,
    unpacked,
    with_evidence,
    with_file,
    with_proof,
)
from tests.consent.ledger.stories import Line, Story

GOOD = bundle()
THREAD = Entry.parse(maya().lines[0].body).event.thread
EVIDENCE: dict[str, Any] = json.loads(unpacked(GOOD)["evidence.json"])
SALT = bytes(32)


def item(number: int, **changes: Any) -> bytes:
    return with_evidence(GOOD, lambda found: found["entries"][number].update(changes))


def opening(number: int, **changes: Any) -> bytes:
    return with_evidence(GOOD, lambda found: found["entries"][number]["opening"].update(changes))


def as_of(**changes: Any) -> bytes:
    return with_evidence(GOOD, lambda found: found["as_of"].update(changes))


def top(**changes: Any) -> bytes:
    return with_evidence(GOOD, lambda found: found.update(changes))


def raw(found: str, instead: str) -> bytes:
    """For what no JSON writer would write."""
    body = json.dumps(EVIDENCE)
    assert found in body
    return with_file(GOOD, "evidence.json", lambda _: body.replace(found, instead, 1).encode())


def proof_line(number: int, line: int) -> str:
    text: str = EVIDENCE["entries"][number]["proof"]
    return text.split("\n")[line]


def in_every_proof(found: str, instead: str, data: bytes = GOOD) -> bytes:
    for number in range(len(EVIDENCE["entries"])):
        data = with_proof(data, number, found, instead)
    return data


def moved(number: int, index: int) -> bytes:
    """To another place in the log, wherever a place is named."""
    before = EVIDENCE["entries"][number]["index"]
    data = with_proof(GOOD, number, f"index {before}\n", f"index {index}\n")
    data = with_evidence(data, lambda found: found["entries"][number].update(index=index))
    files = unpacked(data)
    files[f"proofs/{index}.tlog-proof"] = files.pop(f"proofs/{before}.tlog-proof")
    return packed(files)


def without(*numbers: int) -> bytes:
    files, found = unpacked(GOOD), json.loads(json.dumps(EVIDENCE))
    for number in sorted(numbers, reverse=True):
        del files[f"proofs/{found['entries'].pop(number)['index']}.tlog-proof"]
    files["evidence.json"] = json.dumps(found).encode()
    return packed(files)


def without_file(name: str) -> bytes:
    return packed({each: body for each, body in unpacked(GOOD).items() if each != name})


def flipped(text: str) -> str:
    return ("B" if text[0] == "A" else "A") + text[1:]


def signature_line(key: SigningKey) -> str:
    lines: list[str] = EVIDENCE["entries"][0]["proof"].split("\n")
    return next(line for line in lines if line.startswith(f"\u2014 {key.name} "))


def spoilt_signature(key: SigningKey) -> bytes:
    """Its key's id stays, its end is another."""
    line = signature_line(key)
    return in_every_proof(line, line[:-8] + flipped(line[-8:]))


def logged(*bodies: bytes, payload: dict[str, Any] | None = None, count: int = 0) -> bytes:
    """A log that really holds these bytes, so that nothing but what they say can be wrong."""
    story = Story()
    story.lines = [Line(body, SALT, payload) for body in bodies]
    log = Log(story)
    note, checkpoint = log.note(), log.checkpoint()
    counts = {THREAD: count or len(bodies)}
    files = {name: body for name, body in unpacked(GOOD).items() if "proofs/" not in name}
    entries = []
    for each in log.items(story.lines, note):
        proof = each.proof
        files[f"proofs/{proof.index}.tlog-proof"] = str(proof).encode()
        opened = None if payload is None else {"salt": write_salt(SALT), "payload": payload}
        entry = {"index": proof.index, "entry": proof.entry.decode("utf-8", "replace")}
        entries.append({**entry, "opening": opened, "proof": str(proof)})
    root = encode_base64(checkpoint.root)
    found = {**EVIDENCE, "entries": entries}
    found["as_of"] = {**EVIDENCE["as_of"], "size": checkpoint.size, "root": root}
    made = Statement(ORIGIN, checkpoint.size, checkpoint.root, counts)
    files["evidence.json"] = json.dumps(found).encode()
    files["statement.note"] = bytes(made.signed(LOG))
    return packed(files)


def entry_with(**fields: object) -> bytes:
    found = json.loads(maya().lines[0].body) | {"commit": ""} | fields
    return json.dumps(found, sort_keys=True, separators=(",", ":")).encode()


def committed(payload: dict[str, Any], **fields: object) -> bytes:
    """An entry of the log that committed to this, whatever it is."""
    return logged(entry_with(commit=commitment(SALT, payload), **fields), payload=payload)


def statement(key: SigningKey = LOG, tail: str = "", **changes: Any) -> bytes:
    checkpoint = Log(maya(), noise()).checkpoint()
    fields = {"size": checkpoint.size, "root": checkpoint.root, "counts": {THREAD: 4}}
    made = Statement(**{"origin": ORIGIN, **fields, **changes})
    note = bytes(made.signed(key)) if not tail else signed_text(made.text + tail, key)
    return with_file(GOOD, "statement.note", lambda _: note)


def signed_text(text: str, key: SigningKey) -> bytes:
    return bytes(Note(text, (sign(text, key),)))


def policy(found: str, instead: str) -> bytes:
    assert found in str(POLICY)
    return with_file(GOOD, "policy.txt", lambda _: str(POLICY).replace(found, instead, 1).encode())


def key_text(public: bytes, kind: int = Kind.LOG) -> str:
    """In the right spelling, whatever the key is worth."""
    data = bytes([kind]) + public
    hashed = hashlib.sha256(ORIGIN.encode() + b"\n" + data).digest()[:4]
    return f"{ORIGIN}+{hashed.hex()}+{encode_base64(data)}"


def signed_checkpoint(text: str) -> bytes:
    """The log and both witnesses really sign this text, whatever it says."""
    signed = Note(text, (sign(text, LOG),)).with_signatures(
        sign(text, key, at=SEEN_AT) for key in (UNION, LAB_WITNESS)
    )
    before = EVIDENCE["entries"][0]["proof"].split("\n\n", 1)[1]
    return in_every_proof(before, bytes(signed).decode())


def weakly_signed() -> bytes:
    """A signature that anybody can make, for a key that is the curve's neutral point."""
    neutral = bytes([1]) + bytes(31)
    weak = key_text(neutral)
    forged = encode_base64(bytes.fromhex(weak.split("+")[1]) + neutral + bytes(32))
    files = unpacked(in_every_proof(signature_line(LOG), f"\u2014 {ORIGIN} {forged}"))
    text = files["statement.note"].decode().split("\n\n")[0]
    files["statement.note"] = f"{text}\n\n\u2014 {ORIGIN} {forged}\n".encode()
    files["policy.txt"] = str(POLICY).replace(str(LOG.verifier), weak).encode()
    return packed(files)


def listed_at(name: str, data: bytes) -> int:
    """Where the list of files speaks of this one."""
    return data.rindex(name.encode()) - 46


def listed(offset: int, form: str, value: int, method: int = zipfile.ZIP_STORED) -> bytes:
    """A document of a megabyte, of which the list of files says something else."""
    data = packed({**unpacked(GOOD), "documents/a": bytes(2**20)}, method)
    at = listed_at("documents/a", data) + offset
    change = struct.pack(form, value)
    return data[:at] + change + data[at + len(change) :]


def claiming(sizes: dict[str, int]) -> bytes:
    """Documents of one byte each, of which the list of files says that they are larger."""
    data = packed({**unpacked(GOOD), **{f"documents/{name}": b"x" for name in sizes}})
    for name, size in sizes.items():
        at = listed_at(f"documents/{name}", data) + 24
        data = data[:at] + struct.pack("<I", size) + data[at + 4 :]
    return data


def named(name: str) -> bytes:
    """A further file with a name that nobody honest would write."""
    placeholder = "x" * len(name)
    return packed({**unpacked(GOOD), placeholder: b""}).replace(placeholder.encode(), name.encode())


def overlapping() -> bytes:
    """One file inside another one's bytes: how a small bundle unpacks to a huge one."""
    files = {**unpacked(GOOD), "documents/a": b"", "documents/b": b"one"}
    plain = packed(files)
    record = plain[plain.index(b"documents/b") - 30 :][: 30 + len("documents/b") + 3]
    data = packed({**files, "documents/a": record})
    inside = data.index(b"documents/a") + len("documents/a")
    at = listed_at("documents/b", data) + 42
    return data[:at] + struct.pack("<I", inside) + data[at + 4 :]


def end_of_zip(offset: int, form: str, value: int) -> bytes:
    at = len(GOOD) - 22 + offset
    change = struct.pack(form, value)
    return GOOD[:at] + change + GOOD[at + len(change) :]
