"""What the client does with its campaign: offers slots, withdraws them, approves the pilot."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit, formats
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings.policy import may_arrange
from marketplace.bookings.times import QUARTER, begun
from marketplace.campaigns import news, queries
from marketplace.campaigns.allowed import LIVING
from marketplace.campaigns.cells import campaign_of, content_of, quota_of
from marketplace.campaigns.errors import (
    CampaignHasEnded,
    NotAfterTheLastDay,
    NothingToApprove,
    NotThatTime,
    SlotNotFound,
    SomebodyIsIn,
)
from marketplace.campaigns.filling import fill_of
from marketplace.campaigns.models import PilotApproval, Slot
from marketplace.gigs.models import Gig, GigWindDown
from marketplace.requests.content import SceneContent

MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Slots one after the other, each as long as was posted, with time to come out of the part."""

    cell: str
    starts_at: datetime
    zone: str
    seats: int = 1
    count: int = 1
    room: str = ""


def offer_slots(gig_id: UUID, offered: Offered, *, actor: Actor) -> list[UUID]:
    """Everybody who is engaged is told."""
    with transaction() as session:
        gig = queries.campaign_arranged(session, gig_id, actor)
        content = content_of(session, gig)
        campaign = campaign_of(content)
        quota_of(campaign, offered.cell)
        calls = _calls(offered, content)
        _refuse(session, gig, content, calls)
        dealt = session.scalar(select(func.count()).where(Slot.gig_id == gig_id)) or 0
        deck = campaign.prompts or ("",)
        minutes = timedelta(minutes=content.window.minutes)
        slots = [
            Slot(
                gig_id=gig_id,
                cell=offered.cell,
                starts_at=call,
                ends_at=call + minutes,
                zone=offered.zone,
                seats=offered.seats,
                prompt=deck[(dealt + place) % len(deck)],
                made_by=actor.id,
                room=offered.room,
            )
            for place, call in enumerate(calls)
        ]
        session.add_all(slots)
        session.flush()
        audit.record(session, actor, "slots.offered", gig_id, count=len(slots))
        news.tell_pool(session, gig, "slots_offered", count=len(slots))
        return [each.id for each in slots]


def withdraw_slot(slot_id: UUID, *, actor: Actor) -> None:
    """Only while nobody is in it. Twice is harmless."""
    with transaction() as session:
        slot = session.get(Slot, slot_id)
        if slot is None:
            raise SlotNotFound
        gig = session.get_one(Gig, slot.gig_id, with_for_update=True)
        if not may_arrange(actor, gig.client_id):
            raise SlotNotFound
        session.refresh(slot)
        (listed,) = queries.listed(session, [slot])
        if listed.taken_by:
            raise SomebodyIsIn
        if slot.withdrawn_at is None:
            slot.withdrawn_at = now()
            audit.record(session, actor, "slot.withdrawn", slot.id)


def approve_pilot(gig_id: UUID, *, actor: Actor) -> None:
    """Once, after something of it was recorded: then the rest opens."""
    with transaction() as session:
        gig = queries.campaign_arranged(session, gig_id, actor)
        session.get_one(Gig, gig_id, with_for_update=True)
        fill = fill_of(session, gig_id, campaign_of(content_of(session, gig)))
        if fill.pilot_approved or not fill.pilot_minutes or not fill.recorded:
            raise NothingToApprove
        session.add(PilotApproval(gig_id=gig_id, by=actor.id))
        audit.record(session, actor, "pilot.approved", gig_id)
        news.tell_pool(session, gig, "opened")


def _calls(offered: Offered, content: SceneContent) -> list[datetime]:
    apart = timedelta(minutes=content.window.minutes + content.content.de_role_minutes)
    rounded = begun(offered.starts_at + apart)
    if rounded < offered.starts_at + apart:
        rounded += QUARTER
    step = rounded - offered.starts_at
    return [offered.starts_at + step * place for place in range(offered.count)]


def _refuse(session: Session, gig: Gig, content: SceneContent, calls: list[datetime]) -> None:
    if gig.state not in LIVING:
        raise CampaignHasEnded
    there = ZoneInfo(content.window.zone)
    days = [call.astimezone(there).date() for call in calls]
    first, last = content.window.first_day, content.window.last_day
    if calls[0] <= now() or not all(first <= day <= last for day in days):
        raise NotThatTime
    ends = session.get(GigWindDown, gig.id)
    if ends is not None and max(days) > ends.last_day:
        raise NotAfterTheLastDay(formats.day(ends.last_day))
