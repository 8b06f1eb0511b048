"""Who could take a slot: not blocked by who is in it, within every limit, lacking cells first."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.bookings.queries import engagements, taken
from marketplace.bookings.times import quarters
from marketplace.campaigns import describing, queries
from marketplace.campaigns.cells import campaign_of
from marketplace.campaigns.filling import Fill, taken_of
from marketplace.campaigns.models import Slot
from marketplace.campaigns.queries import Listed
from marketplace.casting.models import Engagement
from marketplace.profiles.queries import blocked_pairs, profile_of
from marketplace.requests.campaigns import Quota
from marketplace.requests.content import SceneContent


def for_performer(
    session: Session, found: Sequence[Listed], performer_id: UUID, fill: Fill
) -> list[Listed]:
    """What they may see: never a slot with somebody whom one of the two avoids. Cells that lack
    most come first, and in them slots in which somebody waits for a partner."""
    lacking = {each.key: each.lacking for each in fill.cells}
    seen = [
        each
        for each in found
        if performer_id in each.taken_by
        or (each.free and lacking.get(each.slot.cell) and suits(session, each, performer_id))
    ]
    return sorted(
        seen,
        key=lambda each: (
            -lacking.get(each.slot.cell, 0),
            -len(each.taken_by),
            each.slot.starts_at,
            each.slot.id,
        ),
    )


def suits(session: Session, listed: Listed, performer_id: UUID) -> bool:
    """Nobody is told who does not want to play with whom."""
    others = set(listed.taken_by) - {performer_id}
    if not others:
        return True
    pairs = blocked_pairs(session, {performer_id, *others})
    return not any(performer_id in pair for pair in pairs)


def fitting(session: Session, slot: Slot, quota: Quota) -> list[UUID]:
    """Performers who could take what is left of it; who has done least comes first."""
    (listed,) = queries.listed(session, [slot])
    pool = engagements(session, slot.gig_id)
    booked = taken(
        session,
        [each.performer_id for each in pool],
        slot.starts_at.replace(minute=0),
        slot.ends_at,
    )
    needed = set(quarters(slot.starts_at, slot.ends_at))
    done = Counter[UUID]()
    for each in taken_of(session, slot.gig_id):
        done[each.engagement_id] += each.minutes
    found = [
        each
        for each in pool
        if each.performer_id not in listed.taken_by
        and not needed & set(booked[each.performer_id])
        and done[each.id] + slot.minutes <= most_minutes(each)
        and speaks(session, each.performer_id, quota.language)
        and _said(session, slot, quota, each.performer_id)
        and suits(session, listed, each.performer_id)
    ]
    return [each.performer_id for each in sorted(found, key=lambda each: (done[each.id], each.id))]


def minutes_left(session: Session, engagement: Engagement) -> int:
    done = sum(
        each.minutes
        for each in taken_of(session, engagement.gig_id)
        if each.engagement_id == engagement.id
    )
    return most_minutes(engagement) - done


def most_minutes(engagement: Engagement) -> int:
    """By the terms that they accepted."""
    return campaign_of(SceneContent.read(engagement.terms)).most_minutes_each


def speaks(session: Session, performer_id: UUID, language: str) -> bool:
    """Whoever named no language at all is not held to it: casting heard them."""
    named = profile_of(session, [performer_id])[performer_id].said.languages
    return not named or language.split("-", maxsplit=1)[0] in {each.code for each in named}


def _said(session: Session, slot: Slot, quota: Quota, performer_id: UUID) -> bool:
    return not quota.group or quota.group in describing.said(session, slot.gig_id, performer_id)
