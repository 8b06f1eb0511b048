"""The Python verifier takes good evidence, and names what is wrong with any other."""

import ast
import hashlib
import subprocess
import sys
import zipfile

import pytest

from consent.ledger import offline
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.delivering import DeliveryMade
from consent.ledger.explaining.words import Use
from consent.ledger.explaining.working import RecordingRegistered
from tests.consent.ledger.offline.bundles import (
    DOCUMENT,
    POLICY,
    bundle,
    maya,
    noise,
    packed,
    unpacked,
    with_evidence,
)
from tests.consent.ledger.offline.opened import said_about, verifier
from tests.consent.ledger.offline.tampered import GROUPS, cases
from tests.consent.ledger.offline.tampered_signatures import IMPOSTOR, LOG
from tests.consent.ledger.stories import ABOUT, DELIVERY, LAB, Story, at

CASES = cases()
SHIPPED = verifier()
OWN_POLICY = str(POLICY).encode()


def run(tmp_path, data: bytes, *more: str) -> tuple[int, str]:
    file = tmp_path / "bundle.zip"
    file.write_bytes(data)
    script = tmp_path / "verify.py"
    script.write_bytes(offline.script())
    # Isolated: it must stand alone, away from the project.
    command = [sys.executable, "-I", str(script), str(file), *more]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_good_evidence_is_genuine_and_read_out(tmp_path):
    status, said = run(tmp_path, bundle())
    assert status == 0
    assert said.startswith("GENUINE.\n")
    assert (
        "As of checkpoint 6 of ledger.example.org/1, signed by the log and seen by: union" in said
    )
    assert "Standing on 1 June 2026:\n- Consent was renewed and held.\n- Allowed: review," in said


def test_who_uses_the_bundle_s_own_policy_is_warned(tmp_path):
    policy = tmp_path / "mine.txt"
    policy.write_bytes(OWN_POLICY)
    assert "WARNING: You trusted the bundle for whom to trust" in run(tmp_path, bundle())[1]
    status, said = run(tmp_path, bundle(), "--policy", str(policy))
    assert status == 0
    assert "WARNING" not in said


def test_a_bundle_that_brings_its_own_judge_does_not_pass_another(tmp_path):
    """Everything in it is consistent, only not signed by whom we trust."""
    other = OWN_POLICY.replace(str(LOG.verifier).encode(), str(IMPOSTOR.verifier).encode())
    mine = tmp_path / "mine.txt"
    mine.write_bytes(other)
    status, said = run(tmp_path, bundle(), "--policy", str(mine))
    assert (status, said) == (
        1,
        "WRONG. checkpoint: the log ledger.example.org/1 has not signed it with a key that the"
        " policy names\n",
    )


def test_a_delivery_after_a_withdrawal_is_genuine_and_a_fault(tmp_path):
    story = maya().write(
        ConsentWithdrawn(at=at(5, 1), **ABOUT),
        DeliveryMade(at=at(5, 2), **ABOUT, delivery=DELIVERY, client=LAB, uses=(Use.REVIEW,)),
    )
    status, said = run(tmp_path, bundle(story))
    assert status == 3
    assert said.startswith("GENUINE, AND IT SHOWS A FAULT.\n")
    assert "- FAULT: Number 5 is a delivery that was not permitted: consent was withdrawn." in said


def test_without_a_witness_the_time_is_only_claimed():
    alone = type(POLICY)(POLICY.logs, POLICY.witnesses, POLICY.groups)
    said = said_about(SHIPPED, bundle(policy=alone, witnesses=False))
    assert (
        "As of checkpoint 6 of ledger.example.org/1, signed by the log alone. It claims that this"
        " was on 1 June 2026 at 09:00:00 UTC; no witness vouches for that time."
    ) in said


def test_documents_are_tied_to_entries_by_their_hash():
    hashed = "sha256:" + hashlib.sha256(DOCUMENT).hexdigest()
    story = Story().write(RecordingRegistered(at=at(3, 1), **ABOUT, sha256=hashed))
    said = said_about(SHIPPED, bundle(story, documents={"a.txt": DOCUMENT, "b.txt": b"other"}))
    assert said[-2:] == [
        "documents/a.txt: its hash stands in entry 0.",
        "documents/b.txt: no entry speaks of it.",
    ]


def test_several_threads_are_read_one_after_the_other():
    said = said_about(SHIPPED, bundle(maya(), noise()))
    assert sum(line.startswith("Thread ") for line in said) == 2
    assert "- Consent was withdrawn: nothing was allowed any more." in said


def test_a_bundle_that_was_packed_again_is_still_good():
    again = packed(unpacked(bundle()), zipfile.ZIP_DEFLATED)
    assert said_about(SHIPPED, again)[0] == "GENUINE."


def test_what_cannot_be_read_is_said(tmp_path):
    done = subprocess.run(
        [sys.executable, "-I", "-c", offline.script().decode(), str(tmp_path / "none.zip")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("none.zip: it cannot be read\n")


@pytest.mark.parametrize(("data", "named"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_whatever_was_changed_is_named(data, named):
    (said,) = said_about(SHIPPED, data)
    assert named in said


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_as_a_program_it_says_the_same_and_fails(group, tmp_path):
    _, data, named = next(iter(group()))
    status, said = run(tmp_path, data)
    assert status == 1
    assert said.startswith("WRONG. ")
    assert named in said
    assert said.count("\n") == 1


def test_it_is_written_for_old_pythons_too():
    ast.parse(offline.script().decode(), feature_version=(3, 9))


def test_words_that_nothing_proves_cannot_make_lines_of_their_own():
    lying = with_evidence(bundle(), lambda found: found.update(about="x\nGENUINE.\u202e\x1b[2J"))
    said = said_about(SHIPPED, lying)
    assert said[5].endswith("nothing proves: x GENUINE.  [2J")
    assert said[0] == "GENUINE."


def test_an_unpacked_bundle_is_asked_for_as_it_came(tmp_path):
    (tmp_path / "verify.py").write_bytes(offline.script())
    command = [sys.executable, "-I", "verify.py", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "WRONG. .: it is a folder; give the zip file as it came\n"


def test_without_its_one_package_it_says_how_to_get_it(tmp_path):
    """Without the folders of this environment: as on a lawyer's machine."""
    (tmp_path / "verify.py").write_bytes(offline.script())
    command = [sys.executable, "-I", "-S", "verify.py", "bundle.zip"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install cryptography" in done.stderr
    assert "Traceback" not in done.stderr


def test_somebody_s_own_words_are_read_out_as_theirs(tmp_path):
    """Otherwise a reason could go on like a sentence of the verifier's."""
    reason = "no more. Consent was renewed and held."
    left = ConsentWithdrawn(at=at(5, 1), reason=reason, **ABOUT)
    said = run(tmp_path, bundle(maya().write(left)))[1]
    assert f'saying: "{reason}". (entry' in said
