"""Scene requests and budgets in every state, under licences made for them."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from consent.agreements.planned import PlannedLimits
from consent.ledger.explaining.words import Answer
from consent.licences.queries import licence_for
from foundation import clock
from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.budgets.steps import open_budget
from marketplace.clients.models import Client
from marketplace.requests import actions, drafts
from marketplace.requests.models import RequestKind, RequestVersion
from marketplace.requests.references import NewReference, add_reference
from marketplace.requests.sections import Section
from tests.access.licences import open_offer, signed_by
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, Person
from tests.consent.licences.licensed import offered, published, terms
from tests.marketplace.requests.written import COVERED, typed

WRITERS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
REVIEWERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
FINANCE = frozenset((Role.FINANCE, Role.ADMIN))


def _writer(client_id: UUID) -> Actor:
    """Somebody of this organisation whom nobody knows."""
    return Actor(UUID(int=31), Role.CLIENT_PRODUCER, client_id)


def _client_of(person: Person) -> UUID:
    """Theirs; a new one for those who have none."""
    found = person.actor.on_behalf_of or uuid4()
    if db.session().get(Client, found) is None:
        with transaction() as session:
            session.add(Client(id=found, name=f"Lab {found}"))
    db.session.rollback()
    return found


def a_request(person: Person) -> Values:
    client = _client_of(person)
    return {"request_id": drafts.begin_request(RequestKind.SCENES, actor=_writer(client))}


def of_northlab(_person: Person) -> Values:
    return {"request_id": drafts.begin_request(RequestKind.SCENES, actor=_writer(NORTHLAB))}


def a_section(person: Person) -> Values:
    return {**a_request(person), "section": "brief"}


def a_section_of_northlab(person: Person) -> Values:
    return {**of_northlab(person), "section": "brief"}


def _licensed(client: UUID) -> None:
    if licence_for(db.session(), client, clock.now().date()) is None:
        rights = terms(
            uses=dict.fromkeys(COVERED, Answer.ALLOWED),
            limits=PlannedLimits(storage_regions=("EU",), end_products=("companion",)),
        )
        version = published(rights, name=f"Licence {uuid4()}")
        signed_by(client, open_offer(offered(version, client)))
    db.session.rollback()


def _written(client: UUID) -> UUID:
    _licensed(client)
    request_id = drafts.begin_request(RequestKind.SCENES, actor=_writer(client))
    said = {Section(name): each for name, each in typed().items()}
    drafts.save_sections(request_id, said, seen={}, actor=_writer(client))
    return request_id


def a_whole(person: Person) -> Values:
    return {"request_id": _written(_client_of(person))}


def a_whole_of_northlab(_person: Person) -> Values:
    return {"request_id": _written(NORTHLAB)}


def a_submitted(person: Person) -> Values:
    client = _client_of(person)
    request_id = _written(client)
    actions.submit_request(request_id, actor=_writer(client))
    return {"request_id": request_id}


MATERIAL = NewReference("mood.txt", "references/none", "text/plain", 4, "00")


def _added(client: UUID, request_id: UUID) -> Values:
    added = add_reference(request_id, MATERIAL, actor=_writer(client))
    return {"request_id": request_id, "reference_id": added}


def a_draft_with_material(person: Person) -> Values:
    return _added(_client_of(person), a_request(person)["request_id"])


def material_of_northlab(person: Person) -> Values:
    return _added(NORTHLAB, of_northlab(person)["request_id"])


def material_in_a_draft(person: Person) -> Values:
    return {"reference_id": a_draft_with_material(person)["reference_id"]}


def material_submitted(person: Person) -> Values:
    client = _client_of(person)
    values = _added(client, _written(client))
    actions.submit_request(values["request_id"], actor=_writer(client))
    return {"reference_id": values["reference_id"]}


def a_version(person: Person) -> Values:
    return {**a_submitted(person), "number": 1}


def a_budget(person: Person) -> Values:
    order_id, client = uuid4(), _client_of(person)
    with transaction() as session:
        open_budget(session, order_id, client, "EUR")
    return {"order_id": order_id}


def a_budget_by_program(person: Person) -> Values:
    return {"request_id": a_budget(person)["order_id"]}


def judging(_person: Person) -> dict[str, Any]:
    """The version of the request that was made just before."""
    version = db.session().scalars(select(RequestVersion.id)).first()
    db.session.rollback()
    return {"version_id": str(version), "note:pay.hourly": "Pay more."}


def judging_by_program(person: Person) -> dict[str, Any]:
    version = judging(person)["version_id"]
    return {"version_id": version, "verdict": "returned", "notes": {"pay.hourly": "Pay more."}}


ROWS: dict[str, Rule] = {
    "GET api_requests.Budget": Own(a_budget_by_program, roles=CLIENT_SIDE, others=FINANCE),
    "GET api_requests.Draft": Own(a_request, roles=CLIENT_SIDE),
    "GET api_requests.OneRequest": Own(a_submitted, roles=CLIENT_SIDE, others=REVIEWERS),
    "GET api_requests.OneRequest before it is submitted": Own(a_request, roles=CLIENT_SIDE),
    "GET api_requests.OneVersion": Own(a_version, roles=CLIENT_SIDE, others=REVIEWERS),
    "GET api_requests.Papers": Only(roles=CLIENT_SIDE),
    "GET api_requests.Requests": Only(roles=CLIENT_SIDE | REVIEWERS),
    "GET budgets.page": Only(roles=FINANCE),
    "GET budgets.show": Own(a_budget, roles=CLIENT_SIDE, others=FINANCE),
    "GET request_references.read": Own(material_submitted, roles=CLIENT_SIDE, others=REVIEWERS),
    "GET request_references.read before it is submitted": Own(
        material_in_a_draft, roles=CLIENT_SIDE
    ),
    "GET request_reviews.page": Only(roles=REVIEWERS),
    "GET request_reviews.show": Only(a_submitted, roles=REVIEWERS, hidden=True),
    "GET request_reviews.show before it is submitted": Only(
        a_request, roles=frozenset(), hidden=True
    ),
    "GET request_sections.show": Own(a_section, roles=WRITERS),
    "GET request_sections.show in one's own": Only(a_section_of_northlab, roles=WRITERS),
    "GET requests.ask_to_withdraw": Own(a_request, roles=WRITERS),
    "GET requests.ask_to_withdraw in one's own": Only(of_northlab, roles=WRITERS),
    "GET requests.check": Own(a_request, roles=CLIENT_SIDE),
    "GET requests.page": Only(roles=CLIENT_SIDE),
    "GET requests.show": Own(a_request, roles=CLIENT_SIDE),
    "GET requests.version": Own(a_version, roles=CLIENT_SIDE),
    "POST api_requests.Draft": Own(a_request, roles=WRITERS, send={"sections": {}}),
    "POST api_requests.Requests": Only(roles=WRITERS),
    "POST api_requests.Review": Only(
        a_submitted, roles=REVIEWERS, hidden=True, send=judging_by_program
    ),
    "POST api_requests.Submission": Own(a_whole, roles=WRITERS),
    "POST request_references.add": Own(a_request, roles=WRITERS),
    "POST request_references.add in one's own": Only(of_northlab, roles=WRITERS),
    "POST request_references.remove": Own(a_draft_with_material, roles=WRITERS),
    "POST request_references.remove in one's own": Only(material_of_northlab, roles=WRITERS),
    "POST request_reviews.approve": Only(a_submitted, roles=REVIEWERS, hidden=True, send=judging),
    "POST request_reviews.give_back": Only(a_submitted, roles=REVIEWERS, hidden=True, send=judging),
    "POST request_sections.save": Own(a_section, roles=WRITERS),
    "POST request_sections.save in one's own": Only(a_section_of_northlab, roles=WRITERS),
    "POST requests.begin": Only(roles=WRITERS),
    "POST requests.copy": Own(a_request, roles=WRITERS),
    "POST requests.copy in one's own": Only(of_northlab, roles=WRITERS),
    "POST requests.submit": Own(a_whole, roles=WRITERS),
    "POST requests.submit in one's own": Only(a_whole_of_northlab, roles=WRITERS),
    "POST requests.withdraw": Own(a_request, roles=WRITERS),
    "POST requests.withdraw in one's own": Only(of_northlab, roles=WRITERS),
}
