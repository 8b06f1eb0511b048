"""What a pause for a client's breach would stop, or stops: shown before anybody presses."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.holders.models import Holder
from consent.ledger.explaining.words import SuspensionCause
from consent.licences.breaches import queries as breaches
from consent.licences.breaches.models import Breach, BreachOutcome
from consent.recordings.for_whom import given_to
from consent.recordings.models import StandingPause
from consent.rights.living import living
from foundation import hooks
from foundation.actors import Actor, Power


@dataclass(frozen=True, slots=True)
class Breached:
    breach: Breach
    client: str
    recordings: int
    """That somebody still allows something of."""
    performers: int
    copies: int
    """Of these recordings, how many are out, whoever has them."""
    pause: StandingPause | None
    """Where one for a breach of this client stands."""

    @property
    def may_pause(self) -> bool:
        no_breach = self.breach.outcome is BreachOutcome.NO_BREACH
        return self.pause is None and not no_breach


def breached(session: Session, breach_id: UUID, actor: Actor) -> Breached:
    """Numbers alone: no performer is shown."""
    actor.require_power(Power.KEEP_RIGHTS)
    breach = breaches.breach(session, breach_id, actor).breach
    names = hooks.names(session, [breach.client_id])
    return Breached(
        breach,
        names.get(breach.client_id, "This client"),
        *_extent(session, breach.client_id),
        _standing(session, breach.client_id),
    )


def _extent(session: Session, client_id: UUID) -> tuple[int, int, int]:
    given = living().where(given_to(client_id))
    found = given.with_only_columns(Grant.recording_id, Grant.performer_id).subquery()
    recordings = func.count(found.c.recording_id.distinct())
    performers = func.count(found.c.performer_id.distinct())
    row = session.execute(select(recordings, performers)).one()
    held = select(func.count()).select_from(Holder)
    ids = select(found.c.recording_id)
    return row[0], row[1], session.scalars(held.where(Holder.recording_id.in_(ids))).one()


def _standing(session: Session, client_id: UUID) -> StandingPause | None:
    wanted = select(StandingPause).where(
        StandingPause.client_id == client_id,
        StandingPause.performer_id.is_(None),
        StandingPause.cause == SuspensionCause.CLIENT_BREACH,
        StandingPause.stands_for.is_not(None),
    )
    return session.scalar(wanted)
