"""Checks of what was shown, signed, licensed, handed over and recalled: each with its fault."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from consent.console.checks.handed import LICENSED, RECALLED
from consent.console.checks.recorded import AFTER_BRIEF, NOTIFIED
from consent.console.checks.running import run_checks
from consent.console.checks.told import AS_TOLD
from consent.grants.following import begin
from consent.holders.models import HandedOver, Holder
from consent.ledger.explaining.words import Signature, Use
from consent.ledger.fresh_ids import fresh_id
from consent.recordings.models import Recording
from consent.signing.models import Agreement, Showing, SignedAgreement
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.console.recorded import delivered, recorded, tell, write_only
from tests.consent.grants.granted import allowing, withdrawn
from tests.consent.holders.delivering import delivered as deliver_copies
from tests.consent.holders.holding import held
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import withdraw
from tests.consent.recordings.performed import recorded as registered_with
from tests.consent.signing.asked import ask_one, shown, sign

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


def signed(person, signature, wait=timedelta(0), **asked):
    """A paper signed when it may be, on which a grant stands."""
    paper = ask_one(person, signature, **asked)
    seen = shown(person, paper)
    clock.move(wait)
    sign(person, paper, signature, seen=seen, proven_at=clock.now())
    stands_on(paper, person)
    return paper


def stands_on(paper, person):
    with transaction() as session:
        new = {"recording": new_id(), "performer": person.id, "agreement": paper}
        begin(session, thread=fresh_id(), **new)


def forged(person, signature, waited, **kept):
    """The planted fault: a signature that no page took, kept by somebody at the database."""
    paper = ask_one(person, signature)
    shown(person, paper)
    clock.move(waited)
    with transaction() as session:
        showing = session.scalars(select(Showing).where(Showing.agreement_id == paper)).one()
        row = SignedAgreement(
            agreement_id=paper,
            performer_id=person.id,
            client_id=NORTHLAB,
            showing_id=showing.id,
            first_day=clock.now().date(),
            terms=b"{}",
            terms_hash="",
            answers={},
            first_shown_at=showing.shown_at,
            notice_s=int(waited.total_seconds()),
            signed_at=clock.now(),
            method="typed_name",
            proven_at=None,
            representation=None,
            post_mortem=None,
            document_hash="",
            event_id=fresh_id(),
        )
        for name, value in kept.items():
            setattr(row, name, value)
        session.add(row)
    stands_on(paper, person)
    return str(paper)


def test_what_was_signed_in_its_time_is_no_finding(cast):
    signed(cast.omar, Signature.RECORDING_AND_PAY)
    signed(cast.mira, Signature.REPLICA, wait=timedelta(hours=48))
    assert about(NOTIFIED) == []


def test_a_grant_of_somebody_who_did_not_sign_the_paper_is_found(cast):
    paper = signed(cast.omar, Signature.RECORDING_AND_PAY)
    assert about(NOTIFIED) == []
    stands_on(paper, cast.mira)
    assert about(NOTIFIED) == [str(paper)]


def test_a_replica_signed_before_the_time_to_think_was_over_is_found(cast):
    early = timedelta(hours=48) - timedelta(seconds=1)
    forged(cast.mira, Signature.REPLICA, timedelta(hours=48))
    forged(cast.mira, Signature.RECORDING_AND_PAY, early)
    assert about(NOTIFIED) == []
    wrong = forged(cast.omar, Signature.REPLICA, early)
    assert about(NOTIFIED) == [wrong]


@pytest.mark.parametrize("said", [{"notice_s": 86400}, {"performer_id": new_id()}])
def test_a_notice_that_does_not_add_up_is_found(cast, said):
    hour = timedelta(hours=1)
    forged(cast.mira, Signature.RECORDING_AND_PAY, hour)
    assert about(NOTIFIED) == []
    wrong = forged(cast.omar, Signature.RECORDING_AND_PAY, hour, **said)
    assert about(NOTIFIED) == [wrong]


def test_a_sealed_client_who_was_named_too_late_is_found(cast):
    day_before = clock.now() - timedelta(hours=24)
    sealed = {"sealed": True, "client_named_at": day_before}
    paper = signed(cast.omar, Signature.RECORDING_AND_PAY, **sealed)
    assert about(NOTIFIED) == []
    with transaction() as session:
        late = update(Agreement).where(Agreement.id == paper)
        session.execute(late.values(client_named_at=day_before + timedelta(seconds=1)))
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


def test_speaking_of_no_subject_is_told_by_a_word_and_is_no_finding(cast):
    """By the gate itself: a row keeps an empty list, and an opening cannot."""
    licensed(cast.ada)
    (grant,) = registered_with(cast.omar.id)
    deliver_copies(grant, subjects=())
    assert about(AS_TOLD) == []
    silent = recorded(cast.mira.id)
    tell(silent, delivered(silent, subjects=("none",)))
    assert len(about(AS_TOLD)) == 1


def test_a_holder_that_nobody_told_of_the_withdrawal_is_found(cast):
    told, untold = recorded(cast.omar.id), recorded(cast.mira.id)
    held(told)
    delivery = held(untold)
    withdraw(told)
    assert about(RECALLED) == []
    tell(untold, withdrawn(untold))
    assert about(RECALLED) == [f"{untold.thread} {delivery}"]


def test_of_two_papers_of_one_performer_that_ended_one_recall_is_enough():
    """As when recording and training were signed one by one, and all is withdrawn."""
    grant = allowing()
    other = allowing(grant.recording_id, grant.performer_id)
    held(grant)
    withdraw(grant)
    assert about(RECALLED) == []
    withdraw(other)
    assert about(RECALLED) == []
