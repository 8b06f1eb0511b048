"""A licence that ends before its day, or whose day has come. Nothing is handed over after."""

from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentTerminated
from consent.ledger.explaining.typed import one_line
from consent.ledger.explaining.words import Ending
from consent.ledger.openings.writing import Opened
from consent.licences import news, queries
from consent.licences.errors import NothingSigned
from consent.licences.locking import licence_locked
from consent.licences.models import Licence, LicenceState, OfferState
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


def terminate_licence(licence_id: UUID, cause: Ending, reason: str, *, actor: Actor) -> None:
    """By compliance, for a cause and a reason. Copies that are out are recalled elsewhere."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        licence = licence_locked(session, licence_id)
        if licence.state is not LicenceState.SIGNED:
            raise NothingSigned
        _write(session, licence, cause, reason, actor)
        _close_offer(session, licence, actor)
        licence.end(LicenceState.TERMINATED, actor.id, cause)
        audit.record(session, actor, "licence.terminated", licence.id, cause=cause.value)
        news.tell_ended(session, licence)


def _write(session: Session, licence: Licence, cause: Ending, reason: str, actor: Actor) -> None:
    signer = queries.signatures(session, licence.id)[-1].signed_by
    opening = ConsentTerminated(
        person=signer, at=now(), cause=cause, licence=licence.id, reason=one_line(reason) or None
    )
    write_opened(session, [Opened(opening=opening, thread=licence.thread, actor=actor.role)])


def _close_offer(session: Session, licence: Licence, actor: Actor) -> None:
    """An extension that nobody answered goes with what it would have extended."""
    offer = queries.open_offer(session, licence.id)
    if offer is not None:
        offer.answer(OfferState.TAKEN_BACK, actor.id)


def expire(session: Session, licence: Licence, actor: Actor) -> None:
    """A step, for the job: the day decided already, this only says so."""
    _close_offer(session, licence, actor)
    licence.end(LicenceState.EXPIRED, actor.id)
    audit.record(session, actor, "licence.expired", licence.id)
    news.tell_ended(session, licence)
