"""On PostgreSQL, too, what is asked for is read by its key, however much lies around it."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from consent.decisions.deciding import decide
from foundation.database import db, transaction
from tests.consent.grants.granted import TO_EVALUATE, allowing

_GRANTS = """INSERT INTO consent_grant (id, recording_id, performer_id, agreement_id, thread,
 made_at)
 SELECT id, id, id, id, id::text, now()
 FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 60000)) AS fresh"""
_RIGHTS = """INSERT INTO consent_right (recording_id, performer_id, grant_id, limit_set_id, state,
 accepted, uses, constrained, starts_on, ends_on, suspended, alone)
 SELECT recording_id, performer_id, id, (SELECT min(limit_set_id) FROM consent_right), 'given',
 true, 65535, 0, DATE '2020-01-01', DATE '2040-01-01', false, true
 FROM consent_grant WHERE thread = id::text"""
_READ = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'consent_right'"


@pytest.fixture
def many_around(postgresql_app):
    allowing()
    with transaction() as session:
        session.execute(text(_GRANTS))
        session.execute(text(_RIGHTS))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def whole_reads(connection: Connection) -> int:
    return int(connection.execute(text(_READ)).scalar_one())


def test_seven_hundred_among_sixty_thousand_are_read_by_their_key(many_around):
    session = db.session()
    asked = [*session.scalars(text("SELECT recording_id FROM consent_grant LIMIT 700")), uuid4()]
    assert decide(session, asked, TO_EVALUATE).refused_count == 1
    assert whole_reads(session.connection()) == 0
