"""Applications, offers, engagements and boards, of people and of clients."""

from io import BytesIO
from uuid import UUID, uuid4

from sqlalchemy import select

from consent.licences.queries import licence_for
from foundation import clock, storage
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.web import settings
from marketplace.accounts.roles import Role
from marketplace.casting import applying, offering, watching
from marketplace.casting.tape_models import TapeViewing
from marketplace.casting.tapes import NewTape, attach_tape
from marketplace.clients.models import Client
from marketplace.gigs.models import Gig
from tests.access.licences import a_licence
from tests.access.rules import Only, Own, Rule, Values
from tests.access.rules import Person as Anybody
from tests.cast import Person
from tests.marketplace.casting.scene import AS_POSTED, MORE, crowd, drafted, offer, offered, sign
from tests.marketplace.market import posted

PRODUCES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
CASTING = frozenset((Role.CASTING,))
BOARDS = PRODUCES | CASTING
LATE = frozenset((Role.CASTING, Role.COMPLIANCE, Role.ADMIN))
TAPE = NewTape("tapes/planted", "audio/mpeg", 3, "0" * 64)
APPLY = {"part": "rosa", "note": "I have a sister.", "act": "save"}
TERMS = {"hourly": "70", "take": "15"}


def _acting(person: Person, role: str, client_id: UUID | None = None) -> Person:
    actor = Actor(person.id, role, client_id, person.actor.powers)
    return Person(person.id, person.email, person.grant_id, actor)


def _producer(client_id: UUID) -> Person:
    """Somebody who is not in the cast, for that client."""
    somebody = Person(UUID(int=31), "", UUID(int=31), Actor(UUID(int=31), "nobody"))
    return _acting(somebody, "client_producer", client_id)


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
    return posted(by, compliance)


def _apart(person: Person) -> UUID:
    """A gig of a client whose people are not in the cast."""
    return _gig(_client_of(_acting(person, "performer")))


def a_gig(person: Person) -> Values:
    return {"gig_id": _gig(_client_of(person))}


def a_draft(person: Person) -> Values:
    performer = _acting(person, "performer")
    made = drafted(_apart(person), performer)
    _attach(made, performer)
    return {"application_id": made}


def _attach(application_id: UUID, performer: Person) -> None:
    storage.of(settings()).put(TAPE.storage_key, BytesIO(b"ID3"))
    attach_tape(application_id, TAPE, actor=performer.actor)


def an_application(person: Person) -> Values:
    made = a_draft(person)
    performer = _acting(person, "performer")
    applying.submit_application(made["application_id"], actor=performer.actor)
    return made


def an_offer(person: Person) -> Values:
    gig = _apart(person)
    by = _producer(_client_of_gig(gig))
    return {"offer_id": offered(gig, _acting(person, "performer"), by)}


def an_engagement(person: Person) -> Values:
    made = an_offer(person)["offer_id"]
    sign(made, _acting(person, "performer"))
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
    return person.actor if person.actor.role in BOARDS else _acting(person, "casting").actor


def _some(*_: Person) -> dict[str, str]:
    return {"chosen": str(uuid4()), "state": "kept"}


ROWS: dict[str, Rule] = {
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
