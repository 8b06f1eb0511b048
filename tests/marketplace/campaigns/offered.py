"""A campaign for two performers, and slots of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.audit import AuditEvent
from foundation.database import db, transaction
from marketplace.campaigns.cells import key_of
from marketplace.campaigns.filling import Fill, fill_of
from marketplace.campaigns.models import Slot
from marketplace.campaigns.offering import Offered, offer_slots
from marketplace.gigs.models import Gig
from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.models import RequestKind, SceneRequest
from tests.cast import Cast, Person
from tests.marketplace.bookings.booked import add_money
from tests.marketplace.market import BRIEF, WINDOW, content, engaged, posted
from tests.marketplace.profiles.known import checked

CALL = datetime(2026, 4, 13, 13, 0, tzinfo=UTC)
COMFORT = Quota(language="en", begins=Emotion.FEAR, ends=Emotion.CALM, minutes=360)
GROUP = Quota(
    language="en", begins=Emotion.ANGER, ends=Emotion.CALM, minutes=120, group="over sixty"
)
CAMPAIGN = Campaign(quotas=(COMFORT, GROUP), prompts=("A lift stops.", "A key is lost."))
PART = replace(BRIEF.parts[0], seats=16)


@dataclass(frozen=True, slots=True)
class World:
    cast: Cast
    gig_id: UUID
    omar: UUID
    mira: UUID

    def slot(self, quota: Quota = COMFORT, *, seats: int = 1, days: int = 0) -> UUID:
        call = CALL + timedelta(days=days)
        offered = Offered(cell=key_of(quota), starts_at=call, zone="Europe/Berlin", seats=seats)
        (slot_id,) = offer_slots(self.gig_id, offered, actor=self.cast.ben.actor)
        return slot_id

    def slots(self) -> list[Slot]:
        db.session.rollback()
        wanted = select(Slot).where(Slot.gig_id == self.gig_id).order_by(Slot.starts_at)
        return list(db.session().scalars(wanted))

    def read_by(self, person: Person) -> list[UUID]:
        """Of whom it is on record that this person was shown something."""
        db.session.rollback()
        of = AuditEvent
        wanted = select(of.subject_id).where(of.action == "booking.read", of.actor_id == person.id)
        return [each for each in db.session().scalars(wanted) if each is not None]

    def fill(self) -> Fill:
        db.session.rollback()
        return fill_of(db.session(), self.gig_id, CAMPAIGN)


def campaign(cast: Cast, said: Campaign = CAMPAIGN) -> World:
    """Omar and Mira are engaged; ben offers what they take."""
    window = replace(WINDOW, minutes=120, bookings=1)
    brief = replace(BRIEF, parts=(PART,))
    gig_id = posted(cast.ben, cast.cora, content(campaign=said, window=window, brief=brief))
    with transaction() as session:
        gig = session.get_one(Gig, gig_id)
        session.get_one(SceneRequest, gig.request_id).kind = RequestKind.CAMPAIGN
    for performer in (cast.omar, cast.mira):
        checked(performer)
    add_money(gig_id, 500_000)
    omar, mira = (engaged(gig_id, "rosa", who, n) for n, who in ((1, cast.omar), (2, cast.mira)))
    return World(cast, gig_id, omar, mira)


def booking_of(slot_id: UUID) -> UUID:
    db.session.rollback()
    found = db.session().get_one(Slot, slot_id).booking_id
    assert found is not None
    return found
