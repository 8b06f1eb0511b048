"""The certificate of destruction: a document, its hash, and the proof of every entry it names."""

import hashlib
from datetime import timedelta

import pytest

from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Attestation
from consent.recalls import documents
from consent.recalls.answering import attest_recall
from consent.recalls.certifying import standing
from foundation import clock, hooks
from foundation.database import db
from foundation.web import settings
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.holders.holding import held
from tests.consent.recalls.ending import recalls, withdraw
from tests.consent.recordings.performed import recorded


@pytest.fixture
def gone(app, cast):
    """Withdrawn, and answered by its one holder."""
    create_key(settings=settings())
    (grant,) = recorded(cast.omar.id, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    withdraw(grant)
    (waiting,) = recalls()
    attest_recall(waiting.id, Attestation.DESTROYED, waiting.files, actor=cast.ada.actor)
    db.session.rollback()
    return f"/recordings/{grant.recording_id}/certificate", grant


def test_it_is_a_document_the_same_bytes_each_time_and_its_hash_is_said(client, cast, gone):
    address, _ = gone
    sign_in(client, cast.omar)
    document = client.get(f"{address}.pdf")
    assert (document.content_type, document.data[:5]) == ("application/pdf", b"%PDF-")
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part"):
        assert part in document.data
    clock.move(timedelta(minutes=5))
    assert client.get(f"{address}.pdf").data == document.data
    said = client.get(f"{address}.json").json
    assert said["document"] == "sha256:" + hashlib.sha256(document.data).hexdigest()
    assert f'{address}.pdf"' in client.get(address).text


def test_programs_get_the_same(app, client, cast, gone):
    address, grant = gone
    sign_in(client, cast.omar)
    omar, api = Program(app, cast.omar), f"/api/v1/rights/{grant.recording_id}/certificate"
    assert omar.get(f"{api}.pdf").data == client.get(f"{address}.pdf").data
    assert omar.get(api).json["document"] == client.get(f"{address}.json").json["document"]
    assert Program(app, cast.mira).get(f"{api}.pdf").status_code == 404


def test_each_entry_brings_its_proof_once_a_checkpoint_covers_it(client, cast, gone):
    address, _ = gone
    sign_in(client, cast.omar)
    before = client.get(f"{address}.json").json["entries"]
    assert {each["proof"] for each in before} == {None}
    keep()
    after = client.get(f"{address}.json").json["entries"]
    assert [each["id"] for each in after] == [each["id"] for each in before]
    assert all(each["proof"].startswith("c2sp.org/tlog-proof@v1") for each in after)


def test_it_names_the_holder_the_files_and_the_entries(app, cast, gone):
    _, grant = gone
    found = standing(db.session(), grant.recording_id, cast.omar.actor)
    said = documents.content_of(grant.recording_id, cast.omar.id, found, settings())
    _, holders, entries = (section["rows"] for section in said["sections"])
    assert holders[0][0] == "Northlab"
    assert holders[0][1].startswith("Destroyed, answered 2 March 2026")
    assert len(entries) == len(documents.told_in_ledger(found.lines)) == 3


def test_a_holder_whose_name_no_font_has_is_named_by_id(app, cast, gone, monkeypatch):
    _, grant = gone
    monkeypatch.setattr(hooks, "names_of", (lambda _, ids: dict.fromkeys(ids, "日本"),))
    found = standing(db.session(), grant.recording_id, cast.omar.actor)
    assert found.called[0].holder == "日本"
    made = documents.document_of(grant.recording_id, cast.omar.id, found, settings())
    assert made[:5] == b"%PDF-"


def test_before_all_is_done_there_is_none(app, client, cast):
    (grant,) = recorded(cast.omar.id, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    withdraw(grant)
    sign_in(client, cast.omar)
    address = f"/recordings/{grant.recording_id}/certificate"
    assert client.get(f"{address}.pdf").status_code == 409
    assert f"{address}.pdf" not in client.get(address).text
