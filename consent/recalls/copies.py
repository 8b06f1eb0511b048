"""What holders have of recordings whose rights changed, and whether it is covered still."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, KnownRight, LimitSet
from consent.holders.covering import Whose, uncovered
from consent.holders.models import HandedOver, Holder
from consent.holders.purposes import Stated
from consent.holders.queries import stated
from consent.ledger.explaining.words import RecallCause
from consent.terms.bits import mask_of
from foundation.statements import among

Who = tuple[UUID, UUID | None]
"""A client, and its end recipient where that has the copy."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a grant said at one time."""

    uses: int
    """A bit for each."""
    clients: frozenset[str] | None
    """None: whoever it is."""

    def covers(self, handed_for: Stated) -> bool:
        for_it = self.clients is None or str(handed_for.client) in self.clients
        return for_it and bool(self.uses & mask_of(handed_for.uses))


@dataclass(frozen=True, slots=True)
class Copies:
    """Of any number of recordings, read by a statement each; and one decision for each thing that
    was stated, however many deliveries were for that."""

    _held: Mapping[UUID, Sequence[tuple[Holder, Stated]]]
    _ever: Mapping[UUID, Collection[Allowed]]
    """By grant, all that it ever allowed, also what was narrowed away since."""
    _uncovered: Mapping[Stated, Mapping[Whose, bool]]
    """Who would not permit it any more, and whether only because of a pause."""

    def stopped(self, grant: Grant, cause: RecallCause) -> dict[Who, set[str]]:
        """By holder, the files of deliveries that this performer does not permit any more."""
        found: dict[Who, set[str]] = {}
        for holder, handed_for in self._held.get(grant.recording_id, ()):
            if not any(each.covers(handed_for) for each in self._ever.get(grant.id, ())):
                continue  # Handed over under another paper of theirs, which speaks for itself.
            if self._stops(grant, handed_for, cause):
                who = (holder.client_id, holder.recipient_id)
                found.setdefault(who, set()).update(holder.files)
        return found

    def _stops(self, grant: Grant, handed_for: Stated, cause: RecallCause) -> bool:
        pause = self._uncovered[handed_for].get((grant.recording_id, grant.performer_id))
        ended = pause is False or cause is RecallCause.LICENCE_BREACH
        return ended or (pause is True and cause is RecallCause.SUSPENDED)


def copies_of(session: Session, grants: Sequence[Grant]) -> Copies:
    held: dict[UUID, list[tuple[Holder, Stated]]] = {}
    by_purpose: dict[Stated, set[UUID]] = {}
    for holder, handed in _held(session, {grant.recording_id for grant in grants}):
        handed_for = stated(handed)
        held.setdefault(holder.recording_id, []).append((holder, handed_for))
        by_purpose.setdefault(handed_for, set()).add(holder.recording_id)
    uncovering = {each: uncovered(session, each, held_so) for each, held_so in by_purpose.items()}
    concerned = [grant.id for grant in grants if grant.recording_id in held]
    return Copies(held, _ever_allowed(session, concerned), uncovering)


def _held(session: Session, recordings: set[UUID]) -> Sequence[tuple[Holder, HandedOver]]:
    held = (
        select(Holder, HandedOver)
        .join(HandedOver, HandedOver.delivery_id == Holder.delivery_id)
        .where(among(session, Holder.recording_id, recordings))
        .order_by(Holder.since, Holder.delivery_id)
    )
    return [(row[0], row[1]) for row in session.execute(held)]


def _ever_allowed(session: Session, grants: Sequence[UUID]) -> dict[UUID, set[Allowed]]:
    """Whoever got it under another paper, such as another client, hears nothing of this one."""
    of, found = KnownRight, dict[UUID, set[Allowed]]()
    known = select(of.grant_id, of.uses, of.limit_set_id).where(among(session, of.grant_id, grants))
    rows = session.execute(known.distinct()).all()
    clients = _clients(session, {row.limit_set_id for row in rows})
    for row in rows:
        allowed = Allowed(row.uses, clients[row.limit_set_id])
        found.setdefault(row.grant_id, set()).add(allowed)
    return found


def _clients(session: Session, limit_sets: set[int]) -> dict[int, frozenset[str] | None]:
    of = LimitSet
    rows = session.execute(select(of.id, of.body).where(among(session, of.id, limit_sets)))
    named = {row.id: row.body.get("clients") for row in rows}
    return {each: None if some is None else frozenset(some) for each, some in named.items()}
