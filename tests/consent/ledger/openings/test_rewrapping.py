"""A new master key: nobody starts under it before all keys are wrapped by it, and none is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from consent.keeping import erasures
from consent.ledger.openings import reading, rewrapping
from consent.ledger.openings.models import LedgerDataKey
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.sealing import BrokenSeal
from foundation.web import settings
from tests.consent.ledger.openings.signing_people import given, opened, write

pytestmark = pytest.mark.usefixtures("each_database")
NEW = "11" * 32


@pytest.fixture
def people():
    """Five, each with an opening that the present master key reads."""
    many = [opened(given(new_id())) for _ in range(5)]
    write(*many)
    return many


def rewrap(limit: int, old: str = "") -> int:
    with transaction() as session:
        return rewrapping.rewrap_some(session, old or settings().master_key, NEW, limit)


def test_all_can_be_read_with_the_new_key_and_none_with_the_old(people):
    assert [rewrap(2), rewrap(2), rewrap(2), rewrap(2)] == [2, 2, 1, 0]
    ids = [each.id for each in people]
    assert len(reading.read(db.session(), NEW, ids)) == 5
    with pytest.raises(BrokenSeal):
        reading.read(db.session(), settings().master_key, ids)


def test_cut_short_it_goes_on_where_it_was(people):
    rewrap(2)
    assert rewrapping.wrapped_otherwise(db.session(), NEW) == 3
    db.session.rollback()
    while rewrap(2):
        pass
    assert rewrapping.wrapped_otherwise(db.session(), NEW) == 0


def test_a_wrong_old_key_changes_nothing(people):
    with pytest.raises(BrokenSeal):
        rewrap(10, old="22" * 32)
    assert rewrapping.wrapped_otherwise(db.session(), NEW) == 5


def test_nothing_starts_while_keys_are_wrapped_by_another(people, session):
    new = replace(settings(), master_key=NEW)
    (why,) = erasures.refusals(session, new)
    assert "5 people's keys" in why
    assert "flask ledger rewrap" in why
    assert list(erasures.refusals(session, settings())) == []


def test_the_command_asks_for_the_old_key_and_never_shows_it(people, app):
    with transaction() as session:  # As if they had been wrapped by another until now.
        session.execute(update(LedgerDataKey).values(wrapped_by="another"))
    run = app.test_cli_runner()
    done = run.invoke(args=["ledger", "rewrap"], input="00" * 32)
    assert "All keys are wrapped by FAIRTAKE_MASTER_KEY." in done.output
    assert "00" * 32 not in done.output
    refused = run.invoke(args=["ledger", "rewrap"], input="no key")
    assert (refused.exit_code, "64 hexadecimal digits" in refused.output) == (1, True)


def test_the_command_says_when_it_is_the_wrong_key(people, app):
    with transaction() as session:
        session.execute(update(LedgerDataKey).values(wrapped_by="another"))
    done = app.test_cli_runner().invoke(args=["ledger", "rewrap"], input="22" * 32)
    assert done.exit_code == 1
    assert "not the master key that wrapped them" in done.output
