"""What happens by itself: who begins to earn is asked where they are resident for tax."""

from datetime import timedelta

from sqlalchemy import exists, select

from foundation.database import transaction
from foundation.jobs import Job, Lease
from payouts.earnings.models import Earning
from payouts.taxes import news
from payouts.taxes.models import TaxAsked, TaxDeclaration

_AT_ONCE = 200


def ask(lease: Lease) -> str:
    asked = 0
    while True:
        with transaction() as session:
            lease.confirm(session)
            of = Earning.performer_id
            wanted = (
                select(of)
                .distinct()
                .where(
                    ~exists().where(TaxAsked.performer_id == of),
                    ~exists().where(TaxDeclaration.performer_id == of),
                )
            )
            found = session.scalars(wanted.order_by(of).limit(_AT_ONCE)).all()
            for performer_id in found:
                session.add(TaxAsked(performer_id=performer_id))
                news.tell_status_asked(session, performer_id)
        asked += len(found)
        if len(found) < _AT_ONCE:
            return f"{asked} asked"


JOBS = (Job("taxes.ask", ask, timedelta(hours=1)),)
