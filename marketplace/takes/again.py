"""A take that is paid beside those that are wanted: its price is promised too.

What was set aside for a booking covers the takes that are wanted of it. One that was stopped, or
never completed by somebody, is paid beside them: what is played in its place is promised before it
begins. One more may turn out accepted afterwards, and is owed whether the budget has it or not.
"""

from contextlib import suppress
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.models import Commitment
from marketplace.budgets.steps import commit, release
from marketplace.facts.models import Fact, FactKind
from marketplace.gigs.models import Gig
from marketplace.pricing.engaged import engaged
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import with_fee
from marketplace.requests.models import RequestVersion
from marketplace.takes.models import Take, Track
from marketplace.takes.tracks import tracks_of

_KIND = "take.again"


def wanted_of(session: Session, take: Take) -> int:
    """How many takes of one booking are asked for."""
    return _content(session, take).brief.takes


def is_covered(session: Session, take: Take, count: int) -> bool:
    """Whether so many takes of its booking were set aside with the engagement. A campaign's takes
    belong to whoever plays them, as they begin."""
    content = _content(session, take)
    return count <= (content.brief.takes if content.campaign is None else 0)


def paid_beside(session: Session, booking_id: UUID) -> int:
    """Takes of a booking that were paid though nothing of them was accepted."""
    return len(_paid(session, booking_id, FactKind.STOP))


def cover(session: Session, take: Take) -> None:
    """A step, when it is accepted: a rejection was overturned after another was played in its
    place, or a retake came in after its first was accepted. A budget that lacks it changes
    nothing: what was played is owed."""
    paid = _paid(session, take.booking_id, FactKind.TAKE, FactKind.STOP)
    if not is_covered(session, take, len(paid - _promised(session, take.booking_id))):
        with suppress(BudgetTooSmall):
            promise(session, take)


def promise(session: Session, take: Take) -> None:
    """A step: of all who play in it, fee included. Raises BudgetTooSmall."""
    by_id = engaged(session, [each.engagement_id for each in tracks_of(session, take.id)])
    pays = [each.pay for each in by_id.values()]
    amount = with_fee(pays[0].of(sum(pay.take_minor for pay in pays)))
    if not amount.amount_minor:
        return
    commit(session, _order(session, take), amount, kind=_KIND, cause_id=take.id)


def promise_nothing(session: Session, take: Take) -> None:
    """A step: it earns nobody anything. Where nothing was promised, nothing changes."""
    if take.id in _promised(session, take.booking_id):
        release(session, _order(session, take), kind=_KIND, cause_id=take.id)


def _paid(session: Session, booking_id: UUID, *kinds: FactKind) -> set[UUID]:
    wanted = (
        select(Track.take_id)
        .join(Take, Take.id == Track.take_id)
        .join(Fact, Fact.cause_id == Track.id)
        .where(Take.booking_id == booking_id, Fact.kind.in_([each.value for each in kinds]))
    )
    return set(session.scalars(wanted))


def _promised(session: Session, booking_id: UUID) -> set[UUID]:
    """Takes that something is promised for beside those set aside."""
    wanted = (
        select(Take.id)
        .join(Commitment, Commitment.cause_id == Take.id)
        .where(Take.booking_id == booking_id, Commitment.kind == _KIND, Commitment.amount_minor > 0)
    )
    return set(session.scalars(wanted))


def _content(session: Session, take: Take) -> SceneContent:
    return session.get_one(RequestVersion, take.brief_version_id).scene()


def _order(session: Session, take: Take) -> UUID:
    return session.get_one(Gig, take.gig_id).request_id
