"""Grants that ended, with what was told of them."""

from typing import Any

from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import AgreementSigned
from consent.ledger.explaining.delivering import DeliveryMade
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import DestructionCause, Media, Signature, Use
from consent.ledger.explaining.working import MediaDestroyed
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.writing import Opened
from consent.rights.withdrawing import withdraw_recording
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB, Person
from tests.consent.recordings.performed import recorded


def told(grant: Grant, opening: type[Opening], **more: Any) -> None:
    about = {"person": grant.performer_id, "recording": grant.recording_id, "at": now()}
    made = opening(**about, agreement=grant.agreement_id, **more)
    with transaction() as session:
        write_opened(session, [Opened(opening=made, thread=grant.thread, actor="system")])


def destroyed(grant: Grant) -> None:
    media, cause = tuple(Media), DestructionCause.WITHDRAWN
    told(grant, MediaDestroyed, media=media, cause=cause)


def a_paper(person: Person) -> str:
    """An agreement that was signed; gives its thread."""
    signed = AgreementSigned(
        person=person.id,
        at=now(),
        agreement=new_id(),
        signature=Signature.GENERATIVE_TRAINING,
        locale="en",
        shown_at=now(),
        method="typed_name",
    )
    thread = fresh_id()
    with transaction() as session:
        write_opened(session, [Opened(opening=signed, thread=thread, actor="performer")])
    return thread


def delivered(grant: Grant) -> None:
    told(grant, DeliveryMade, delivery=new_id(), client=NORTHLAB, uses=(Use.EVALUATION,))


def withdrawn(person: Person) -> Grant:
    (grant,) = recorded(person.id)
    withdraw_recording(grant.recording_id, reason="Not for me.", actor=person.actor)
    return grant


def settled(person: Person) -> Grant:
    """Withdrawn, never handed over, its recording destroyed."""
    grant = withdrawn(person)
    destroyed(grant)
    return grant
