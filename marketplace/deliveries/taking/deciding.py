"""Whether a file of a delivery may leave now: asked for each link, never remembered."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.decisions.reasons import Reason
from consent.holders.errors import NoLicence, OutsideLicence, RecipientNotNamed
from consent.holders.licensing import licensed
from consent.holders.purposes import Stated
from consent.holders.queries import handed_over, stated
from foundation.statements import among
from marketplace.deliveries.building.models import DeliveryFile, DeliveryFilePart
from marketplace.deliveries.taking.errors import NotDelivered

DESTROYED = "It is not kept here any more: the consent to a recording in it has ended."


@dataclass(frozen=True, slots=True)
class Standing:
    """Of some files of one delivery: why each may not leave, where it may not."""

    why_not: Mapping[UUID, str]
    """By file."""
    ended: frozenset[UUID]
    """Recordings whose consent no longer covers what was stated; paused ones too."""


@dataclass(slots=True)
class Against:
    """What stands against one recording."""

    is_pause: bool = True
    """That alone, which ends."""
    reasons: dict[str, None] = field(default_factory=dict)
    """Sentences, each once."""


def standing(session: Session, delivery_id: UUID, files: Sequence[DeliveryFile]) -> Standing:
    """A file that holds no recording, such as a README, may always be had."""
    handed = handed_over(session, [delivery_id]).get(delivery_id)
    if handed is None:
        raise NotDelivered
    inside = recordings_in(session, [each.id for each in files])
    held = {recording for each in inside.values() for recording in each}
    if not held:
        return Standing({}, frozenset())
    try:
        licensed(session, stated(handed))
    except (NoLicence, OutsideLicence, RecipientNotNamed) as unlicensed:
        return Standing(dict.fromkeys(inside, str(unlicensed)), frozenset())
    ended = refused(session, stated(handed), held)
    found = {
        file_id: _sentence([ended[each] for each in recordings & ended.keys()])
        for file_id, recordings in inside.items()
        if recordings & ended.keys()
    }
    found |= {each.id: DESTROYED for each in files if each.destroyed_at is not None}
    return Standing(found, frozenset(ended))


def refused(session: Session, purpose: Stated, recordings: Collection[UUID]) -> dict[UUID, Against]:
    """Those that not everybody in them permits for all that was stated. What is not registered at
    all is permitted by nobody."""
    found: dict[UUID, Against] = {}
    for each in purpose.purposes():
        decisions = decide(session, list(recordings), each)
        for recording in decisions.refused():
            refusals = list(decisions.refusals(recording))
            against = found.setdefault(recording, Against())
            against.is_pause &= all(one.reasons == Reason.SUSPENDED for one in refusals)
            against.reasons.update(dict.fromkeys(s for one in refusals for s in one.sentences()))
    return found


def recordings_in(session: Session, files: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """By file, those that are in it or in a member of it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    of = DeliveryFilePart
    rows = select(of.file_id, of.recording_id).where(among(session, of.file_id, files)).distinct()
    for file_id, recording_id in session.execute(rows):
        found[file_id].add(recording_id)
    return found


def _sentence(ended: Sequence[Against]) -> str:
    """Whose consent it was is not said: a client hears by its recall what came to an end."""
    count, paused = len(ended), all(each.is_pause for each in ended)
    state = "is paused" if paused else "has ended"
    if count == 1:
        return f"The consent to a recording in it {state}."
    return f"The consent to {count} recordings in it {state}."
