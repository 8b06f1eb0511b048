"""The last day: told to the ledger by a job, and offered to go on before it comes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Use
from consent.rights import living
from consent.rights.errors import OfferAnswered, OfferLapsed, OfferNotFound
from consent.rights.jobs import carry_on, expire_grants, offer_renewals
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.renewing import accept_renewal, decline_renewal, renewed_until
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation import clock, following
from foundation.ids import new_id
from foundation.jobs import leases
from foundation.notices.models import Notice
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import ENDS_ON, recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)
MIDNIGHT = datetime(2029, 3, 2, tzinfo=UTC)


def run(job):
    lease = leases.claim(job.__name__, new_id(), timedelta(hours=1), even_if_not_due=True)
    said = job(lease)
    leases.give_back(lease, "done", said)
    return said


def right(session):
    session.expire_all()
    return session.scalars(select(Right)).one()


def test_on_its_last_day_nothing_is_expired_and_after_it_all_is(session, cast):
    (grant,) = recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(microseconds=1))
    assert run(expire_grants) == "0 expired"
    clock.hold(MIDNIGHT)
    assert not decide(session, grant.recording_id, TO_EVALUATE).permitted
    assert run(expire_grants) == "1 expired"
    assert right(session).state is State.EXPIRED
    assert lines_of(session, [grant.thread])[-1].payload["ended_on"] == ENDS_ON.isoformat()


def test_expiry_is_told_once(session, cast):
    recorded(cast.omar.id, count=3)
    clock.hold(MIDNIGHT)
    assert run(expire_grants) == "3 expired"
    assert run(expire_grants) == "0 expired"
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "rights.expired"))
    assert "3 recordings" in notice.text


def test_what_was_withdrawn_does_not_expire(session, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    clock.hold(MIDNIGHT)
    assert run(expire_grants) == "0 expired"


def an_offer(session):
    session.rollback()
    return session.scalars(select(RenewalOffer)).one()


def test_ninety_days_before_the_end_a_renewal_is_offered_once(session, cast):
    recorded(cast.omar.id, count=2)
    clock.hold(MIDNIGHT - timedelta(days=92))
    assert run(offer_renewals) == "0 offered"
    clock.move(timedelta(days=1))
    assert run(offer_renewals) == "1 offered"
    assert run(offer_renewals) == "0 offered"
    offer = an_offer(session)
    assert (offer.fee_minor, offer.currency) == (5000, "EUR")
    assert (offer.ends_on, offer.renewed_until) == (ENDS_ON, date(2032, 3, 1))


def test_an_accepted_renewal_goes_on_with_the_terms_as_they_are(session, cast):
    (grant,) = recorded(cast.omar.id)
    stopped = Narrowing(stopped=frozenset((Use.GENERATIVE_TRAINING,)))
    narrow_recording(grant.recording_id, stopped, actor=cast.omar.actor)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    accept_renewal(an_offer(session).id, actor=cast.omar.actor)
    found = right(session)
    assert (found.state, found.ends_on) == (State.RENEWED, date(2032, 3, 1))
    to_generate = Purpose(client=NORTHLAB, use=Use.GENERATIVE_TRAINING)
    assert not decide(session, grant.recording_id, to_generate).permitted
    assert decide(session, grant.recording_id, TO_EVALUATE, date(2031, 1, 1)).permitted


def test_a_renewed_consent_is_offered_again_before_its_new_end(session, cast):
    recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    accept_renewal(an_offer(session).id, actor=cast.omar.actor)
    assert run(offer_renewals) == "0 offered"
    clock.hold(datetime(2032, 2, 1, tzinfo=UTC))
    assert run(offer_renewals) == "1 offered"


def test_a_declined_renewal_ends_on_its_day(session, cast):
    recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    decline_renewal(an_offer(session).id, actor=cast.omar.actor)
    assert right(session).ends_on == ENDS_ON
    clock.hold(MIDNIGHT)
    assert run(expire_grants) == "1 expired"


def test_an_offer_is_answered_once(session, cast):
    recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    offer = an_offer(session).id
    accept_renewal(offer, actor=cast.omar.actor)
    for answer in (accept_renewal, decline_renewal):
        with pytest.raises(OfferAnswered):
            answer(offer, actor=cast.omar.actor)


def test_after_the_last_day_an_offer_is_over(session, cast):
    recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    offer = an_offer(session).id
    clock.hold(MIDNIGHT)
    with pytest.raises(OfferLapsed):
        accept_renewal(offer, actor=cast.omar.actor)


def test_what_was_withdrawn_is_not_renewed(session, cast):
    first, second = recorded(cast.omar.id, count=2)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    withdraw_recording(first.recording_id, actor=cast.omar.actor)
    accept_renewal(an_offer(session).id, actor=cast.omar.actor)
    session.expire_all()
    states = dict(session.execute(select(Right.grant_id, Right.state)).all())
    assert states == {first.id: State.WITHDRAWN, second.id: State.RENEWED}


def test_an_offer_about_nothing_left_is_over(session, cast):
    (grant,) = recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    with pytest.raises(OfferLapsed):
        accept_renewal(an_offer(session).id, actor=cast.omar.actor)


@pytest.mark.parametrize("name", ["mira", "cora", "ada"])
def test_nobody_else_answers_it(session, cast, name):
    recorded(cast.omar.id)
    clock.hold(MIDNIGHT - timedelta(days=30))
    run(offer_renewals)
    offer = an_offer(session).id
    for answer in (accept_renewal, decline_renewal):
        with pytest.raises(OfferNotFound):
            answer(offer, actor=getattr(cast, name).actor)


def test_a_renewal_that_a_crash_cut_short_is_carried_on_past_the_end(session, cast, monkeypatch):
    recorded(cast.omar.id, count=3)
    monkeypatch.setattr(living, "AT_ONCE", 2)
    clock.hold(MIDNIGHT - timedelta(hours=1))
    run(offer_renewals)
    with monkeypatch.context() as crash:
        crash.setattr(following, "follow", following.forget)
        accept_renewal(an_offer(session).id, actor=cast.omar.actor)
    clock.hold(MIDNIGHT)
    run(expire_grants)
    assert run(carry_on) == "3 grants changed"
    assert run(carry_on) == "0 grants changed"
    assert set(session.scalars(select(Right.ends_on))) == {date(2032, 3, 1)}


def test_a_renewal_lasts_as_long_as_before_and_at_most_three_years():
    assert renewed_until(date(2026, 3, 1), date(2027, 2, 28)) == date(2028, 2, 29)
    assert renewed_until(date(2020, 1, 1), date(2029, 12, 31)) == date(2032, 12, 31)
    assert renewed_until(date(2026, 3, 1), date(2026, 3, 3)) == date(2026, 4, 3)


def test_terms_without_a_first_day_count_from_when_they_began(session, cast):
    recorded(cast.omar.id, limits=Limits(ends_on=date(2026, 4, 1)))
    run(offer_renewals)
    assert an_offer(session).renewed_until == date(2026, 5, 1)
