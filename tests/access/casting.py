"""Applications, offers, engagements and boards, of people and of clients."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from consent.licences.queries import licence_for
from foundation import clock, storage
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.web import settings
from marketplace.accounts.holding import performs
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role
from marketplace.casting import applying, offering, watching
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.tape_models import TapeViewing
from marketplace.casting.tapes import NewTape, attach_tape
from marketplace.clients.models import Client
from marketplace.gigs.models import Gig
from tests.access.licences import a_licence
from tests.access.rules import Only, Own, Rule, Values
from tests.access.rules import Person as Anybody
from tests.access.things import an_upload
from tests.cast import Person
from tests.marketplace.casting.scene import (
    ADDRESS,
    AS_POSTED,
    MORE,
    addressed,
    crowd,
    drafted,
    offer,
    offered,
    sign,
)
from tests.marketplace.market import posted
from tests.marketplace.profiles.known import mandate

PRODUCES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
CASTING = frozenset((Role.CASTING,))
BOARDS = PRODUCES | CASTING
LATE = frozenset((Role.CASTING, Role.COMPLIANCE, Role.ADMIN))
TAPE = NewTape("tapes/planted", "audio/mpeg", 3, "0" * 64)
APPLY = {"part": "rosa", "note": "I have a sister.", "act": "save"}
TERMS = {"hourly": "70", "take": "15"}
MINOR = {"hourly_minor": 7000, "take_minor": 1500}


def acting(person: Person, role: str, client_id: UUID | None = None) -> Person:
    actor = Actor(person.id, role, client_id, person.actor.powers)
    return Person(person.id, person.email, person.grant_id, actor)


def performing(person: Person) -> Person:
    """Whatever else they do: an offer goes to nobody who does not perform."""
    with transaction() as session:
        if not performs(session, person.id):
            given = {"granted_by": person.id, "on_behalf_of": None}
            session.add(RoleGrant(account_id=person.id, role=Role.PERFORMER, **given))
    return acting(person, "performer")


def _producer(client_id: UUID) -> Person:
    """Somebody who is not in the cast, for that client."""
    somebody = Person(UUID(int=31), "", UUID(int=31), Actor(UUID(int=31), "nobody"))
    return acting(somebody, "client_producer", client_id)


def _client_of(person: Person) -> UUID:
    """Their own, or a new one of nobody's."""
    if person.actor.on_behalf_of is not None:
        return person.actor.on_behalf_of
    with transaction() as session:
        client = Client(name="Of nobody")
        session.add(client)
        session.flush()
        return client.id


def _gig(client_id: UUID) -> UUID:
    """Open, of a client with a licence."""
    by = _producer(client_id)
    if licence_for(db.session(), client_id, clock.now().date()) is None:
        a_licence(by)
    compliance = Person(UUID(int=32), "", UUID(int=32), Actor(UUID(int=32), "compliance"))
    gig_id = posted(by, compliance)
    addressed(gig_id)
    return gig_id


def _apart(person: Person) -> UUID:
    """A gig of a client whose people are not in the cast."""
    return _gig(_client_of(acting(person, "performer")))


def a_gig(person: Person) -> Values:
    return {"gig_id": _gig(_client_of(person))}


def a_draft(person: Person) -> Values:
    performer = acting(person, "performer")
    made = drafted(_apart(person), performer)
    _attach(made, performer)
    return {"application_id": made}


def _attach(application_id: UUID, performer: Person) -> None:
    storage.of(settings()).put(TAPE.storage_key, BytesIO(b"ID3"))
    attach_tape(application_id, TAPE, actor=performer.actor)


def an_application(person: Person) -> Values:
    made = a_draft(person)
    performer = acting(person, "performer")
    applying.submit_application(made["application_id"], actor=performer.actor)
    return made


def an_offer(person: Person) -> Values:
    gig = _apart(person)
    by = _producer(_client_of_gig(gig))
    return {"offer_id": offered(gig, performing(person), by)}


def an_engagement(person: Person) -> Values:
    made = an_offer(person)["offer_id"]
    sign(made, acting(person, "performer"))
    return {"engagement_id": offer(made).engagement_id}


def _client_of_gig(gig_id: UUID) -> UUID:
    return db.session().get_one(Gig, gig_id).client_id


def applied_to(person: Person) -> tuple[UUID, UUID, Person, Person]:
    """Gig and application, who applied, and who produces for the client of this person."""
    client_id = _client_of(person)
    gig, (performer,) = _gig(client_id), crowd(1)
    made = drafted(gig, performer)
    _attach(made, performer)
    applying.submit_application(made, actor=performer.actor)
    return gig, made, performer, _producer(client_id)


def an_applicant(person: Person) -> Values:
    return {"application_id": applied_to(person)[1]}


def an_offer_of_ones_client(person: Person) -> Values:
    _, application, _, by = applied_to(person)
    return {"offer_id": offering.make_offer(application, AS_POSTED, actor=by.actor)}


def an_agents_gig(person: Person) -> Values:
    """One that they may apply for, in the place of somebody."""
    gig, (performer,) = _gig(_client_of(person)), crowd(1)
    return {"mandate_id": mandate(performer, person), "gig_id": gig}


def an_agents_offer(person: Person) -> Values:
    """One to somebody whom they act for."""
    _, application, performer, by = applied_to(person)
    made = offering.make_offer(application, AS_POSTED, actor=by.actor)
    return {"mandate_id": mandate(performer, person, may_negotiate=True), "offer_id": made}


def an_answered_offer(person: Person) -> Values:
    _, application, performer, by = applied_to(person)
    made = offering.make_offer(application, AS_POSTED, actor=by.actor)
    return {"offer_id": offering.counter_offer(made, MORE, actor=performer.actor)}


def an_engagement_of_ones_client(person: Person) -> Values:
    _, application, performer, by = applied_to(person)
    made = offering.make_offer(application, AS_POSTED, actor=by.actor)
    sign(made, performer)
    return {"engagement_id": offer(made).engagement_id}


def a_sitting(person: Person) -> Values:
    gig, application, *_ = applied_to(person)
    opened = watching.open_tapes(gig, [application], actor=_caster(person))
    return {"gig_id": gig, "sitting_id": opened}


def a_viewing(person: Person) -> Values:
    made = a_sitting(person)
    wanted = select(TapeViewing.id).where(TapeViewing.sitting_id == made["sitting_id"])
    return {"viewing_id": db.session().scalars(wanted).one()}


def _caster(person: Person) -> Actor:
    """Themselves where they may; otherwise casting's."""
    return person.actor if person.actor.role in BOARDS else acting(person, "casting").actor


def _some(*_: Person) -> dict[str, str]:
    return {"chosen": str(uuid4()), "state": "kept"}


def _by_program(person: Person) -> dict[str, Any]:
    return {"application_ids": [str(uuid4())], "state": "kept"}


def applying_by_program(person: Person) -> dict[str, Any]:
    return {"gig_id": str(_apart(person)), "part": "rosa"}


def offering_by_program(person: Person) -> dict[str, Any]:
    return {"application_id": str(an_applicant(person)["application_id"]), **MINOR}


def an_invitation(person: Person) -> Values:
    gig_id = _apart(person)
    with transaction() as session:
        invitation = CastingInvitation(
            gig_id=gig_id, part_key="rosa", performer_id=person.id, invited_by=person.id
        )
        session.add(invitation)
        session.flush()
        return {"invitation_id": invitation.id}


def an_agents_mandate(person: Person) -> Values:
    return {"mandate_id": mandate(crowd(1)[0], person)}


def inviting_by_program(_: Person) -> dict[str, Any]:
    return {"part": "rosa", "performer_ids": [str(uuid4())]}


def a_tape_by_program(person: Person) -> dict[str, Any]:
    return {"upload_id": str(an_upload(person)["upload_id"])}


SAID = {"address": ADDRESS}
CASTS = {"roles": PRODUCES, "others": CASTING}
AGENTS = frozenset((Role.OBSERVER,))
ROWS: dict[str, Rule] = {
    "GET agents.apply": Own(an_agents_gig, roles=AGENTS),
    "GET agents.offer": Own(an_agents_offer, roles=AGENTS),
    "POST agents.apply_for": Own(an_agents_gig, roles=AGENTS, send=APPLY),
    "POST agents.counter_for": Own(an_agents_offer, roles=AGENTS, send=TERMS),
    "POST agents.decline_for": Own(an_agents_offer, roles=AGENTS, send={"reason": "pay"}),
    "POST api_agents.AgentApplications": Own(
        an_agents_mandate, roles=AGENTS, send=applying_by_program
    ),
    "POST api_agents.AgentCounter": Own(an_agents_offer, roles=AGENTS, send=MINOR),
    "POST api_agents.AgentDecline": Own(an_agents_offer, roles=AGENTS, send={"reason": "pay"}),
    "GET api_addresses.OwnAddress": Own(an_application),
    "POST api_addresses.OwnAddress": Own(an_application, send=SAID),
    "GET api_addresses.ClientAddress": Own(an_applicant, **CASTS),
    "POST api_addresses.ClientAddress": Own(an_applicant, **CASTS, send=SAID),
    "GET api_invitations.Invitations": Anybody(),
    "POST api_invitations.InvitationDecline": Own(an_invitation),
    "GET api_invitations.Invitable": Own(a_gig, **CASTS),
    "GET api_invitations.GigInvitations": Own(a_gig, **CASTS),
    "POST api_invitations.GigInvitations": Own(a_gig, **CASTS, send=inviting_by_program),
    "DELETE api_tapes.SelfTape": Own(a_draft),
    "GET api_tapes.SelfTape": Own(a_draft),
    "PUT api_tapes.SelfTape": Own(a_draft, send=a_tape_by_program),
    "GET inviting.page": Own(a_gig, roles=PRODUCES, others=CASTING),
    "POST inviting.invite": Own(a_gig, roles=PRODUCES, others=CASTING, send=_some),
    "GET inviting.show": Own(an_invitation),
    "POST inviting.decline": Own(an_invitation),
    "POST inviting.turn_off": Only(roles=frozenset((Role.PERFORMER,)), hidden=True),
    "GET inviting.own_address": Own(an_application),
    "POST inviting.say_own_address": Own(an_application, send=SAID),
    "GET inviting.client_address": Own(an_applicant, roles=PRODUCES, others=CASTING),
    "POST inviting.say_client_address": Own(
        an_applicant, roles=PRODUCES, others=CASTING, send=SAID
    ),
    "GET api_applications.Applications": Anybody(),
    "POST api_applications.Applications": Only(
        roles=frozenset((Role.PERFORMER,)), hidden=True, send=applying_by_program
    ),
    "GET api_applications.OneApplication": Own(an_application),
    "POST api_applications.Submission": Own(a_draft),
    "POST api_applications.Withdrawal": Own(an_application),
    "GET api_casting.Applicants": Own(a_gig, **CASTS),
    "POST api_casting.Moves": Own(a_gig, **CASTS, send=_by_program),
    "POST api_casting.Undoing": Own(a_gig, **CASTS),
    "GET api_casting.OneApplicant": Own(an_applicant, **CASTS),
    "POST api_casting.Marking": Own(an_applicant, **CASTS, send={"stars": 4}),
    "GET api_casting.Notes": Own(an_applicant, **CASTS),
    "POST api_casting.Notes": Own(an_applicant, **CASTS, send={"text": "Warm."}),
    "GET api_offers.Offers": Anybody(),
    "POST api_offers.Offers": Only(roles=BOARDS, hidden=True, send=offering_by_program),
    "GET api_offers.OneOffer": Own(an_offer, others=CASTING),
    "GET api_offers.OneOffer of a client": Own(an_offer_of_ones_client, **CASTS),
    "POST api_offers.Countering": Own(an_offer, send=MINOR),
    "POST api_offers.Declining": Own(an_offer, others=CASTING, send={"reason": "pay"}),
    "POST api_offers.Declining of a client": Own(an_answered_offer, **CASTS, send={}),
    "POST api_offers.Withdrawing": Own(an_offer_of_ones_client, **CASTS),
    "GET api_offers.Engagements": Anybody(),
    "GET api_offers.OneEngagement": Own(an_engagement, others=CASTING),
    "GET api_offers.OneEngagement of a client": Own(an_engagement_of_ones_client, **CASTS),
    "GET applications.page": Anybody(),
    "GET applications.apply": Only(a_gig, roles=frozenset((Role.PERFORMER,)), hidden=True),
    "POST applications.save": Only(
        a_gig, roles=frozenset((Role.PERFORMER,)), hidden=True, send=APPLY
    ),
    "GET applications.show": Own(an_application),
    "GET applications.own_tape": Own(an_application),
    "POST applications.remove_tape": Own(a_draft),
    "GET applications.ask_to_withdraw": Own(an_application),
    "POST applications.withdraw": Own(an_application),
    "GET applications.ask_to_decline": Own(an_offer),
    "POST applications.decline": Own(an_offer, send={"reason": "pay"}),
    "GET applications.other_terms": Own(an_offer),
    "POST applications.counter": Own(an_offer, send=TERMS),
    "GET applications.contract": Own(an_engagement, others=CASTING),
    "GET applications.contract of a client": Own(
        an_engagement_of_ones_client, roles=PRODUCES, others=CASTING
    ),
    "GET casting.page": Only(roles=BOARDS, open_to=frozenset()),
    "GET casting.late": Only(roles=LATE, open_to=frozenset()),
    "GET casting.show": Own(a_gig, roles=PRODUCES, others=CASTING),
    "POST casting.move": Own(a_gig, roles=PRODUCES, others=CASTING, send=_some),
    "POST casting.undo": Own(a_gig, roles=PRODUCES, others=CASTING),
    "GET casting.application": Own(an_applicant, roles=PRODUCES, others=CASTING),
    "POST casting.mark": Own(an_applicant, roles=PRODUCES, others=CASTING, send={"stars": "4"}),
    "POST casting.add_note": Own(
        an_applicant, roles=PRODUCES, others=CASTING, send={"text": "Warm."}
    ),
    "GET casting.ask_to_offer": Own(an_applicant, roles=PRODUCES, others=CASTING),
    "POST casting.offer": Own(an_applicant, roles=PRODUCES, others=CASTING, send=TERMS),
    "POST casting.withdraw_offer": Own(an_offer_of_ones_client, roles=PRODUCES, others=CASTING),
    "POST casting.decline_counter": Own(an_answered_offer, roles=PRODUCES, others=CASTING),
    "POST casting.watch": Own(a_gig, roles=PRODUCES, others=CASTING, send=_some),
    "GET casting.sitting": Own(a_sitting, roles=BOARDS),
    "GET casting.tape": Own(a_viewing, roles=BOARDS),
}
