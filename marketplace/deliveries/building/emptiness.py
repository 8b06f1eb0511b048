"""Which of the splits that were asked for a delivery has nothing in, and why."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.deliveries.building.models import Delivery, DeliveryTake
from marketplace.deliveries.choosing.form import Form, Split
from marketplace.deliveries.choosing.laying import EmptySplit, performers_of, why_empty

_LEFT_OUT = "all {} takes that were to be in it had to be left out."
_ONE_LEFT_OUT = "the only take that was to be in it had to be left out."
_GONE_SINCE = "what {} had in it may not be used any more."


def empty_of(session: Session, delivery: Delivery) -> list[EmptySplit]:
    """Nothing before it is known which takes are in it, nor where none are."""
    form = Form.read(delivery.form)
    if len(form.asked_splits) < 2:
        return []
    inside, left_out = _counted(session, delivery.id)
    missing = [name for name in form.asked_splits if name not in inside]
    if not inside or not missing:
        return []
    before = _before(session, delivery)
    performers = performers_of(session, _inside(session, delivery.id))
    return [
        EmptySplit(
            name,
            _went(left_out[name], before.get(name)) or why_empty(form, performers, name),
        )
        for name in missing
    ]


def _went(left_out: int, before: str | None) -> str:
    if left_out:
        return _ONE_LEFT_OUT if left_out == 1 else _LEFT_OUT.format(left_out)
    return _GONE_SINCE.format(before) if before else ""


def _counted(session: Session, delivery_id: UUID) -> tuple[set[Split], Counter[Split]]:
    """Splits with something in them, and how many were laid in each and are left out."""
    of = DeliveryTake
    wanted = select(of.split, func.count(), func.count(of.dropped_because))
    laid = (of.delivery_id == delivery_id) & (of.split != "")
    inside, left_out = set(), Counter[Split]()
    for split, every, dropped in session.execute(wanted.where(laid).group_by(of.split)):
        left_out[Split(split)] = dropped
        if every > dropped:
            inside.add(Split(split))
    return inside, left_out


def _before(session: Session, delivery: Delivery) -> dict[Split, str]:
    """Of what it takes the place of: its reference, by each split that it had something in."""
    earlier = session.get(Delivery, delivery.follows_id) if delivery.follows_id else None
    if earlier is None:
        return {}
    return dict.fromkeys(_counted(session, earlier.id)[0], earlier.reference)


def _inside(session: Session, delivery_id: UUID) -> Sequence[UUID]:
    of = DeliveryTake
    wanted = select(of.take_id).where(of.delivery_id == delivery_id, of.dropped_because.is_(None))
    return session.scalars(wanted).all()
