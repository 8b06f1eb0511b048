"""By which name a client is shown to whom, and whether it was verified."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from foundation import clock
from foundation.actors import SYSTEM, VISITOR
from foundation.database import db, transaction
from marketplace.clients import naming, queries
from marketplace.clients.models import ClientVerification
from marketplace.clients.naming import Asking
from tests.cast import NORTHLAB, RIVALLAB

pytestmark = pytest.mark.usefixtures("each_database", "session")
REQUEST = UUID(int=31)
SEALED = Asking(REQUEST, NORTHLAB, sealed=True, sector="language courses")
VEILED = "A client in language courses"


def shown(actor, asking=SEALED):
    return naming.shown_name(db.session(), asking, actor)


def verified(verdict, expires_on=date(2027, 1, 1)):
    found = ClientVerification(
        client_id=NORTHLAB,
        verified=verdict,
        seen={"documents": []},
        expires_on=expires_on,
        decided_by=UUID(int=5),
    )
    with transaction() as session:
        session.add(found)


def test_a_named_client_is_named_to_everybody(cast):
    assert shown(VISITOR, Asking(REQUEST, NORTHLAB, sealed=False)) == "Northlab"


@pytest.mark.parametrize("name", ["omar", "cleo", "fay", "rolf", "otto"])
def test_a_sealed_client_is_its_sector(cast, name):
    assert shown(getattr(cast, name).actor) == VEILED


@pytest.mark.parametrize("name", ["cora", "ada", "vera"])
def test_compliance_and_its_own_people_see_who_it_is(cast, name):
    assert shown(getattr(cast, name).actor) == "Northlab"


def test_who_was_told_in_confidence_knows_and_nobody_else(cast):
    with transaction() as session:
        naming.reveal(session, SEALED, cast.omar.id, actor=cast.cora.actor)
    assert shown(cast.omar.actor) == "Northlab"
    assert shown(cast.mira.actor) == VEILED
    other = Asking(UUID(int=32), RIVALLAB, sealed=True)
    assert shown(cast.omar.actor, other) == "A client"


def test_telling_twice_keeps_the_first_time(cast):
    for _ in range(2):
        with transaction() as session:
            naming.reveal(session, SEALED, cast.omar.id, actor=SYSTEM)
        clock.move(timedelta(hours=3))
    told = naming.revealed(db.session(), [REQUEST], cast.omar.id)
    assert told[REQUEST] == clock.now() - timedelta(hours=6)


def test_the_newest_verification_holds(cast):
    assert not queries.verified(db.session(), NORTHLAB)
    verified(True)
    assert queries.verified(db.session(), NORTHLAB)
    clock.move(timedelta(days=1))
    verified(False)
    assert not queries.verified(db.session(), NORTHLAB)


def test_a_verification_expires(cast):
    verified(True, expires_on=date(2026, 3, 2))
    assert queries.verified(db.session(), NORTHLAB)
    clock.move(timedelta(days=1))
    assert not queries.verified(db.session(), NORTHLAB)
