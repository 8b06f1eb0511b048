"""A made-up campaign: slots free, taken, waiting for a partner; a pilot that was approved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.bookings import steps
from marketplace.bookings.costs import cover
from marketplace.bookings.demo_cast import engage, papers_of, posted
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.bookings.queries import engagements
from marketplace.campaigns.cells import key_of
from marketplace.campaigns.models import Slot
from marketplace.campaigns.offering import Offered, approve_pilot, offer_slots
from marketplace.campaigns.taking import take_slot
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.demo_scenes import DemoGig, Papers, content_of
from marketplace.gigs.models import Gig
from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestKind
from marketplace.requests.scene import Part

_GIG = DemoGig(
    title="Small troubles, kindly heard (AI training)",
    scenario="Somebody calls with a small trouble, and somebody who cares listens.",
    feelings=(Emotion.ANXIETY, Emotion.CALM),
)
_ALONE = Quota(language="en", begins=Emotion.ANXIETY, ends=Emotion.CALM, minutes=1200)
_TOGETHER = Quota(language="en", begins=Emotion.ANGER, ends=Emotion.RELIEF, minutes=960)
_GROUP = Quota(
    language="en", begins=Emotion.SADNESS, ends=Emotion.CALM, minutes=480, group="over sixty"
)
_CAMPAIGN = Campaign(
    quotas=(_ALONE, _TOGETHER, _GROUP),
    prompts=("A friend lost her keys.", "The exam is tomorrow.", "The train is gone."),
    pilot_minutes=120,
    most_minutes_each=900,
)
_PART = Part(key="listener", name="The one who listens", sheet="Warm, never in a hurry.", seats=3)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    known = db.session().scalar(select(Gig.id).where(Gig.title == _GIG.title))
    papers = papers_of(db.session())
    db.session.rollback()
    if papers is not None and known is None:
        ben = Actor(character("ben").id, Role.CLIENT_PRODUCER, NORTHLAB)
        with transaction() as session:
            gig = posted(session, _content(papers, now().date()), RequestKind.CAMPAIGN, ben)
            for seat, name in enumerate(("mira", "juno", "dev"), start=1):
                engage(session, gig, name, _PART.key, seat)
            _pilot(session, gig, ben)
            gig_id = gig.id
        approve_pilot(gig_id, actor=ben)
        _slots(gig_id, ben)
    return ()


def _slots(gig_id: UUID, ben: Actor) -> None:
    """Free ones, one that is taken, one whose first waits for a partner."""
    alone = _offer(gig_id, _ALONE, 15, 1, ben)
    together = _offer(gig_id, _TOGETHER, 17, 2, ben)
    _offer(gig_id, _GROUP, 19, 1, ben)
    _take(alone, "mira")
    _take(together, "juno")


def _offer(gig_id: UUID, quota: Quota, days: int, seats: int, ben: Actor) -> UUID:
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    offered = Offered(
        cell=key_of(quota),
        starts_at=today + timedelta(days=days, hours=14),
        zone="Europe/London",
        seats=seats,
        count=2,
        room="https://meet.example/troubles",
    )
    return offer_slots(gig_id, offered, actor=ben)[0]


def _take(slot_id: UUID, name: str) -> None:
    call = db.session().get_one(Slot, slot_id).starts_at
    db.session.rollback()
    take_slot(slot_id, call, actor=Actor(character(name).id, Role.PERFORMER))


def _pilot(session: Session, gig: Gig, ben: Actor) -> None:
    """Recorded last week: nobody can take what has passed, so it is written down."""
    call = now().replace(minute=0, second=0, microsecond=0) - timedelta(days=7)
    booking = _booking(gig, call, ben)
    session.add(booking)
    session.flush()
    slot = Slot(
        gig_id=gig.id,
        cell=key_of(_ALONE),
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone=booking.zone,
        seats=1,
        prompt=_CAMPAIGN.prompts[0],
        made_by=ben.id,
        booking_id=booking.id,
    )
    session.add(slot)
    session.add(_place(session, gig, booking))
    session.flush()
    for held in steps.held(session, booking):
        cover(session, held)
    steps.note(session, booking, "over", actor=ben)


def _booking(gig: Gig, call: datetime, ben: Actor) -> Booking:
    return Booking(
        gig_id=gig.id,
        client_id=NORTHLAB,
        starts_at=call,
        ends_at=call + timedelta(minutes=120),
        zone="Europe/London",
        made_by=ben.id,
        sequence=1,
        judged_at=call,
        state=BookingState.OVER,
    )


def _place(session: Session, gig: Gig, booking: Booking) -> Place:
    dev = character("dev").id
    engagement = next(each for each in engagements(session, gig.id) if each.performer_id == dev)
    return Place(
        booking_id=booking.id,
        engagement_id=engagement.id,
        performer_id=dev,
        state=PlaceState.CHECKED_IN,
        answered_at=booking.starts_at - timedelta(days=2),
        checked_in_at=booking.starts_at,
        firm_for=booking.starts_at,
    )


def _content(papers: Papers, today: date) -> SceneContent:
    said = content_of(_GIG, papers, today)
    window = replace(
        said.window,
        first_day=today - timedelta(days=10),
        last_day=today + timedelta(days=60),
        apply_by=today + timedelta(days=20),
        bookings=1,
    )
    brief = replace(said.brief, parts=(_PART,))
    return replace(said, brief=brief, window=window, campaign=_CAMPAIGN)
