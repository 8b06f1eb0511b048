"""What happens to rights by itself: ends told, renewals offered, wills carried out to the last."""

from datetime import timedelta

from consent.rights import ending_all, expiring, reaching, renewing
from foundation.database import db
from foundation.jobs import Job, Lease


def expire_grants(lease: Lease) -> str:
    return f"{expiring.expire_grants(lease)} expired"


def offer_renewals(lease: Lease) -> str:
    return f"{renewing.offer_renewals(lease)} offered"


def carry_on(lease: Lease) -> str:
    """What an action began and a crash, or a busy ledger, kept from its end."""
    session = db.session()
    endings, offers = ending_all.unfinished(session), renewing.accepted_pending(session)
    pauses = [(pause.id, pause.lifted_at is None) for pause in reaching.with_work(session)]
    session.rollback()
    done = 0
    for pause_id, stands in pauses:
        lease.refuse_lost()
        carry = reaching.reach_pending if stands else reaching.lift_pending
        done += carry(pause_id)
    for ending_id in endings:
        lease.refuse_lost()
        done += ending_all.carry_out(ending_id)
    for offer_id in offers:
        lease.refuse_lost()
        done += renewing.renew_pending(offer_id)
    return f"{done} grants changed"


JOBS = (
    Job("rights.expire", expire_grants, every=timedelta(hours=1)),
    Job("rights.offer_renewals", offer_renewals, every=timedelta(hours=6)),
    Job("rights.carry_on", carry_on, every=timedelta(minutes=1)),
)
