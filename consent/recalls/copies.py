"""What holders have of recordings whose rights changed, and whether it is covered still."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, KnownRight
from consent.holders.covering import covered_still
from consent.holders.models import HandedOver, Holder
from consent.holders.queries import stated
from consent.ledger.explaining.words import RecallCause
from consent.terms.bits import mask_of
from foundation.statements import among

Who = tuple[UUID, UUID | None]
"""A client, and its end recipient where that has the copy."""


@dataclass(slots=True)
class Copy:
    """What one holder has of a recording, by all its deliveries."""

    files: set[str] = field(default_factory=set)
    is_covered: bool = True


@dataclass(frozen=True, slots=True)
class Copies:
    """Of any number of recordings, read by a statement each; and one decision a delivery."""

    _held: Mapping[UUID, Sequence[tuple[Holder, HandedOver]]]
    _ever: Mapping[UUID, int]
    """By grant, a bit for each use that it ever allowed, also of what was narrowed away since."""
    _covered: Mapping[UUID, set[UUID]]
    """By delivery, the recordings of it that would still be permitted."""

    def of(self, grant: Grant, cause: RecallCause) -> dict[Who, Copy]:
        found: dict[Who, Copy] = {}
        for holder, handed in self._held.get(grant.recording_id, ()):
            if not self._ever.get(grant.id, 0) & mask_of(stated(handed).uses):
                continue  # Handed over under another paper of theirs, which speaks for itself.
            copy = found.setdefault((holder.client_id, holder.recipient_id), Copy())
            copy.files |= set(holder.files)
            covered = self._covered[handed.delivery_id]
            if cause is RecallCause.LICENCE_BREACH or grant.recording_id not in covered:
                copy.is_covered = False
        return found


def copies_of(session: Session, grants: Sequence[Grant]) -> Copies:
    held: dict[UUID, list[tuple[Holder, HandedOver]]] = {}
    by_delivery: dict[UUID, tuple[HandedOver, set[UUID]]] = {}
    for holder, handed in _held(session, {grant.recording_id for grant in grants}):
        held.setdefault(holder.recording_id, []).append((holder, handed))
        by_delivery.setdefault(handed.delivery_id, (handed, set()))[1].add(holder.recording_id)
    covered = {
        delivery: covered_still(session, handed, recordings)
        for delivery, (handed, recordings) in by_delivery.items()
    }
    concerned = [grant.id for grant in grants if grant.recording_id in held]
    return Copies(held, _ever_allowed(session, concerned), covered)


def _held(session: Session, recordings: set[UUID]) -> Sequence[tuple[Holder, HandedOver]]:
    held = (
        select(Holder, HandedOver)
        .join(HandedOver, HandedOver.delivery_id == Holder.delivery_id)
        .where(among(session, Holder.recording_id, recordings))
        .order_by(Holder.since, Holder.delivery_id)
    )
    return [(row[0], row[1]) for row in session.execute(held)]


def _ever_allowed(session: Session, grants: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    known = select(KnownRight.grant_id, KnownRight.uses)
    for grant, uses in session.execute(known.where(among(session, KnownRight.grant_id, grants))):
        found[grant] = found.get(grant, 0) | uses
    return found
