"""Filings keep every version; sub-processors have a first day and a last."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import FileStorage

from consent.licences.filings import actions, content, queries
from consent.licences.filings.actions import NewFiling, NewSubProcessor
from consent.licences.filings.errors import (
    EndsBeforeItBegins,
    FilingNotFound,
    NoSuchRegion,
    NothingToKeep,
    SubProcessorEnded,
    SubProcessorNotFound,
    UnfitFile,
)
from consent.licences.filings.models import FilingKind
from foundation import storage
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.web import settings
from tests.cast import NORTHLAB, RIVALLAB

pytestmark = pytest.mark.usefixtures("each_database")
ASSESSMENT = FilingKind.IMPACT_ASSESSMENT


def keep(actor, client_id=NORTHLAB, words="Low risk."):
    new = NewFiling(kind=ASSESSMENT, title="DPIA", client_id=client_id)
    return actions.keep_filing(new, content.of_text(words), actor=actor)


def titles(actor):
    db.session.rollback()
    return len(queries.filings(db.session(), actor))


def test_every_version_stays_and_the_newest_is_shown(cast):
    kept = keep(cast.ada.actor)
    actions.keep_version(kept, content.of_text("Higher."), actor=cast.ada.actor)
    found = queries.versions(db.session(), kept)
    assert [each.text for each in found] == ["Higher.", "Low risk."]
    (current,) = queries.filings(db.session(), cast.ada.actor)
    assert current.version.number == 2


def test_the_hash_is_of_the_very_bytes(cast):
    kept = keep(cast.ada.actor)
    found = queries.version(db.session(), kept, 1, cast.ada.actor)
    assert found.sha256 == "sha256:" + hashlib.sha256(b"Low risk.").hexdigest()


def test_a_version_is_never_changed(cast):
    keep(cast.ada.actor)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text("UPDATE consent_filing_version SET text = 'x'"))


def test_a_file_is_kept_as_it_came(cast):
    raw = b"%PDF-1.7\nassessment"
    file = FileStorage(BytesIO(raw), "dpia.pdf", content_type="application/pdf")
    made = content.given("", file)
    assert b"".join(storage.of(settings()).open(made.storage_key)) == raw
    assert made.filename == "dpia.pdf"


def test_an_empty_file_is_refused(app):
    with pytest.raises(UnfitFile):
        content.of_file(FileStorage(BytesIO(b""), "dpia.pdf", content_type="application/pdf"))


def test_something_is_kept(app):
    with pytest.raises(NothingToKeep):
        content.given("  ", None)


def test_the_platforms_own_are_for_every_client_and_a_clients_for_its_people(cast):
    keep(cast.cora.actor, None)
    keep(cast.ada.actor)
    assert (titles(cast.ben.actor), titles(cast.rolf.actor), titles(cast.cora.actor)) == (2, 1, 2)


def test_another_clients_filing_does_not_exist(cast):
    kept = keep(cast.ada.actor)
    with pytest.raises(FilingNotFound):
        queries.filing(db.session(), kept, cast.rolf.actor)
    with pytest.raises(FilingNotFound):
        actions.keep_version(kept, content.of_text("x"), actor=cast.rolf.actor)


@pytest.mark.parametrize(
    ("who", "client_id"),
    [("ben", NORTHLAB), ("ada", RIVALLAB), ("ada", None), ("omar", None), ("remy", NORTHLAB)],
)
def test_only_the_owner_and_compliance_keep_filings(cast, who, client_id):
    with pytest.raises(NotPermitted):
        keep(getattr(cast, who).actor, client_id)


def test_who_only_reads_keeps_no_version(cast):
    kept = keep(cast.ada.actor)
    with pytest.raises(NotPermitted):
        actions.keep_version(kept, content.of_text("x"), actor=cast.ben.actor)


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(FilingNotFound):
        actions.keep_version(new_id(), content.of_text("x"), actor=cast.cora.actor)


def processor(actor, region="EU"):
    new = NewSubProcessor(
        name="Storage Ltd", purpose="Keeps files", region=region, since_on=date(2026, 1, 1)
    )
    return actions.add_sub_processor(new, actor=actor)


def test_a_sub_processor_has_a_first_day_and_a_last(cast):
    added = processor(cast.cora.actor)
    actions.end_sub_processor(added, date(2026, 3, 31), actor=cast.cora.actor)
    (found,) = queries.sub_processors(db.session())
    assert (found.since_on, found.until_on) == (date(2026, 1, 1), date(2026, 3, 31))
    with pytest.raises(SubProcessorEnded):
        actions.end_sub_processor(added, date(2026, 4, 1), actor=cast.cora.actor)


def test_a_last_day_is_not_before_the_first(cast):
    added = processor(cast.cora.actor)
    with pytest.raises(EndsBeforeItBegins):
        actions.end_sub_processor(added, date(2025, 12, 31), actor=cast.cora.actor)


def test_only_compliance_keeps_the_list(cast):
    with pytest.raises(NotPermitted):
        processor(cast.ada.actor)
    added = processor(cast.cora.actor)
    with pytest.raises(NotPermitted):
        actions.end_sub_processor(added, date(2026, 4, 1), actor=cast.ada.actor)
    with pytest.raises(SubProcessorNotFound):
        actions.end_sub_processor(new_id(), date(2026, 4, 1), actor=cast.cora.actor)


def test_a_region_is_a_code(cast):
    with pytest.raises(NoSuchRegion):
        processor(cast.cora.actor, region="europe")
