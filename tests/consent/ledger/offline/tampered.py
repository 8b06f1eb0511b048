"""Every way to spoil a bundle that we could think of, and the very thing that must be named."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date

from consent.ledger.entries import EntryType
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.merkle import leaf_hash
from consent.ledger.statements import Statement
from consent.ledger.strict import encode_base64
from tests.consent.ledger.offline import tampering as by
from tests.consent.ledger.offline.bundles import (
    LAB_WITNESS,
    LOG,
    ORIGIN,
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
from tests.consent.ledger.stories import Story

GOOD = by.GOOD
STRANGER = SigningKey.from_seed("stranger.example.org", Kind.LOG, b"\7" * 32)
IMPOSTOR = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\7" * 32)
BODIES = [line.body for line in maya().lines]
PAYLOAD = maya().lines[0].payload or {}
PATH = by.proof_line(0, 3)
CHECKPOINT = by.proof_line(0, 3 + 3 + 2)
FIRST = leaf_hash(by.entry_with()).hex()
TWO_THREADS = bundle(maya(), noise())


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
    yield "nought", by.policy("both 2", "both 0"), group
    yield "some", by.policy("both 2", "both some"), "policy, line 4: a number in it is not a plain"
    yield (
        "policy UTF-8",
        with_file(GOOD, "policy.txt", lambda _: b"\xff"),
        "policy: it is not UTF-8",
    )
    yield "forged", by.weakly_signed(), weak


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
    day = "number 0 is opened with an instant of another day"
    yield "day", by.committed(PAYLOAD, time="2026-03-02"), f"thread {by.THREAD}: {day}"
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


def json_texts() -> Iterator[tuple[str, bytes, str]]:
    what = "evidence.json: "
    again = by.raw('"about": ', '"about": "", "about": ')
    yield "about twice", again, what + "the field about stands there twice"
    deep = by.raw('"review": "allowed"', '"review": "not_allowed", "review": "allowed"')
    yield "answer twice", deep, what + "the field review stands there twice"
    number = what + "a number in it is not allowed"
    for spelling in ("6.0", "6e0", "-0", "9007199254740992", "1" * 30):
        yield spelling, by.raw('"size": 6', f'"size": {spelling}'), number
    not_json = what + "it is not JSON in UTF-8"
    yield "NaN", by.raw('"size": 6', '"size": NaN'), not_json
    yield "surrogate", by.raw('"about": "', '"about": "\\ud800'), not_json
    yield "comma", by.raw('{"format"', '{,"format"'), not_json
    yield "UTF-8", with_file(GOOD, "evidence.json", lambda body: b"\xff" + body), not_json
    yield (
        "byte order mark",
        with_file(GOOD, "evidence.json", lambda b: b"\xef\xbb\xbf" + b),
        not_json,
    )
    nested = by.raw('"about": ', '"about": ' + "[" * 40 + "]" * 40 + ', "x": ')
    yield "nested", nested, what + "it is nested too deep"
    yield "format", by.top(format="fairtake-evidence/2"), what + "its format is not fairtake-eviden"
    yield "more", by.top(note=""), what + "the field note is not known"
    kind = what + "a field in it has another kind of value"
    yield "about", by.top(about=7), kind
    yield "origin", by.top(origin=None), kind
    yield "index kind", by.item(0, index=True), kind
    yield "entry kind", by.item(0, entry=None), kind
    yield "proof kind", by.item(0, proof=None), kind
    yield "no entries", by.top(entries=[]), what + "it has no entries"
    yield "entries", by.top(entries={}), what + "it has no entries"
    yield "item", by.item(0, note=""), what + "the field note is not known"
    time = what + "a time in it is not in its form"
    yield "made at", by.top(made_at="2026-06-02"), time
    yield "signed at", by.as_of(signed_at="2026-06-31T00:00:00.000000Z"), time
    yield "as of", by.top(as_of=[]), what + "it is not an object"
    files = unpacked(GOOD)
    del files["evidence.json"]
    yield "no evidence", packed(files), "bundle: evidence.json is missing"
    yield "no policy", by.without_file("policy.txt"), "bundle: policy.txt is missing"
    yield "no statement", by.without_file("statement.note"), "bundle: statement.note is missing"


def zips() -> Iterator[tuple[str, bytes, str]]:
    plain = "bundle: it is no zip file, or not a plain one"
    yield "empty", b"", plain
    yield "text", b"x" * 100, plain
    yield "comment", by.end_of_zip(20, "<H", 1) + b"x", plain
    yield "tail", GOOD + b"x", plain
    yield "disk", by.end_of_zip(4, "<H", 1), plain
    yield "zip64", by.end_of_zip(12, "<I", 2**32 - 1), plain
    broken = "bundle: its list of files is broken"
    fewer = len(unpacked(GOOD)) - 1
    half = by.end_of_zip(8, "<I", fewer << 16 | fewer)
    yield "fewer files", half, broken
    more = by.end_of_zip(8, "<I", (fewer + 2) << 16 | fewer + 2)
    yield "more files", more, broken
    many = by.end_of_zip(8, "<I", 30_000 << 16 | 30_000)
    yield "many files", many, "bundle: it has too many files"
    for name in ("../evil", "/etc/passwd", "a//b", "C:\\evil", "documents/..", ".hidden", "a\0b"):
        yield (
            f"path {name!r}",
            by.named(name),
            "bundle: a file in it has a name that is not allowed",
        )
    twice = by.named("policy.txt")
    yield "name twice", twice, "bundle: policy.txt stands in it twice"
    yield "name in capitals", by.named("Policy.txt"), "bundle: Policy.txt stands in it twice"
    yield "unknown", by.named("evil.exe"), "bundle: evil.exe is no part of one"
    yield "folder", packed({**unpacked(GOOD), "documents/": b"x"}), "bundle: documents/ has another"
    too_large = "would be too large when unpacked"
    yield "bomb", by.claiming({"a": 80 * 2**20}), f"bundle: documents/a {too_large}"
    several = by.claiming({letter: 60 * 2**20 for letter in "abcde"})
    yield "bombs", several, f"bundle: documents/e {too_large}"
    deflated = zipfile.ZIP_DEFLATED
    another = "bundle: documents/a has another size than it says"
    yield "lying bomb", by.listed(24, "<I", 10, deflated), another
    yield "other size", by.listed(24, "<I", 10), another
    yield "larger size", by.listed(24, "<I", 2**20 + 1, deflated), another
    damaged = "bundle: documents/a is damaged"
    yield "checksum", by.listed(16, "<I", 7), damaged
    yield "cut short", by.listed(20, "<I", 9, deflated), damaged
    yield "not deflated", by.listed(10, "<H", 8), damaged
    packing = "bundle: documents/a is packed in a way that is not allowed"
    yield "encrypted", by.listed(8, "<H", 1), packing
    yield "method", by.listed(10, "<H", 12), packing
    place = "bundle: documents/a is not where the list of files says"
    yield "place", by.listed(42, "<I", 7), place
    yield "far place", by.listed(42, "<I", 2**31), place
    yield "long", by.listed(20, "<I", 2**31), place
    yield "over one another", by.overlapping(), "bundle: files lie over one another"


GROUPS = (
    entries,
    openings,
    proofs,
    checkpoints,
    policies,
    threads,
    statements,
    json_texts,
    zips,
)


def cases() -> list[tuple[str, bytes, str]]:
    return [
        (f"{group.__name__}: {name}", data, named)
        for group in GROUPS
        for name, data, named in group()
    ]
