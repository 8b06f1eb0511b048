"""A bundle is the same bytes each time, for other tools too, and never packed from loose parts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consent.ledger import offline
from consent.ledger.commitments import BadSalt
from consent.ledger.evidence import BadEvidence, Evidence, Item, pack
from consent.ledger.explaining.rules import rules
from consent.ledger.notes import open_note
from consent.ledger.offline import embedding
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from tests.consent.ledger.offline.bundles import (
    LOG,
    POLICY,
    SEEN_AT,
    Log,
    bundle,
    maya,
    noise,
    unpacked,
)
from tests.consent.ledger.offline.opened import verifier

STORY = maya()
HISTORY = Log(STORY, noise())
ITEMS = HISTORY.items(STORY.lines, HISTORY.note())
EVIDENCE = Evidence(
    items=ITEMS,
    policy=POLICY,
    statement=HISTORY.statement(ITEMS),
    about="",
    made_at=datetime(2026, 6, 2, tzinfo=UTC),
    signed_at=SEEN_AT,
)


def test_the_same_evidence_is_the_same_bytes():
    assert bundle() == bundle()
    assert pack(EVIDENCE) == pack(replace(EVIDENCE, items=ITEMS[::-1]))


def test_a_bundle_has_all_that_is_needed_and_nothing_else():
    assert list(unpacked(bundle(documents={"a.pdf": b"x"}))) == [
        "README.txt",
        "documents/a.pdf",
        "evidence.json",
        "policy.txt",
        "proofs/0.tlog-proof",
        "proofs/2.tlog-proof",
        "proofs/4.tlog-proof",
        "proofs/5.tlog-proof",
        "statement.note",
        "verify.html",
        "verify.py",
    ]


def test_its_parts_serve_other_tools():
    files = unpacked(bundle())
    policy = Policy.parse(files["policy.txt"].decode())
    signed = LogProof.parse(files["proofs/5.tlog-proof"].decode()).verify(policy)
    assert signed.checkpoint.size == 6
    note = open_note(files["statement.note"], [LOG.verifier])
    assert note.text.startswith("ledger.example.org/1/threads\n6\n")


def test_the_verifiers_inside_are_the_ones_that_are_served():
    files = unpacked(bundle())
    assert files["verify.html"] == offline.page()
    assert files["verify.py"] == offline.script()


def test_proofs_of_two_checkpoints_make_no_bundle():
    other = Log(STORY, noise(), noise())
    mixed = [*ITEMS[:3], *other.items(STORY.lines[3:], other.note())]
    with pytest.raises(BadEvidence, match="one checkpoint"):
        pack(replace(EVIDENCE, items=mixed))


def test_an_opening_that_does_not_fit_makes_no_bundle():
    swapped = Item(ITEMS[0].proof, ITEMS[1].salt, ITEMS[1].payload)
    with pytest.raises(BadEvidence, match="entry 0 did not commit"):
        pack(replace(EVIDENCE, items=[swapped, *ITEMS[1:]]))
    with pytest.raises(BadEvidence, match="a salt and a payload"):
        pack(replace(EVIDENCE, items=[Item(ITEMS[0].proof, ITEMS[0].salt), *ITEMS[1:]]))
    with pytest.raises(BadSalt):
        pack(replace(EVIDENCE, items=[replace(ITEMS[0], salt=b"short"), *ITEMS[1:]]))


@pytest.mark.parametrize("name", ["../a", "a/b", ".a", "a b", ""])
def test_a_document_keeps_to_its_folder(name):
    with pytest.raises(BadEvidence, match="document's name"):
        pack(replace(EVIDENCE, documents={name: b""}))


def test_an_entry_may_stay_closed():
    closed = [Item(LogProof.parse(str(item.proof))) for item in ITEMS]
    found = verifier().verify(pack(replace(EVIDENCE, items=closed)), None)
    (thread,) = found["threads"].values()
    assert (thread.state, thread.allowed()) == ("renewed", [])
    assert thread.summary()[1].startswith("What it allowed cannot be said")


def test_all_three_speak_by_the_same_rules():
    """Run `python -m consent.ledger.offline.embedding` after a change of the rules."""
    script, page = offline.script().decode(), offline.page().decode()
    assert rules() == verifier().RULES
    assert embedding.in_python(script) == script
    assert embedding.in_page(page) == page


def test_a_rule_that_changed_in_one_place_only_would_be_found():
    script = offline.script().decode().replace("sub-licence", "sublicence")
    assert embedding.in_python(script) != script
    page = offline.page().decode().replace("sub-licence", "sublicence")
    assert embedding.in_page(page) != page


def test_the_page_runs_its_own_two_blocks_and_nothing_else():
    policy = offline.content_security_policy()
    assert f'content="{policy}"' in offline.page().decode()
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    page = offline.page().decode()
    assert page.count("<script") == page.count("<style") == 1
    assert "http://" not in page
    assert "https://" not in page
    assert (
        " on" not in "".join(tag for tag in page.split("<")[1:] if tag[0].isalpha()).split(">")[0]
    )
