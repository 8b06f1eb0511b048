"""Checks of what was shown, signed, licensed, handed over and recalled: each with its fault."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consent.console.checks.handed import LICENSED, RECALLED
from consent.console.checks.recorded import AFTER_BRIEF, NOTIFIED
from consent.console.checks.running import run_checks
from consent.console.checks.told import AS_TOLD
from consent.grants.following import begin
from consent.holders.models import HandedOver, Holder
from consent.ledger.explaining.words import Signature, Use
from consent.ledger.fresh_ids import fresh_id
from consent.recordings.models import Recording
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.console.recorded import delivered, recorded, tell, write_only
from tests.consent.grants.granted import withdrawn
from tests.consent.holders.holding import held
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import withdraw
from tests.consent.signing.asked import ask_one

pytestmark = pytest.mark.usefixtures("each_database")


def about(check):
    return [
        wrong.about
        for asked in run_checks([check.name], actor=SYSTEM)
        if asked.check is check
        for wrong in asked.first
    ]


def registered(days):
    at = clock.now()
    row = Recording(
        id=new_id(),
        client_id=NORTHLAB,
        take_id=new_id(),
        sha256=f"sha256:{uuid4().hex * 2}",
        recorded_at=at,
        brief_hash="sha256:" + "0" * 64,
        brief_dated_at=at + timedelta(days=days),
    )
    with transaction() as session:
        session.add(row)
        return str(row.id)


def test_a_take_older_than_its_brief_is_found(app):
    registered(-1)
    early = registered(1)
    assert about(AFTER_BRIEF) == [early]


def test_a_grant_of_an_agreement_that_nobody_signed_is_found(cast):
    paper = ask_one(cast.omar, Signature.RECORDING_AND_PAY)
    assert about(NOTIFIED) == []
    with transaction() as session:
        begin(
            session,
            recording=new_id(),
            performer=cast.omar.id,
            agreement=paper,
            thread=fresh_id(),
        )
    assert about(NOTIFIED) == [str(paper)]


def handed(licence, **purpose):
    delivery, recording = new_id(), new_id()
    stated = {"uses": ["evaluation"], "end_product": "support", "regions": ["EU"], **purpose}
    with transaction() as session:
        session.add(
            HandedOver(
                delivery_id=delivery,
                client_id=NORTHLAB,
                recipient_id=None,
                licence_id=licence,
                purpose=stated,
                manifest="sha256:" + "0" * 64,
                handed_over_by=new_id(),
            )
        )
        session.flush()
        session.add(
            Holder(
                delivery_id=delivery,
                recording_id=recording,
                client_id=NORTHLAB,
                recipient_id=None,
                files=[],
            )
        )
    return str(delivery)


def test_a_delivery_within_its_licence_is_no_finding(cast):
    handed(licensed(cast.ada))
    assert about(LICENSED) == []


@pytest.mark.parametrize(
    "beyond",
    [{"uses": ["voice_replica"]}, {"end_product": "sales"}, {"regions": ["US"]}],
)
def test_a_delivery_beyond_its_licence_is_found(cast, beyond):
    licence = licensed(cast.ada)
    handed(licence)
    wrong = handed(licence, **beyond)
    assert about(LICENSED) == [wrong]


def test_a_delivery_without_a_licence_is_found(cast):
    without = handed(new_id())
    assert about(LICENSED) == [without]


def test_what_the_ledger_tells_otherwise_than_it_was_handed_over_is_found(cast):
    grant = recorded(cast.omar.id)
    tell(grant, delivered(grant))
    assert about(AS_TOLD) == []
    for wrong in (
        delivered(grant, uses=(Use.GENERATIVE_TRAINING,)),
        delivered(grant, client=NORTHLAB),
        delivered(grant, delivery=new_id()),
        delivered(grant, delivery=held(recorded(cast.mira.id))),
    ):
        write_only(grant, wrong)
    assert len(about(AS_TOLD)) == 4


def test_a_holder_that_nobody_told_of_the_withdrawal_is_found(cast):
    told, untold = recorded(cast.omar.id), recorded(cast.mira.id)
    held(told)
    delivery = held(untold)
    withdraw(told)
    assert about(RECALLED) == []
    tell(untold, withdrawn(untold))
    assert about(RECALLED) == [f"{untold.thread} {delivery}"]
