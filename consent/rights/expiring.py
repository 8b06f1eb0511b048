"""Rights whose last day has passed: told to the ledger. Dates have decided already."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant, Right
from consent.ledger.explaining.consenting import ConsentExpired
from consent.rights import news
from consent.rights.living import living, under_locks
from consent.rights.models import OfferAnswer, RenewalOffer
from consent.rights.telling import about, tell
from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Lease


def expire_grants(lease: Lease) -> int:
    """Gives how many ended."""
    done = 0
    while found := _expire_some(lease):
        done += found
    return done


def ended(day: date) -> Select[Grant]:
    """What still counts as given after its last day. Not what was renewed in time and is being
    carried on: nobody is asked to destroy a copy of what goes on."""
    of = RenewalOffer
    carried_on = select(of.id).where(
        of.performer_id == Grant.performer_id,
        of.agreement_id == Grant.agreement_id,
        of.ends_on == Right.ends_on,
        of.answer == OfferAnswer.ACCEPTED,
        of.carried_at.is_(None),
    )
    return living().where(Right.ends_on < day, ~carried_on.exists())


def _expire_some(lease: Lease) -> int:
    with transaction() as session:
        lease.confirm(session)
        grants = under_locks(session, ended(now().date()))
        rights = rights_of(session, grants)
        told = [
            (grant, ConsentExpired(**about(grant), ended_on=rights[grant.id].ends_on))
            for grant in grants
        ]
        if told:
            tell(session, told, role=SYSTEM.role)
        _tell(session, grants)
        return len(grants)


def _tell(session: Session, grants: Sequence[Grant]) -> None:
    recordings: dict[UUID, set[UUID]] = {}
    for grant in grants:
        audit.record(session, SYSTEM, "right.expired", grant.id)
        recordings.setdefault(grant.performer_id, set()).add(grant.recording_id)
    for performer, theirs in sorted(recordings.items()):
        news.tell_of_many(session, "rights.expired", performer, len(theirs))
