"""What happens to rights by itself: ends told, renewals offered, wills carried out to the last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from consent.rights import ending_all, expiring, reaching, renewing
from foundation.database import db
from foundation.jobs import Job, Lease, in_turn

_CARRIES = {True: reaching.reach_pending, False: reaching.lift_pending}
"""Of a pause, by whether it stands."""


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
    wanted = [
        *(_Will(_CARRIES[stands], pause) for pause, stands in pauses),
        *(_Will(ending_all.carry_out, ending) for ending in endings),
        *(_Will(renewing.renew_pending, offer) for offer in offers),
    ]
    done = in_turn(lease, wanted, lambda will: will.carry(will.id))
    return f"{done} grants changed"


@dataclass(frozen=True, slots=True)
class _Will:
    carry: Callable[[UUID], int]
    id: UUID

    def __str__(self) -> str:
        return f"{self.carry.__name__} {self.id}"


JOBS = (
    Job("rights.expire", expire_grants, every=timedelta(hours=1)),
    Job("rights.offer_renewals", offer_renewals, every=timedelta(minutes=10)),
    Job("rights.carry_on", carry_on, every=timedelta(minutes=1)),
)
