"""What is asked about bundles: one of them, and where it stands among those that wait."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.bundles.errors import BundleNotFound
from consent.console.bundles.models import Bundle, BundleState
from foundation.actors import Actor, Power


@dataclass(frozen=True, slots=True)
class Turn:
    """They are made one after the other."""

    number: int
    of: int


def bundle(session: Session, bundle_id: UUID, actor: Actor) -> Bundle:
    actor.require_power(Power.READ_RIGHTS)
    found = session.get(Bundle, bundle_id)
    if found is None:
        raise BundleNotFound
    return found


def turn_of(session: Session, bundle: Bundle) -> Turn | None:
    """None once it waits no longer."""
    if bundle.state is not BundleState.ASKED:
        return None
    waiting = select(func.count()).select_from(Bundle).where(Bundle.state == BundleState.ASKED)
    before = session.scalars(waiting.where(Bundle.asked_at < bundle.asked_at)).one()
    return Turn(before + 1, session.scalars(waiting).one())
