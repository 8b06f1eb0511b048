"""End recipients that got copies without having been named: each fault is found, and no other."""

from datetime import date, timedelta

import pytest

from consent.console.checks.running import run_checks
from consent.console.checks.supplied import NAMED
from consent.holders.models import HandedOver
from consent.licences.recipients.models import EndRecipient
from foundation import clock
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.licences.licensed import licensed

pytestmark = pytest.mark.usefixtures("each_database")


def named(licence, **changes):
    given = {
        "licence_id": licence,
        "client_id": NORTHLAB,
        "country": "DE",
        "named_by": new_id(),
        "announced_to": 0,
        "effective_on": now().date(),
    }
    with transaction() as session:
        row = EndRecipient(**{**given, **changes})
        session.add(row)
        session.flush()
        return row.id


def went_to(recipient, licence):
    delivery = new_id()
    with transaction() as session:
        session.add(
            HandedOver(
                delivery_id=delivery,
                client_id=NORTHLAB,
                recipient_id=recipient,
                licence_id=licence,
                purpose={"uses": ["evaluation"]},
                manifest="sha256:" + "0" * 64,
                handed_over_by=new_id(),
            )
        )
    return str(delivery)


def found():
    (asked,) = run_checks([NAMED.name], actor=SYSTEM)
    assert not asked.failed
    return {wrong.about: wrong.sentence for wrong in asked.first}


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


def test_who_was_named_in_time_is_no_finding_nor_is_the_client_itself(licence):
    went_to(named(licence), licence)
    went_to(None, licence)
    assert found() == {}


def test_who_was_named_later_ended_or_elsewhere_is_found(licence):
    ended = named(licence, ended_at=now() - timedelta(hours=1))
    wrong = {
        went_to(new_id(), licence): "never named",
        went_to(named(licence, client_id=RIVALLAB), licence): "never named",
        went_to(named(licence, effective_on=date(2030, 1, 1)), licence): "before the first day",
        went_to(named(licence, named_at=now() + timedelta(days=1)), licence): "before the first",
        went_to(ended, licence): "after that had ended",
        went_to(named(licence), new_id()): "under another licence",
    }
    sentences = found()
    assert sentences.keys() == wrong.keys()
    assert all(why in sentences[delivery] for delivery, why in wrong.items())


def test_whoever_ended_afterwards_had_been_named_when_it_left(licence):
    recipient = named(licence)
    went_to(recipient, licence)
    clock.move(timedelta(hours=2))
    with transaction() as session:
        session.get_one(EndRecipient, recipient).ended_at = now()
    assert found() == {}
