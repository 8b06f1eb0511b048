"""Who may read what was signed, how that is shown, and what a person gets of their own."""

import json

import pytest
from sqlalchemy import select

from consent.keeping.openings import ThreadNotFound, exports_of, read_as
from consent.ledger.fresh_ids import fresh_id
from foundation.audit import AuditEvent
from foundation.database import transaction
from tests.consent.ledger.openings.signing_people import (
    given,
    licensed,
    opened,
    withdrawn,
    write,
)


def look(actor, thread: str) -> list[str]:
    with transaction() as session:
        return [line.sentence for line in read_as(session, actor, thread)]


def looks(session) -> list[AuditEvent]:
    return list(session.scalars(select(AuditEvent).where(AuditEvent.action == "opening.read")))


@pytest.fixture
def one(cast):
    one = opened(given(cast.omar.id))
    write(one, opened(withdrawn(cast.omar.id, "I changed my mind."), one.thread))
    return one


def test_ones_own_is_read_without_being_put_on_record(cast, one, session):
    first, second = look(cast.omar.actor, one.thread)
    assert "2029" in first
    assert "I changed my mind." in second
    assert looks(session) == []


def test_compliance_reads_it_on_record_and_the_person_is_shown_that(cast, one, session):
    assert len(look(cast.cora.actor, one.thread)) == 2
    (event,) = looks(session)
    assert (event.actor_id, event.subject_id) == (cast.cora.id, cast.omar.id)
    (shown,) = exports_of(session, cast.omar.id)["rights_read_by"]
    assert shown["as"] == "compliance"


def test_the_record_of_a_reading_names_no_thread(cast, one, session):
    look(cast.cora.actor, one.thread)
    (event,) = looks(session)
    assert one.thread not in json.dumps(event.details)


@pytest.mark.parametrize("name", ["mira", "ada", "cleo", "remy", "fay", "otto"])
def test_to_everybody_else_it_does_not_exist(cast, one, name):
    with pytest.raises(ThreadNotFound):
        look(getattr(cast, name).actor, one.thread)


def test_in_a_shared_thread_one_reads_ones_own_words_only(cast):
    thread = fresh_id()
    write(*licensed(cast.ada.id, cast.ben.id, thread))
    hers, his = look(cast.ada.actor, thread)
    assert "2029" in hers
    assert "2029" not in his


def test_the_export_has_ones_own_in_words_and_nothing_of_others(cast, one, session):
    write(opened(withdrawn(cast.mira.id, "Her own reason.")))
    found = exports_of(session, cast.omar.id)
    assert [each["content"]["person"] for each in found["rights"]] == [str(cast.omar.id)] * 2
    assert "I changed my mind." in json.dumps(found)
    assert "Her own reason." not in json.dumps(found)
