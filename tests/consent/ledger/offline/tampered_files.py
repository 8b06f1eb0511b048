"""Spoilt JSON and zip files, each with what must be named."""

import zipfile
from collections.abc import Iterator

from tests.consent.ledger.offline import tampering as by
from tests.consent.ledger.offline.bundles import (
    packed,
    unpacked,
    with_file,
)

GOOD = by.GOOD


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
