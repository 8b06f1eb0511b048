"""What performers say of themselves and whom they trust, and organisations that are to be
verified, each made for one person of the cast."""

from datetime import date
from io import BytesIO
from uuid import UUID

from foundation import storage
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.web import settings
from marketplace.accounts.models import Account
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients.models import ClientParticulars
from marketplace.clients.verification import actions as verification
from marketplace.clients.verification.actions import Finding, Particulars
from marketplace.clients.verification.words import Paper
from marketplace.profiles import actions, week
from marketplace.profiles.actions import Saying
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.identity.models import IdentityRequest
from marketplace.profiles.mandates.models import Mandate
from marketplace.profiles.models import DayException, PartnerBlock, ReelLook
from marketplace.profiles.reels import actions as reel_actions
from marketplace.profiles.reels.arriving import NewFile
from marketplace.profiles.week import ThatDay
from marketplace.profiles.words import Visibility
from tests.access import door_things as door
from tests.access.rules import Only, Open, Own, Rule, Values
from tests.access.rules import Person as Signed
from tests.access.things import an_upload
from tests.cast import NORTHLAB, Person

PROFILE = {"seen": "0", "stage_name": "Somebody", "visibility": "applied"}
DAY = {"day": "2026-04-01", "free": "false"}
AGENT = {"email": "agent@example.net", "commission": "10", "until": "2026-12-31"}
RESULT = {
    "document": "passport",
    "is_person": "true",
    "is_adult": "true",
    "checked_on": "2026-03-02",
    "expires_on": "2030-01-01",
}
PARTICULARS = {
    "registered_name": "Somebody Ltd",
    "country": "GB",
    "register": "Companies House",
    "register_number": "1",
    "sector": "language courses",
    "contact": "the owner",
}
FIGURES = {
    "sample_rate_hz": "48000",
    "noise_db": "-60",
    "level_db": "-9",
    "headphones": "true",
}
RULE = {
    "lives_in": "DE",
    "client_in": "",
    "engagement": "freelance",
    "asks": "An invoice.",
    "source": "Compliance",
    "known_on": "2026-01-01",
}
FOUND = Finding(verified=True, seen=(Paper.REGISTER_EXTRACT,), expires_on=date(2027, 1, 1))
FINDING = {"verified": "true", "seen": "register_extract", "expires_on": "2027-01-01"}


def findable(person: Person) -> Values:
    """A profile that verified clients may find, and clients who are."""
    saying = Saying(stage_name="Somebody", visibility=Visibility.VERIFIED, invitations=True)
    with transaction() as session:
        actions.keep(session, person.id, saying, ProfileContent())
        verification.keep(session, NORTHLAB, FOUND, SYSTEM)
    return {"performer_id": person.id}


def _looked_at(reel_id: UUID, keys: list[str]) -> ReelLook:
    return ReelLook(
        reel_id=reel_id, why_not="", duration_ms=1000, poster_key=keys[1], preview_key=keys[2]
    )


def an_own_reel(person: Person) -> Values:
    """Decoded, with a poster and a preview."""
    files = storage.of(settings())
    keys = [f"reels/{new_id()}" for _ in range(3)]
    for key in keys:
        files.put(key, BytesIO(b"seen"))
    with transaction() as session:
        new = NewFile(keys[0], "video/webm", 4, "0" * 64)
        reel = reel_actions.keep(session, person.id, "Grief", new)
        session.add(_looked_at(reel.id, keys))
        return {"reel_id": reel.id}


class SentAgain(BytesIO):
    """One question is sent several times; a file is closed after the first."""

    def close(self) -> None:
        self.seek(0)


def a_reel_to_send(_person: Person) -> Values:
    """It is looked into later: now it must only begin as what it says it is."""
    head = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(64)
    return {"title": "Grief", "file": (SentAgain(head), "reel.webm", "video/webm")}


def a_reel(person: Person) -> Values:
    """On a profile that others may see."""
    return {**findable(person), **an_own_reel(person)}


def a_day(person: Person) -> Values:
    with transaction() as session:
        week.keep_day(session, person.id, ThatDay(date(2026, 4, 1), free=False))
        found = session.query(DayException).filter_by(performer_id=person.id).one()
        return {"exception_id": found.id}


def a_block(person: Person) -> Values:
    with transaction() as session:
        actions.keep_block(session, person.id, "Rex", set())
        found = session.query(PartnerBlock).filter_by(performer_id=person.id).one()
        return {"block_id": found.id}


def a_check(person: Person) -> Values:
    with transaction() as session:
        request = IdentityRequest(performer_id=person.id)
        session.add(request)
        session.flush()
        return {"request_id": request.id}


def given(person: Person) -> Values:
    """By this person, to an address that nobody has."""
    return _mandate(person.id, "agent@example.net")


def offered(person: Person) -> Values:
    """To this person, by somebody who is only an account."""
    with transaction() as session:
        other = Account(email=f"other-{person.id.hex}@example.net", name="Other")
        session.add(other)
        session.flush()
        other_id = other.id
    return _mandate(other_id, person.email)


def accepted(person: Person) -> Values:
    """By this person, of somebody who is only an account."""
    made = offered(person)
    with transaction() as session:
        mandate = session.get_one(Mandate, made["mandate_id"])
        mandate.agent_id, mandate.accepted_at = person.id, now()
    return made


def _mandate(performer_id: UUID, email: str) -> Values:
    with transaction() as session:
        mandate = Mandate(
            performer_id=performer_id,
            email=email,
            may_apply=True,
            may_negotiate=True,
            commission_basis_points=1000,
            until=date(2026, 12, 31),
        )
        session.add(mandate)
        session.flush()
        return {"mandate_id": mandate.id}


def one_that_asks(_person: Person) -> Values:
    if db.session().get(ClientParticulars, NORTHLAB) is None:
        said = Particulars(**PARTICULARS, website="")
        with transaction() as session:
            verification.say(session, NORTHLAB, said, Actor(id=UUID(int=9), role="client_owner"))
    return {"client_id": NORTHLAB}


PERFORMERS = frozenset((Role.PERFORMER,))
COMPLIANCE = frozenset((Role.COMPLIANCE, Role.ADMIN))
SEEKERS = frozenset((Role.CASTING, Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
OWNERS = frozenset((Role.CLIENT_OWNER,))
EVERY_ROLE = frozenset(Role)
MANDATE = {"email": "agent@example.net", "commission_basis_points": 1000, "until": "2026-12-31"}
OBSERVERS = frozenset((Role.OBSERVER,))


def a_new_reel(person: Person) -> Values:
    return {"title": "Grief", "upload_id": str(an_upload(person)["upload_id"])}


ROWS: dict[str, Rule] = {
    "GET agents_bookings.page": Own(accepted, roles=OBSERVERS),
    "GET api_agents.AgentApplications": Own(accepted, roles=OBSERVERS),
    "GET api_agents_bookings.AgentBookings": Own(accepted, roles=OBSERVERS),
    "DELETE api_availability.AvailabilityDay": Own(a_day, roles=EVERY_ROLE),
    "GET api_availability.Availability": Only(roles=PERFORMERS),
    "POST api_availability.Availability": Only(
        roles=PERFORMERS, send={"monday": [{"begins": "09:00", "ends": "12:00"}]}
    ),
    "POST api_availability.AvailabilityDays": Only(
        roles=PERFORMERS, send={"day": "2026-04-01", "free": False}
    ),
    "GET api_equipment.EquipmentState": Only(roles=PERFORMERS),
    "GET api_identity.IdentityState": Only(roles=PERFORMERS),
    "PUT api_identity.IdentityState": Only(roles=PERFORMERS),
    "GET api_mandates.Mandates": Signed(),
    "POST api_mandates.Mandates": Only(roles=PERFORMERS, send=MANDATE),
    "POST api_mandates.MandateAcceptance": Own(offered, roles=EVERY_ROLE),
    "POST api_mandates.MandateEnding": Own(given, roles=EVERY_ROLE),
    "DELETE api_partners.OnePartnerBlock": Own(a_block, roles=EVERY_ROLE),
    "GET api_partners.PartnerBlocks": Only(roles=PERFORMERS),
    "POST api_partners.PartnerBlocks": Only(roles=PERFORMERS, send={"name": "Rex"}),
    "DELETE api_reels.OneReel": Own(an_own_reel, roles=EVERY_ROLE),
    "GET api_reels.Reels": Only(roles=PERFORMERS),
    "POST api_reels.ReelFirst": Own(an_own_reel, roles=EVERY_ROLE),
    "POST api_reels.ReelTitle": Own(an_own_reel, roles=EVERY_ROLE, send={"title": "Grief"}),
    "PUT api_reels.LastReel": Only(roles=PERFORMERS, send=a_new_reel),
    "GET api_profile.OwnProfile": Only(roles=PERFORMERS),
    "GET api_verification.OwnVerification": Only(roles=CLIENT_SIDE, hidden=True),
    "POST api_profile.OwnProfile": Only(
        roles=PERFORMERS, send={"seen": 0, "stage_name": "Somebody", "visibility": "applied"}
    ),
    "GET availability.page": Only(roles=PERFORMERS),
    "POST availability.except_day": Only(roles=PERFORMERS, send=DAY),
    "POST availability.remove_day": Own(a_day, roles=EVERY_ROLE),
    "POST availability.save_week": Only(roles=PERFORMERS, send={"monday": "09:00-12:00"}),
    "GET api_performers.OnePerformer": Own(findable, others=SEEKERS, roles=PERFORMERS),
    "GET api_performers.Performers": Only(roles=SEEKERS),
    "GET performers.page": Only(roles=SEEKERS),
    "GET performers.show": Own(findable, others=SEEKERS, roles=PERFORMERS),
    "GET engagement_rules.page": Only(roles=COMPLIANCE),
    "POST engagement_rules.set_rule": Only(roles=COMPLIANCE, send=RULE),
    "GET equipment.page": Only(roles=PERFORMERS),
    "POST equipment.keep_findings": Only(roles=PERFORMERS, send=FIGURES),
    "POST identity.keep_result": Open(),
    "GET identity.own": Only(roles=PERFORMERS),
    "GET identity.page": Only(roles=COMPLIANCE),
    "GET identity.show": Only(a_check, roles=COMPLIANCE),
    "POST identity.ask_for_check": Only(roles=PERFORMERS),
    "POST identity.ask_for_check of a person": Only(roles=PERFORMERS, send={"by_hand": "yes"}),
    "POST identity.keep_check": Only(a_check, roles=COMPLIANCE, send=RESULT),
    "GET agents.applications": Own(accepted, roles=frozenset((Role.OBSERVER,))),
    "GET mandates.held": Signed(),
    "GET mandates.page": Only(roles=PERFORMERS),
    "POST mandates.accept_mandate": Own(offered, roles=EVERY_ROLE),
    "POST mandates.end_mandate": Own(given, roles=EVERY_ROLE),
    "POST mandates.offer_mandate": Only(roles=PERFORMERS, send=AGENT, fresh=True),
    "GET performers.play": Own(a_reel, others=SEEKERS, roles=PERFORMERS),
    "GET performers.poster": Own(a_reel, others=SEEKERS, roles=PERFORMERS),
    "GET performers.preview": Own(a_reel, others=SEEKERS, roles=PERFORMERS),
    "GET reels.page": Only(roles=PERFORMERS),
    "GET reels.play": Own(an_own_reel, roles=EVERY_ROLE),
    "GET reels.poster": Own(an_own_reel, roles=EVERY_ROLE),
    "POST reels.add_reel": Only(roles=PERFORMERS, send=a_reel_to_send),
    "POST reels.name_reel": Own(an_own_reel, roles=EVERY_ROLE, send={"title": "Grief"}),
    "POST reels.put_first": Own(an_own_reel, roles=EVERY_ROLE),
    "POST reels.remove_reel": Own(an_own_reel, roles=EVERY_ROLE),
    "GET profile.edit": Only(roles=PERFORMERS),
    "GET profile.page": Only(roles=PERFORMERS),
    "GET profile.partners": Only(roles=PERFORMERS),
    "GET profile.preview": Only(roles=PERFORMERS),
    "GET profile.sealed_words": Only(roles=PERFORMERS),
    "POST profile.block_partner": Only(roles=PERFORMERS, send={"name": "Rex"}),
    "POST profile.save_profile": Only(roles=PERFORMERS, send=PROFILE),
    "POST profile.seal_words": Only(roles=PERFORMERS, send={"legal_name": "Somebody"}),
    "POST profile.unblock_partner": Own(a_block, roles=EVERY_ROLE),
    "GET verification_of_clients.own": Own(door.a_client, roles=CLIENT_SIDE),
    "GET verification_of_clients.page": Only(roles=COMPLIANCE),
    "GET verification_of_clients.show": Only(one_that_asks, roles=COMPLIANCE),
    "POST verification_of_clients.ask_for_verification": Own(
        door.a_client, roles=OWNERS, send=PARTICULARS
    ),
    "POST verification_of_clients.ask_for_verification in one's own": Only(
        door.northlab, roles=OWNERS, send=PARTICULARS
    ),
    "POST verification_of_clients.decide": Only(one_that_asks, roles=COMPLIANCE, send=FINDING),
}
