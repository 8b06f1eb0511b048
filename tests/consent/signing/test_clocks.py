"""When a paper may be signed: notice, representation, a sealed name, who was asked again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.jurisdictions.actions import NewRule, confirm_rule, propose_rule
from consent.jurisdictions.words import RuleCode
from consent.ledger.explaining.words import Representation, Signature
from consent.signing import actions
from consent.signing.approving import approve_replica
from consent.signing.asking import name_client
from consent.signing.errors import (
    AnswersMissing,
    ApprovedAlready,
    NothingToApprove,
    NotSignableYet,
    OwnRequest,
    PaperChanged,
    PaperNotFound,
)
from consent.signing.models import Agreement, SignedAgreement
from consent.signing.offers import offer_of
from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.fresh import NotFresh
from foundation.notices.models import Notice
from tests.cast import START
from tests.consent.signing.asked import BOOKER, ENGAGEMENT, ask_one, shown, sign, state

pytestmark = pytest.mark.usefixtures("each_database")
REPLICA, TRAINING = Signature.REPLICA, Signature.NON_GENERATIVE_TRAINING
NOTICE, MOMENT = timedelta(hours=48), timedelta(microseconds=1)


@pytest.fixture
def replica(cast):
    return ask_one(cast.omar, REPLICA)


def offer_hash(agreement):
    db.session.rollback()
    return offer_of(db.session(), db.session().get_one(Agreement, agreement)).offer_hash


def test_a_replica_is_signed_48_hours_after_it_was_first_shown(cast, replica):
    seen = shown(cast.omar, replica)
    clock.move(NOTICE - MOMENT)
    with pytest.raises(NotSignableYet):
        sign(cast.omar, replica, REPLICA, seen=seen)
    assert state(replica) == "requested"
    clock.move(MOMENT)
    sign(cast.omar, replica, REPLICA, seen=seen)
    kept = db.session().get_one(SignedAgreement, replica)
    assert (kept.notice_s, kept.representation) == (48 * 3600, "counsel")
    assert kept.proven_at == START + NOTICE


@pytest.mark.parametrize(
    ("place", "law", "waits"),
    [("ALL", "Germany", 72), ("US-NY", "US-NY", 72), ("US-NY", "US-CA", 48), ("US-NY", None, 48)],
)
def test_the_notice_is_what_two_people_say_it_is_for_the_place(cast, place, law, waits):
    rule = NewRule(
        jurisdiction=place,
        code=RuleCode.REPLICA_NOTICE_HOURS,
        value=72,
        effective_from=START.date(),
        source="A rule of ours.",
    )
    confirm_rule(propose_rule(rule, actor=cast.cora.actor), actor=cast.admin.actor)
    paper = ask_one(cast.omar, REPLICA, particulars={"Law": law} if law else {})
    seen = shown(cast.omar, paper)
    clock.move(timedelta(hours=waits) - MOMENT)
    with pytest.raises(NotSignableYet, match=f"{waits} hours to think"):
        sign(cast.omar, paper, REPLICA, seen=seen)
    clock.move(MOMENT)
    sign(cast.omar, paper, REPLICA, seen=seen)


def test_other_papers_may_be_signed_at_once(cast):
    paper = ask_one(cast.omar, TRAINING, call_at=START + timedelta(hours=1))
    sign(cast.omar, paper, TRAINING)
    assert state(paper) == "signed"


def test_looking_again_or_in_another_language_does_not_begin_the_notice_anew(cast, replica):
    shown(cast.omar, replica)
    clock.move(NOTICE)
    shown(cast.omar, replica)
    sign(cast.omar, replica, REPLICA, seen=shown(cast.omar, replica, "es"))
    assert state(replica) == "signed"


@pytest.mark.parametrize(("early", "signs"), [(MOMENT, False), (timedelta(0), True)])
def test_work_begins_no_earlier_than_48_hours_after_it_was_shown(cast, early, signs):
    replica = ask_one(cast.omar, REPLICA, call_at=START + NOTICE - early)
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    if signs:
        sign(cast.omar, replica, REPLICA, seen=seen)
    else:
        with pytest.raises(NotSignableYet, match="Work begins less than 48 hours"):
            sign(cast.omar, replica, REPLICA, seen=seen)
    assert state(replica) == ("signed" if signs else "requested")


@pytest.mark.parametrize("representation", [Representation.COUNSEL, Representation.UNION])
def test_whoever_is_represented_needs_nobodys_approval(cast, replica, representation):
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    sign(cast.omar, replica, REPLICA, seen=seen, representation=representation)
    assert state(replica) == "signed"


@pytest.mark.parametrize("representation", [Representation.NONE, Representation.AGENT])
def test_without_counsel_or_union_compliance_approves_the_description(
    cast, replica, representation
):
    alone = {"representation": representation, "represented_by": ""}
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    with pytest.raises(NotSignableYet, match="approves the description"):
        sign(cast.omar, replica, REPLICA, seen=seen, **alone)
    approve_replica(replica, offer_hash(replica), actor=cast.cora.actor)
    assert len(told("signing.approved")) == 1
    sign(cast.omar, replica, REPLICA, seen=seen, **alone)
    assert state(replica) == "signed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"representation": None}, "representation"),
        ({"represented_by": " "}, "represented_by"),
        ({"representation": Representation.UNION, "represented_by": ""}, "represented_by"),
    ],
)
def test_a_replica_asks_who_was_on_ones_side(cast, replica, changes, field):
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    with pytest.raises(AnswersMissing) as refused:
        sign(cast.omar, replica, REPLICA, seen=seen, **changes)
    assert list(refused.value.sentences) == [field]


@pytest.mark.parametrize("who", ["omar", "ada", "fay", "otto"])
def test_only_who_keeps_rights_approves(cast, replica, who):
    with pytest.raises(NotPermitted):
        approve_replica(replica, offer_hash(replica), actor=getattr(cast, who).actor)


def test_approving_is_for_another_person_once_and_of_what_was_read(cast, replica):
    asked_by_cora = ask_one(cast.omar, REPLICA, actor=cast.cora.actor)
    with pytest.raises(OwnRequest):
        approve_replica(asked_by_cora, offer_hash(asked_by_cora), actor=cast.cora.actor)
    with pytest.raises(PaperChanged):
        approve_replica(replica, offer_hash(asked_by_cora), actor=cast.cora.actor)
    approve_replica(replica, offer_hash(replica), actor=cast.cora.actor)
    with pytest.raises(ApprovedAlready):
        approve_replica(replica, offer_hash(replica), actor=cast.admin.actor)


def test_nobody_approves_what_they_sign(cast):
    own = ask_one(cast.cora, REPLICA)
    with pytest.raises(OwnRequest):
        approve_replica(own, offer_hash(own), actor=cast.cora.actor)


def test_only_replicas_that_wait_are_approved(cast, replica):
    other = ask_one(cast.omar, TRAINING)
    with pytest.raises(NothingToApprove):
        approve_replica(other, offer_hash(other), actor=cast.cora.actor)
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    sign(cast.omar, replica, REPLICA, seen=seen)
    with pytest.raises(NothingToApprove):
        approve_replica(replica, offer_hash(replica), actor=cast.cora.actor)
    with pytest.raises(PaperNotFound):
        approve_replica(BOOKER.id, "", actor=cast.cora.actor)


@pytest.mark.parametrize(
    ("ago", "is_signed"),
    [
        (timedelta(minutes=10), True),
        (timedelta(minutes=10, microseconds=1), False),
    ],
)
def test_a_replica_is_signed_by_who_showed_a_moment_ago_who_they_are(cast, replica, ago, is_signed):
    seen = shown(cast.omar, replica)
    clock.move(NOTICE)
    proven_at = clock.now() - ago
    if is_signed:
        sign(cast.omar, replica, REPLICA, seen=seen, proven_at=proven_at)
    else:
        with pytest.raises(NotFresh):
            sign(cast.omar, replica, REPLICA, seen=seen, proven_at=proven_at)
    assert (state(replica) == "signed") is is_signed


def test_a_sealed_client_is_known_for_a_day_before_anybody_signs(cast):
    paper = ask_one(cast.omar, TRAINING, sealed=True)
    unnamed = shown(cast.omar, paper)
    with pytest.raises(NotSignableYet, match="has not been told"):
        sign(cast.omar, paper, TRAINING, seen=unnamed)
    assert named(cast.omar) == 1
    assert named(cast.omar) == 0
    (notice,) = told("signing.named")
    assert notice.endswith("you can sign them from 3 Mar 2026, 09:00 UTC on.")
    seen = shown(cast.omar, paper)
    clock.move(timedelta(hours=24) - MOMENT)
    with pytest.raises(NotSignableYet, match="24 hours"):
        sign(cast.omar, paper, TRAINING, seen=seen)
    clock.move(MOMENT)
    sign(cast.omar, paper, TRAINING, seen=seen)
    assert state(paper) == "signed"


def test_what_was_shown_before_the_client_was_named_is_not_signed(cast):
    paper = ask_one(cast.omar, TRAINING, sealed=True)
    unnamed = shown(cast.omar, paper)
    named(cast.omar)
    clock.move(timedelta(hours=24))
    with pytest.raises(PaperChanged):
        sign(cast.omar, paper, TRAINING, seen=unnamed)


def test_a_name_that_was_told_before_the_asking_counts_from_then(cast):
    paper = ask_one(cast.omar, TRAINING, sealed=True, client_named_at=START - timedelta(hours=24))
    sign(cast.omar, paper, TRAINING)
    assert state(paper) == "signed"


def test_the_notice_of_a_replica_begins_anew_when_the_client_is_named(cast):
    replica = ask_one(cast.omar, REPLICA, sealed=True)
    shown(cast.omar, replica)
    clock.move(NOTICE)
    named(cast.omar)
    seen = shown(cast.omar, replica)
    clock.move(NOTICE - MOMENT)
    with pytest.raises(NotSignableYet, match="48 hours to think"):
        sign(cast.omar, replica, REPLICA, seen=seen)


def test_a_refusal_waits_for_no_clock(cast, replica):
    actions.refuse(replica, actor=cast.omar.actor)
    assert state(replica) == "refused"


def told(kind):
    db.session.rollback()
    return db.session().scalars(select(Notice.text).where(Notice.kind == kind)).all()


def named(person):
    with transaction() as session:
        return name_client(session, ENGAGEMENT, person.id, actor=BOOKER)
