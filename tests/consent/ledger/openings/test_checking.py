"""What does not fit between openings and the log is found, and said of which event."""

import pytest
from sqlalchemy import delete, select, update

from consent.keeping.jobs import keep
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.checking import wrong
from consent.ledger.openings.erasing import Reason, erase_person
from consent.ledger.openings.models import LedgerDataKey, LedgerOpening
from foundation.database import db, transaction
from foundation.sealing import seal_for
from foundation.web import settings
from tests.consent.ledger.openings.signing_people import given, opened, withdrawn, write

MISSING = "its opening is missing, and its thread does not say that it was erased"


@pytest.fixture
def two(cast):
    two = opened(given(cast.omar.id)), opened(given(cast.mira.id))
    write(*two)
    keep()
    return two


def found() -> list[tuple[str, str]]:
    db.session.rollback()
    return list(wrong(db.session(), settings().master_key))


def change(statement) -> None:
    with transaction() as session:
        session.execute(statement)


def test_what_fits_is_no_finding(two, cast):
    assert found() == []
    write(opened(withdrawn(cast.omar.id), two[0].thread))
    assert found() == []


def test_what_was_erased_is_no_finding(two, cast):
    with transaction() as session:
        erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
    assert found() == []
    keep()
    assert found() == []


def test_a_lost_opening_is_found(two):
    change(delete(LedgerOpening).where(LedgerOpening.event_id == two[0].id))
    assert found() == [(two[0].id, MISSING)]


def test_an_erasure_in_another_thread_excuses_nothing(two, cast):
    with transaction() as session:
        erase_person(session, cast.mira.id, cast.cora.actor, Reason.ASKED)
    keep()
    change(delete(LedgerOpening).where(LedgerOpening.event_id == two[0].id))
    assert found() == [(two[0].id, MISSING)]


def test_an_opening_of_nothing_is_found(two, cast):
    stray = fresh_id()
    change(update(LedgerOpening).where(LedgerOpening.event_id == two[0].id).values(event_id=stray))
    assert found() == [(two[0].id, MISSING), (stray, "it is the opening of no entry")]


def test_a_flipped_bit_in_what_is_sealed_is_found(two, session):
    of = LedgerOpening.event_id == two[0].id
    sealed = bytearray(session.scalars(select(LedgerOpening.sealed).where(of)).one())
    sealed[40] ^= 1
    change(update(LedgerOpening).where(of).values(sealed=bytes(sealed)))
    assert found() == [(two[0].id, "its opening cannot be unsealed")]


def test_another_content_sealed_rightly_is_found(two, cast, session):
    """Whoever has all keys can seal what they like: the commitment stands in the log."""
    master = seal_for(settings().master_key, "ledger openings")
    row = session.get_one(LedgerDataKey, cast.omar.id)
    key = type(master)(master.open(row.wrapped, owner=cast.omar.id))
    forged = key.close(bytes(32) + b'{"uses":"all"}', owner=cast.omar.id, about=two[0].id)
    of = LedgerOpening.event_id == two[0].id
    change(update(LedgerOpening).where(of).values(sealed=forged))
    assert found() == [(two[0].id, "its opening is not what it committed to")]


def test_the_audit_says_it_too(two, app):
    change(delete(LedgerOpening).where(LedgerOpening.event_id == two[0].id))
    done = app.test_cli_runner().invoke(args=["ledger", "audit"])
    assert done.exit_code == 1
    assert f"Opening {two[0].id}: {MISSING}" in done.output
