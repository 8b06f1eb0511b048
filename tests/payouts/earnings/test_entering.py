"""What was paid and what came back stands in the ledger, under the paper of its work."""

from sqlalchemy import select

from consent.keeping.openings import found_in
from consent.signing.queries import work_thread_of
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.casting.models import Engagement
from payouts.earnings.models import SettlementOutcome
from payouts.earnings.settling import claim, settle
from tests.marketplace.takes.played import signed_sisters
from tests.payouts.earnings.earned import earned


def settled(payout, outcome, **more) -> int:
    with transaction() as session:
        return settle(session, payout, outcome, now(), **more)


def test_paid_and_returned_under_the_paper_of_the_work(app, cast):
    signed_sisters(cast)
    session = db.session()
    wanted = select(Engagement.id).where(Engagement.performer_id == cast.omar.id)
    engagement = session.scalars(wanted).one()
    session.rollback()
    ids = earned(cast.omar.id, 1_000, engagement_id=engagement)
    ids += earned(cast.omar.id, 70)
    payout = new_id()
    with transaction() as writing:
        claim(writing, {payout: ids})
    assert settled(payout, SettlementOutcome.PAID) == 2
    assert settled(payout, SettlementOutcome.PAID) == 0
    settled(payout, SettlementOutcome.RETURNED, reason="The account is closed.")
    work = work_thread_of(session, engagement, cast.omar.id)
    said = [each.payload for each in found_in(session, [work.thread]).values()]
    entered = [each for each in said if each.get("payout") == str(payout)]
    paid, returned = sorted(entered, key=lambda each: "reason" in each)
    assert (paid["earning"], paid["amount_minor"]) == (str(ids[0]), 1_000)
    assert (returned["amount_minor"], returned["reason"]) == (1_000, "The account is closed.")
