"""Campaigns and their slots, for the rows of the table: of a client, or of who is engaged."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import CLIENT_SIDE, POWERS, Role
from marketplace.campaigns.models import Slot
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig
from marketplace.requests import steps as requests
from marketplace.requests.models import RequestKind, SceneRequest, Verdict
from tests.access.bookings import ARRANGES, CASTING, PERFORMERS, READS, a_gig, engaged_of_somebody
from tests.access.rules import Make, Own, Person, Rule, Values
from tests.cast import Person as CastPerson
from tests.marketplace.campaigns.offered import CAMPAIGN, COMFORT, GROUP, key_of
from tests.marketplace.market import content
from tests.marketplace.profiles.known import checked

KEEPER = Actor(uuid4(), Role.COMPLIANCE, powers=POWERS[Role.COMPLIANCE])
CALL = datetime(2026, 4, 13, 13, 0, tzinfo=UTC)


def a_campaign(person: CastPerson) -> Values:
    return {"gig_id": _campaign(a_gig(person)["gig_id"])}


def a_slot(person: CastPerson) -> Values:
    return {"slot_id": _slot(a_campaign(person)["gig_id"])}


def own_campaign(person: CastPerson) -> Values:
    """They are engaged for it."""
    return {"gig_id": _campaign(engaged_of_somebody(person.id))}


def own_slot(person: CastPerson) -> Values:
    checked(person)
    return {"slot_id": _slot(own_campaign(person)["gig_id"])}


def _campaign(gig_id: UUID) -> UUID:
    """What was posted with fixed parts says now that it is a campaign."""
    said = content(campaign=CAMPAIGN)
    with transaction() as session:
        gig = session.get_one(Gig, gig_id)
        request = session.get_one(SceneRequest, gig.request_id)
        version = requests.submit(session, request, said, actor=SYSTEM)
        requests.review(session, request, version, Verdict.APPROVED, {}, actor=KEEPER)
        request.kind, gig.version_id = RequestKind.CAMPAIGN, version.id
        for each in session.scalars(select(Engagement).where(Engagement.gig_id == gig_id)):
            each.terms, each.terms_hash = version.content, version.hash
    return gig_id


def _slot(gig_id: UUID) -> UUID:
    with transaction() as session:
        slot = Slot(
            gig_id=gig_id,
            cell=key_of(COMFORT),
            starts_at=CALL,
            ends_at=CALL + timedelta(hours=2),
            zone="Europe/Berlin",
            seats=1,
            prompt="",
            made_by=SYSTEM.id,
            made_at=now(),
        )
        session.add(slot)
        session.flush()
        return slot.id


def _arranged(make: Make, **more: object) -> Own:
    return Own(make, roles=ARRANGES, others=CASTING, **more)  # type: ignore[arg-type]


_OFFERED = {
    "cell": key_of(COMFORT),
    "wall": "2026-04-14T17:00",
    "zone": "Europe/Berlin",
    "seats": "1",
    "count": "1",
}
_DESCRIBED = {"group": GROUP.group, "agreed": "yes"}
_OFFERED_BY_PROGRAM = {
    "cell": key_of(COMFORT),
    "starts_at": "2026-04-14T15:00:00+00:00",
    "zone": "Europe/Berlin",
}
ROWS: dict[str, Rule] = {
    "DELETE api_campaigns.Description": Own(own_campaign, roles=PERFORMERS),
    "DELETE api_campaigns.OneSlot": _arranged(a_slot),
    "GET api_campaigns.CampaignFill": Own(a_campaign, roles=CLIENT_SIDE, others=READS),
    "GET api_campaigns.CampaignFill of one's own": Own(
        own_campaign, roles=PERFORMERS, others=READS
    ),
    "GET api_campaigns.Campaigns": Person(),
    "GET api_campaigns.Slots": Own(a_campaign, roles=CLIENT_SIDE, others=READS),
    "GET api_campaigns.Slots of one's own": Own(own_campaign, roles=PERFORMERS, others=READS),
    "POST api_campaigns.Pilot": _arranged(a_campaign),
    "POST api_campaigns.SlotTaking": Own(
        own_slot, roles=PERFORMERS, send={"seen": CALL.isoformat()}
    ),
    "POST api_campaigns.Slots": _arranged(a_campaign, send=_OFFERED_BY_PROGRAM),
    "PUT api_campaigns.Description": Own(
        own_campaign, roles=PERFORMERS, send={"group": GROUP.group, "agreed": True}
    ),
    "GET campaigns.grid": Own(a_campaign, roles=CLIENT_SIDE, others=READS),
    "GET campaigns.page": Person(),
    "GET campaigns.slots": Own(own_campaign, roles=PERFORMERS),
    "POST campaigns.approve_pilot": _arranged(a_campaign),
    "POST campaigns.describe": Own(own_campaign, roles=PERFORMERS, send=_DESCRIBED),
    "POST campaigns.offer": _arranged(a_campaign, send=_OFFERED),
    "POST campaigns.take": Own(own_slot, roles=PERFORMERS, send={"seen": CALL.isoformat()}),
    "POST campaigns.take_back": Own(own_campaign, roles=PERFORMERS),
    "POST campaigns.withdraw": _arranged(a_slot),
}
