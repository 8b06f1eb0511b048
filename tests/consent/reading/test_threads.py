"""A whole thread for those who may read it, and the bundle that they take away."""

import json
import re
import subprocess
import sys
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest

from consent.grants.following import begin
from consent.keeping.jobs import keep
from consent.ledger.fresh_ids import fresh_id
from foundation.database import transaction
from tests.cast import sign_in
from tests.consent.ledger.openings.signing_people import given, opened, withdrawn, write

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def thread(cast) -> str:
    first = opened(given(cast.omar.id))
    write(first, opened(withdrawn(cast.omar.id, "I changed my mind."), first.thread))
    keep()
    return first.thread


def test_a_performer_reads_their_own_record_with_their_name_in_it(client, cast, thread):
    sign_in(client, cast.omar)
    assert thread in client.get("/threads").text
    page = client.get(f"/threads/{thread}").text
    assert "I changed my mind." in page
    assert "performer Omar" in page
    assert str(cast.omar.id) not in page


def test_to_a_stranger_neither_page_nor_evidence_exists(client, cast, thread):
    sign_in(client, cast.mira)
    assert thread not in client.get("/threads").text
    assert client.get(f"/threads/{thread}").status_code == 404
    assert client.get(f"/threads/{thread}/evidence").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "A" * 22, "../x"])
def test_a_thread_that_is_none_is_not_found(client, cast, name):
    sign_in(client, cast.cora)
    assert client.get(f"/threads/{name}").status_code == 404
    assert client.get(f"/threads/{name}/evidence").status_code == 404


def test_who_has_nothing_is_told_so_and_cannot_search(client, cast):
    sign_in(client, cast.mira)
    page = client.get("/threads").text
    assert "Nothing is recorded about you yet" in page
    assert "Read another" not in page


def test_compliance_finds_a_thread_and_a_wrong_name_is_said_at_the_field(client, cast, thread):
    sign_in(client, cast.cora)
    assert client.get(f"/threads?thread= {thread} ").location.endswith(thread)
    assert client.get("/threads?thread=x").status_code == 422
    assert "changed my mind" in client.get(f"/threads/{thread}").text


def recorded(*performers) -> UUID:
    """A recording with a grant of each of them."""
    recording = uuid4()
    for person in performers:
        first = opened(given(person.id))
        write(first)
        with transaction() as session:
            begin(
                session,
                recording=recording,
                performer=person.id,
                agreement=uuid4(),
                thread=first.thread,
            )
    keep()
    return recording


def test_compliance_finds_the_records_of_a_recording(client, cast):
    alone, together = recorded(cast.omar), recorded(cast.omar, cast.mira)
    sign_in(client, cast.cora)
    only = client.get(f"/threads?thread={alone}").location
    assert "performer Omar" in client.get(only).text
    page = client.get(f"/threads?thread= {str(together).upper()} ").text
    links = re.findall(r'href="(/threads/[^"/]+)"', page)
    assert len(links) == 2
    # The clock stands still here, so which of the two was made first is not said.
    records = [client.get(link).text for link in links]
    for name in ("performer Omar", "performer Mira"):
        assert sum(name in record for record in records) == 1
    unknown = client.get(f"/threads?thread={uuid4()}")
    assert unknown.status_code == 422
    assert "Nothing is recorded about such a recording." in unknown.text


def test_a_performer_finds_by_recording_only_what_is_theirs(client, cast):
    together, others = recorded(cast.omar, cast.mira), recorded(cast.omar)
    sign_in(client, cast.mira)
    found = client.get(f"/threads?thread={together}").location
    assert "performer Mira" in client.get(found).text
    assert client.get(f"/threads?thread={others}").status_code == 422


def verified(bundle: bytes, tmp_path) -> subprocess.CompletedProcess[str]:
    """By the program that travels in the bundle itself, in a process of its own."""
    (tmp_path / "bundle.zip").write_bytes(bundle)
    with ZipFile(BytesIO(bundle)) as files:
        (tmp_path / "verify.py").write_bytes(files.read("verify.py"))
    command = [sys.executable, "-I", "verify.py", "bundle.zip"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_the_evidence_verifies_without_us(client, cast, thread, tmp_path):
    sign_in(client, cast.omar)
    answer = client.get(f"/threads/{thread}/evidence")
    assert answer.headers["Content-Type"] == "application/zip"
    said = verified(answer.data, tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "withdrawn" in said.stdout


def test_evidence_with_an_entry_left_out_does_not(client, cast, thread, tmp_path):
    """The planted fault: the log's statement says how many there are."""
    sign_in(client, cast.omar)
    whole = client.get(f"/threads/{thread}/evidence").data
    shortened = BytesIO()
    with ZipFile(BytesIO(whole)) as files, ZipFile(shortened, "w") as fewer:
        for name in files.namelist():
            body = files.read(name)
            if name == "evidence.json":
                body = without_last_entry(body)
            fewer.writestr(name, body)
    said = verified(shortened.getvalue(), tmp_path)
    assert said.returncode == 1


def without_last_entry(body: bytes) -> bytes:
    found = json.loads(body)
    found["entries"].pop()
    return json.dumps(found).encode()


def test_what_is_not_signed_yet_is_asked_for_again_in_seconds(client, cast, thread):
    sign_in(client, cast.omar)
    write(opened(given(cast.omar.id), later := fresh_id()))
    assert client.get(f"/threads/{later}/evidence").status_code in (404, 409, 503)
    assert "Being placed" in client.get(f"/threads/{later}").text


def test_the_list_says_how_each_record_stands_and_when_it_last_changed(client, cast, thread):
    sign_in(client, cast.omar)
    page = client.get("/threads").text
    assert "Consent was withdrawn: nothing was allowed any more." in page
    assert "Nobody but you." in page


def test_a_record_says_how_it_stands_before_it_is_signed_too(client, cast, session):
    held = opened(given(cast.omar.id))
    write(held)
    sign_in(client, cast.omar)
    assert "It is being placed" in client.get(f"/threads/{held.thread}").text
    keep()
    page = client.get(f"/threads/{held.thread}").text
    assert "Consent was given and held." in page
    assert "The take was not accepted: only review was allowed." in page


def test_a_record_that_cannot_be_right_is_not_read_out_as_one(client, cast, session):
    """The planted fault: two that nothing in the business would write."""
    first = opened(withdrawn(cast.omar.id))
    write(first, opened(given(cast.omar.id), first.thread))
    keep()
    sign_in(client, cast.omar)
    page = client.get(f"/threads/{first.thread}").text
    assert "This record cannot be right" in page
    assert "Consent was given and held" not in page


def test_each_entry_leads_to_its_place_in_the_public_ledger(client, cast, thread):
    sign_in(client, cast.omar)
    entry_id = re.findall(
        r"/ledger\?entry=([\w-]{22})#find", client.get(f"/threads/{thread}").text
    )[1]
    assert "consent was withdrawn" in client.get(f"/ledger?entry={entry_id}").text


def test_whom_it_is_about_is_shown_who_else_read_it(client, cast, thread):
    sign_in(client, cast.cora)
    client.get(f"/threads/{thread}")
    sign_in(client, cast.omar)
    page = client.get("/threads").text
    assert "Compliance" in page
    assert "Nobody but you." not in page


def test_compliance_comes_from_an_entry_to_its_record_and_nobody_else_does(client, cast, thread):
    sign_in(client, cast.omar)
    entry_id = re.findall(r"entry=([\w-]{22})#", client.get(f"/threads/{thread}").text)[0]
    assert thread not in client.get(f"/threads?thread={entry_id}").location
    sign_in(client, cast.cora)
    assert client.get(f"/threads?thread={entry_id}").location.endswith(thread)
