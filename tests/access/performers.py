"""What performers say of themselves and whom they trust, and organisations that are to be
verified, each made for one person of the cast."""

from datetime import date
from uuid import UUID

from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.models import Account
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients.models import ClientParticulars
from marketplace.clients.verification import actions as verification
from marketplace.clients.verification.actions import Particulars
from marketplace.profiles import actions, week
from marketplace.profiles.identity.models import IdentityRequest
from marketplace.profiles.mandates.models import Mandate
from marketplace.profiles.models import DayException, PartnerBlock
from marketplace.profiles.week import ThatDay
from tests.access import door_things as door
from tests.access.rules import Only, Own, Rule, Values
from tests.access.rules import Person as Signed
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
FINDING = {"verified": "true", "seen": "register_extract", "expires_on": "2027-01-01"}


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
OWNERS = frozenset((Role.CLIENT_OWNER,))
EVERY_ROLE = frozenset(Role)
ROWS: dict[str, Rule] = {
    "GET api_profile.OwnProfile": Only(roles=PERFORMERS),
    "GET api_verification.OwnVerification": Only(roles=CLIENT_SIDE, hidden=True),
    "POST api_profile.OwnProfile": Only(
        roles=PERFORMERS, send={"seen": 0, "stage_name": "Somebody", "visibility": "applied"}
    ),
    "GET availability.page": Only(roles=PERFORMERS),
    "POST availability.except_day": Only(roles=PERFORMERS, send=DAY),
    "POST availability.remove_day": Own(a_day, roles=EVERY_ROLE),
    "POST availability.save_week": Only(roles=PERFORMERS, send={"monday": "09:00-12:00"}),
    "GET identity.own": Only(roles=PERFORMERS),
    "GET identity.page": Only(roles=COMPLIANCE),
    "GET identity.show": Only(a_check, roles=COMPLIANCE),
    "POST identity.ask_for_check": Only(roles=PERFORMERS),
    "POST identity.keep_check": Only(a_check, roles=COMPLIANCE, send=RESULT),
    "GET mandates.held": Signed(),
    "GET mandates.page": Only(roles=PERFORMERS),
    "POST mandates.accept_mandate": Own(offered, roles=EVERY_ROLE),
    "POST mandates.end_mandate": Own(given, roles=EVERY_ROLE),
    "POST mandates.offer_mandate": Only(roles=PERFORMERS, send=AGENT, fresh=True),
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
