"""What one more playing costs: nothing as long as it is included, then promised before it is
asked for."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.money import Money
from marketplace.budgets.steps import commit, release
from marketplace.gigs.models import Gig
from marketplace.pricing.engaged import engaged
from marketplace.requests.costing import with_fee
from marketplace.takes.models import Take, TakeStep
from marketplace.takes.tracks import tracks_of

_KIND = "take.retake"


def price_of_retake(session: Session, take: Take) -> Money:
    """All who play together, fee included."""
    asked = _asked(session, take) + 1
    by_id = engaged(session, [each.engagement_id for each in tracks_of(session, take.id)])
    pays = [each.pay for each in by_id.values()]
    beyond = [pay.retake_minor for pay in pays if asked > pay.included_retakes]
    return with_fee(pays[0].of(sum(beyond)))


def promise(session: Session, take: Take, price: Money) -> None:
    """Raises BudgetTooSmall."""
    if price.amount_minor:
        commit(session, _order(session, take), price, kind=_KIND, cause_id=take.id)


def promise_nothing(session: Session, take: Take) -> None:
    """It is not played again after all."""
    release(session, _order(session, take), kind=_KIND, cause_id=take.id)


def _asked(session: Session, take: Take) -> int:
    wanted = (
        select(func.count())
        .select_from(TakeStep)
        .join(Take, Take.id == TakeStep.take_id)
        .where(Take.booking_id == take.booking_id, TakeStep.act == "retake_asked")
    )
    return session.scalar(wanted) or 0


def _order(session: Session, take: Take) -> UUID:
    return session.get_one(Gig, take.gig_id).request_id
