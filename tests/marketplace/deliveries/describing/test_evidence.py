"""The evidence that goes with a delivery, checked by the program that goes with it."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from consent.ledger.entries import Entry
from consent.ledger.evidence import Evidence
from marketplace.deliveries.describing.bundle import Consent, Kind
from marketplace.deliveries.describing.evidence import Unproven, batches, packed
from tests.consent.ledger.offline.bundles import POLICY, SEEN_AT, Log, maya, noise
from tests.consent.ledger.offline.opened import verifier
from tests.marketplace.deliveries.describing.made import delivery, recorded

MAYA, OMAR = maya(), noise()
LOG = Log(MAYA, OMAR)


def thread_of(story):
    return Entry.parse(story.lines[0].body).event.thread


def evidence(*stories, opened=False):
    """Of whole threads. Unless asked, without what only their people may read."""
    lines = [line for story in stories for line in story.lines]
    items = LOG.items(lines, LOG.note())
    if not opened:
        items = [replace(item, salt=None, payload=None) for item in items]
    return Evidence(
        items=items,
        policy=POLICY,
        statement=LOG.statement(items),
        about="Delivery D-12",
        made_at=datetime(2026, 11, 22, tzinfo=UTC),
        signed_at=SEEN_AT,
    )


@pytest.fixture
def bundle(tmp_path):
    """Two recordings: of Maya's thread and of Omar's."""
    given = delivery(tmp_path)
    people = ((0, "p-aaaaaaaa", MAYA), (1, "p-bbbbbbbb", OMAR))
    recordings = [consented(recorded(*who), story) for *who, story in people]
    return replace(
        given,
        recordings={each.id: each for each in recordings},
        checkpoint=LOG.note(),
        files=[],
        takes=[],
    )


def consented(each, story):
    return replace(
        each,
        consents=(
            Consent(
                grant=UUID(int=1),
                receipt=UUID(int=2),
                thread=thread_of(story),
                record_url="https://fairtake.example/threads/x",
            ),
        ),
    )


def files_of(bundle, *found):
    made = list(packed(bundle, found, b"-----BEGIN CERTIFICATE-----"))
    assert all(each.kind is Kind.EVIDENCE for each in made)
    return {each.path: each.body for each in made}


def checked(tmp_path, files, name="evidence/evidence-000.zip"):
    """By the very program that is inside, as a client runs it."""
    for path, body in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(body)
    return subprocess.run(
        [sys.executable, "evidence/verify.py", name, "--policy", "evidence/policy.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_inside_says_that_it_is_genuine_and_names_nobody(bundle, tmp_path):
    files = files_of(bundle, evidence(MAYA, OMAR))
    assert sorted(files) == [
        "evidence/checkpoint.note",
        "evidence/credentials-ca.pem",
        "evidence/evidence-000.zip",
        "evidence/policy.txt",
        "evidence/threads.json",
        "evidence/verify.html",
        "evidence/verify.py",
    ]
    said = checked(tmp_path, files)
    assert said.returncode == 0
    assert said.stdout.startswith("GENUINE.")
    assert "consent was given" in said.stdout
    assert "Consent was withdrawn: nothing was allowed any more." in said.stdout
    assert "performer" not in said.stdout.lower().replace("performer's", "")


def test_a_changed_byte_is_wrong(bundle, tmp_path):
    files = files_of(bundle, evidence(MAYA, OMAR))
    body = bytearray(files["evidence/evidence-000.zip"])
    at = body.index(b'"index": 0')
    body[at + 9 : at + 10] = b"7"
    said = checked(tmp_path, {**files, "evidence/evidence-000.zip": bytes(body)})
    assert said.returncode == 1
    assert said.stdout.startswith("WRONG.")


def test_several_files_say_where_each_recordings_thread_is(bundle):
    files = files_of(bundle, evidence(MAYA), evidence(OMAR))
    for number in range(2):
        verifier().verify(files[f"evidence/evidence-00{number}.zip"], str(POLICY).encode())
    where = json.loads(files["evidence/threads.json"])
    assert [each["evidence"] for each in where] == [
        "evidence/evidence-000.zip",
        "evidence/evidence-001.zip",
    ]
    assert [each["thread"] for each in where] == [thread_of(MAYA), thread_of(OMAR)]
    assert {each["performer"] for each in where} == {"p-aaaaaaaa", "p-bbbbbbbb"}


def test_evidence_that_lacks_a_recording_is_refused(bundle):
    with pytest.raises(Unproven, match="1 threads"):
        files_of(bundle, evidence(MAYA))


def test_it_is_the_same_bytes_each_time(bundle):
    assert files_of(bundle, evidence(MAYA, OMAR)) == files_of(bundle, evidence(MAYA, OMAR))


def test_files_are_filled_with_whole_threads():
    threads = {"a": 4, "b": 4, "c": 3, "d": 20, "e": 1}
    assert list(batches(threads, most=10)) == [["a", "b"], ["c"], ["d"], ["e"]]
    assert list(batches({})) == []
