"""A proof in a file: complete, small, and refused as soon as anything in it is another."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.merkle import CompactRange, ProofError, inclusion_ranges, leaf_hash
from consent.ledger.notes import BadNote, parse, sign
from consent.ledger.policies import BadPolicy, Policy
from consent.ledger.proofs import LogProof
from tests.consent.ledger.test_merkle import tree_hash

SEEN_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LOG = SigningKey.from_seed("ledger.example.org/1", Kind.LOG, b"\1" * 32)
UNION = SigningKey.from_seed("union.example.org", Kind.WITNESS, b"\2" * 32)
LAB = SigningKey.from_seed("lab.example.org", Kind.WITNESS, b"\3" * 32)
POLICY = f"""# who we trust
log {LOG.verifier}
witness union {UNION.verifier}
witness lab {LAB.verifier}
group both all union lab
quorum both
"""
ENTRIES = [f'{{"n":{number}}}'.encode() for number in range(11)]
INDEX = 6


@pytest.fixture
def proof() -> LogProof:
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    tree = CompactRange()
    for leaf in leaves:
        tree.append(leaf)
    note = Checkpoint(LOG.name, tree.size, tree.root()).signed(LOG)
    seen = note.with_signatures(sign(note.text, key, at=SEEN_AT) for key in (UNION, LAB))
    path = tuple(tree_hash(leaves[low:high]) for low, high in inclusion_ranges(INDEX, 11))
    return LogProof(ENTRIES[INDEX], INDEX, path, bytes(seen))


def test_a_proof_survives_its_file_and_verifies(proof):
    signed = LogProof.parse(str(proof)).verify(Policy.parse(POLICY))
    assert signed.checkpoint.size == 11
    assert signed.opened.signers[UNION.verifier] == SEEN_AT


def test_while_two_keys_of_the_log_sign_none_that_the_policy_names_may_be_wrong(proof):
    newer = SigningKey.from_seed(LOG.name, Kind.LOG, b"\4" * 32)
    policy = Policy.parse(POLICY.replace("witness union", f"log {newer.verifier}\nwitness union"))
    seen = parse(proof.checkpoint)
    good, bad = (sign(text, newer) for text in (seen.text, seen.text.replace("11", "12")))
    for line, fits in ((good, True), (bad, False)):
        both = replace(proof, checkpoint=bytes(seen.with_signatures([line])))
        with nullcontext() if fits else pytest.raises(BadNote, match="does not fit this text"):
            assert both.verify(policy).checkpoint.size == 11


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("index 6", "index 7"),
        ("index 6", "index 06"),
        ("extra eyJuIjo2fQ==", "extra eyJuIjo3fQ=="),
        ("\n11\n", "\n12\n"),
        ("tlog-proof@v1", "tlog-proof@v2"),
        ("\u2014 lab.example.org", "\u2014 lob.example.org"),
    ],
)
def test_a_proof_with_anything_changed_is_refused(proof, found, instead):
    assert found in str(proof)
    with pytest.raises((ProofError, BadNote)):
        LogProof.parse(str(proof).replace(found, instead)).verify(Policy.parse(POLICY))


def test_without_its_witnesses_a_proof_is_not_enough(proof):
    alone = Checkpoint.parse(proof.checkpoint.decode().partition("\n\n")[0] + "\n").signed(LOG)
    unseen = LogProof(proof.entry, proof.index, proof.path, bytes(alone))
    with pytest.raises(ProofError, match="too few of the witnesses"):
        unseen.verify(Policy.parse(POLICY))
    unseen.verify(Policy.parse(POLICY.replace("quorum both", "quorum none")))


def test_a_group_may_need_fewer_than_all_of_its_members():
    policy = Policy.parse(POLICY.replace("group both all", "group both 1"))
    assert policy.is_met_by([LAB.verifier])
    assert not policy.is_met_by([LOG.verifier])
    assert Policy.parse(str(policy)) == policy


def test_a_witness_may_have_an_address_at_which_it_is_asked():
    at = "https://lab.example.org/witness"
    policy = Policy.parse(POLICY.replace(f"lab {LAB.verifier}", f"lab {LAB.verifier} {at}"))
    assert policy.addresses == {"lab": at}
    assert Policy.parse(str(policy)) == policy


@pytest.mark.parametrize(
    ("found", "instead", "why"),
    [
        ("quorum both", "quorum nobody", "line 6: nobody has not been named"),
        ("quorum both\n", "", "names its quorum"),
        (f"log {LOG.verifier}", f"log {UNION.verifier}", "line 2: .* not the key of a log"),
        ("witness lab", "witness union", "line 4: union is taken"),
        ("group both all", "group both 3", "line 5: a group of 2 cannot need 3"),
        ("group both all union lab", "group both all union union", "union is in a group already"),
        ("group both", "group one any union\ngroup both", "line 6: union is in a group already"),
        (f"witness lab {LAB.verifier}", f"witness lab {UNION.verifier}", "line 4: the key of"),
        (f"lab {LAB.verifier}", f"lab {LAB.verifier} https://a b", "line 4: that is no line"),
        ("# who", "whom", "line 1: that is no line"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused_by_line(found, instead, why):
    with pytest.raises(BadPolicy, match=why):
        Policy.parse(POLICY.replace(found, instead))
