"""Spoilt checkpoints, policies and statements, each with what must be named."""

from collections.abc import Iterator

from consent.ledger.keys import Kind, SigningKey
from consent.ledger.strict import encode_base64
from tests.consent.ledger.offline import tampering as by
from tests.consent.ledger.offline.bundles import (
    LAB_WITNESS,
    LOG,
    ORIGIN,
    UNION,
    unpacked,
    with_file,
    with_proof,
)

GOOD = by.GOOD
STRANGER = SigningKey.from_seed("stranger.example.org", Kind.LOG, b"\7" * 32)
IMPOSTOR = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\7" * 32)


def checkpoints() -> Iterator[tuple[str, bytes, str]]:
    bad = "checkpoint: the signature of ledger.example.org/1 does not fit it"
    root = by.EVIDENCE["as_of"]["root"]
    yield "root", by.in_every_proof(root, by.flipped(root)), bad
    yield "size", by.in_every_proof("\n6\n", "\n7\n"), bad
    yield "log signature", by.spoilt_signature(LOG), bad
    for witness in (UNION, LAB_WITNESS):
        named = f"checkpoint: the signature of witness {witness.name} does not fit it"
        yield f"{witness.name} signature", by.spoilt_signature(witness), named
        line = by.signature_line(witness)
        moved = [*line.split(" ")[:2], by.flipped(line.split(" ")[2])]
        fewer = "checkpoint: too few of the witnesses"
        yield f"{witness.name} id", by.in_every_proof(line, " ".join(moved)), fewer
        yield f"no {witness.name}", by.in_every_proof(line + "\n", ""), fewer
    unsigned = "checkpoint: the log ledger.example.org/1 has not signed it"
    yield "no log signature", by.in_every_proof(by.signature_line(LOG) + "\n", ""), unsigned
    short = f"\u2014 {UNION.name} {encode_base64(UNION.verifier.id + b'x')}"
    yield (
        "short cosignature",
        by.in_every_proof(by.signature_line(UNION), short),
        f"checkpoint: the signature of witness {UNION.name} does not fit it",
    )
    none = f"\u2014 {UNION.name} {encode_base64(UNION.verifier.id)}"
    too_short = "checkpoint: a signature in it is too short"
    yield "empty signature", by.in_every_proof(by.signature_line(UNION), none), too_short
    dash = by.in_every_proof("\u2014 union", "- union")
    yield "dash", dash, "checkpoint: a line among its signatures is none"
    crowd = "\u2014 x AAAAAAA=\n" * 64 + by.signature_line(UNION)
    yield (
        "crowd",
        by.in_every_proof(by.signature_line(UNION), crowd),
        "checkpoint: it has too many signatures",
    )
    yield (
        "no note",
        by.in_every_proof(by.signature_line(LAB_WITNESS) + "\n", "x"),
        "checkpoint: it is not a signed note",
    )
    yield "control", by.in_every_proof("\n6\n", "\n6\r\n"), "checkpoint: it is not a signed note"
    yield "only one", with_proof(GOOD, 3, "\n6\n", "\n7\n"), "entry 5: its proof is for another ch"
    lines = f"{ORIGIN}\n6\n{root}\n"
    three = "checkpoint: it is not an origin, a size and a root"
    yield "no root", by.signed_checkpoint(f"{ORIGIN}\n6\n"), three
    yield "blank line", by.signed_checkpoint(f"{lines}\nmore\n"), three
    elsewhere = f"checkpoint: it is one of x, not of {ORIGIN}"
    yield "elsewhere", by.signed_checkpoint(lines.replace(ORIGIN, "x")), elsewhere
    short_root = by.signed_checkpoint(lines.replace(root, encode_base64(bytes(31))))
    yield "root's size", short_root, "checkpoint: its root is not 32 bytes"
    yield "06", by.signed_checkpoint(lines.replace("6\n", "06\n", 1)), "checkpoint: a number in it"
    yield "as_of size", by.as_of(size=7), "evidence.json: as_of.size is not that of the checkpoint"
    yield "as_of text", by.as_of(size="6"), "evidence.json: as_of.size is not that"
    flipped = by.as_of(root=by.flipped(root))
    yield "as_of root", flipped, "evidence.json: as_of.root is not that of the checkpoint"
    yield "other origin", by.top(origin="x"), "policy: it does not name the log x"


def policies() -> Iterator[tuple[str, bytes, str]]:
    key = str(LOG.verifier)
    name, shown, encoded = key.split("+", 2)
    first = "policy, line 1: "
    hashed = first + f"the hash of the key of {ORIGIN} does not fit it"
    yield "key hash", by.policy(shown, by.flipped(shown)), hashed
    yield "key bits", by.policy(encoded, encoded[:9] + by.flipped(encoded[9:])), hashed
    weak = first + f"the key of {ORIGIN} is weak: anybody could sign for it"
    yield "weak key", by.policy(key, by.key_text(bytes([1]) + bytes(31))), weak
    above = (2**255 - 16).to_bytes(32, "little")
    yield "other spelling", by.policy(key, by.key_text(above)), weak
    kind = first + f"{ORIGIN} is not the key of a log"
    yield "witness as log", by.policy(key, by.key_text(LOG.verifier.public, 4)), kind
    yield "short key", by.policy(key, by.key_text(bytes(31))), kind
    yield "no key", by.policy(key, name), first + "a key in it is not in its form"
    yield "spoilt base64", by.policy(encoded, encoded + "="), first + "its base64"
    yield "other log", by.policy(key, str(STRANGER.verifier)), "policy: it does not name the log"
    impostor = "checkpoint: the log ledger.example.org/1 has not signed it"
    yield "impostor", by.policy(key, str(IMPOSTOR.verifier)), impostor
    yield "no log", by.policy(f"log {key}", "#"), "policy: it names no log"
    yield "no quorum", by.policy("quorum both", "#"), "policy: it names no quorum"
    line = "policy, line 5: that is no line of a policy"
    yield "two quora", by.policy("quorum both", "quorum union\nquorum both"), "policy, line 6: that"
    yield "word", by.policy("quorum", "quota"), line
    yield "who", by.policy("quorum both", "quorum all"), "policy, line 5: all has not been named be"
    yield "member", by.policy("union lab", "union lob"), "policy, line 4: lob has not been named"
    yield "taken", by.policy("witness lab", "witness union"), "policy, line 3: the name union is ta"
    yield "group taken", by.policy("group both", "group union"), "policy, line 4: the name union is"
    group = "policy, line 4: the group both cannot be meant"
    yield "too many", by.policy("both 2", "both 3"), group
    yield "twice", by.policy("union lab", "union union"), group
    lab = str(LAB_WITNESS.verifier)
    counted = f"policy, line 4: the key of {LAB_WITNESS.name} stands there already"
    again = f"witness lab {lab}\nwitness other {lab}"
    yield "one key, two names", by.policy(f"witness lab {lab}", again), counted
    first_log = f"policy, line 2: the key of {ORIGIN} stands there already"
    yield "log twice", by.policy(f"log {key}", f"log {key}\nlog {key}"), first_log
    both = "group both 2 union lab"
    grouped = "policy, line 5: union is in a group already"
    yield "two groups", by.policy(both, f"{both}\ngroup one 1 union"), grouped
    yield "nought", by.policy("both 2", "both 0"), group
    yield "some", by.policy("both 2", "both some"), "policy, line 4: a number in it is not a plain"
    yield (
        "policy UTF-8",
        with_file(GOOD, "policy.txt", lambda _: b"\xff"),
        "policy: it is not UTF-8",
    )
    yield "forged", by.weakly_signed(), weak


def statements() -> Iterator[tuple[str, bytes, str]]:
    count = f"thread {by.THREAD}: the log counts 5 entries, and here are 4"
    yield "count", by.statement(counts={by.THREAD: 5}), count
    unsigned = "statement: the log ledger.example.org/1 has not signed it"
    yield "stranger", by.statement(key=STRANGER), unsigned
    yield "impostor", by.statement(key=IMPOSTOR), unsigned
    bad = "statement: the signature of ledger.example.org/1 does not fit it"
    flip = with_file(GOOD, "statement.note", lambda body: body.replace(b" 4\n", b" 3\n"))
    yield "statement", flip, bad
    another = "statement: it is about another checkpoint"
    yield "statement's size", by.statement(size=5), another
    yield "statement's root", by.statement(root=bytes(32)), another
    about = "statement: it is not one about the threads of ledger.example.org/1"
    yield "statement's origin", by.statement(origin="x"), about
    yield "no threads", by.statement(counts={}), about
    line = "statement: a line in it is not a thread and its number of entries"
    yield "line", by.statement(tail="x 1\n"), line
    yield "again", by.statement(tail=f"{by.THREAD} 4\n"), line
    yield "04", by.statement(counts={by.THREAD: "04"}), line
    note = unpacked(GOOD)["statement.note"]
    yield "note UTF-8", with_file(GOOD, "statement.note", lambda _: note + b"\xff"), "statement: it"
    huge = note.replace(b"\n", b"\n" + b"x" * 1_000_000, 1)
    yield "huge", with_file(GOOD, "statement.note", lambda _: huge), "statement: it is too large"
