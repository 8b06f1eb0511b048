"""Recordings as the marketplace registers them: each thing told to the ledger and followed."""

from typing import Any
from uuid import UUID

from consent.grants.following import begin, follow
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.delivering import DeliveryMade
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import Use
from consent.ledger.explaining.working import RecordingRegistered
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.writing import Opened
from foundation.database import transaction
from foundation.ids import new_id
from tests.consent.grants.granted import LAB, about, accepted, given
from tests.consent.holders.holding import held


def recorded(
    performer: UUID, recording: UUID | None = None, agreement: UUID | None = None
) -> Grant:
    """Registered, given and accepted, in the ledger and in the grants' table alike."""
    thread = fresh_id()
    with transaction() as session:
        grant = begin(
            session,
            recording=recording or new_id(),
            performer=performer,
            agreement=agreement or new_id(),
            thread=thread,
        )
        session.flush()
        session.expunge(grant)
    file = "sha256:" + "ab" * 32
    tell(grant, given(grant), RecordingRegistered(**about(grant), sha256=file), accepted(grant))
    return grant


def tell(grant: Grant, *openings: Opening) -> None:
    """As every action does: written and followed in one transaction."""
    with transaction() as session:
        write_opened(session, [_opened(grant, each) for each in openings])
        for each in openings:
            follow(session, grant, each)


def write_only(grant: Grant, *openings: Opening) -> None:
    """What no action does: the ledger says it, and the grants' table does not know."""
    with transaction() as session:
        write_opened(session, [_opened(grant, each) for each in openings])


def delivered(grant: Grant, **more: Any) -> DeliveryMade:
    """Of a copy that somebody holds, unless another delivery is named."""
    told = {"client": LAB, "uses": (Use.EVALUATION,), **more}
    return DeliveryMade(**about(grant), **{"delivery": held(grant), **told})


def _opened(grant: Grant, opening: Opening) -> Opened:
    return Opened(opening=opening, thread=grant.thread, actor="performer")
