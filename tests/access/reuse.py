"""Using again: a client's own orders, asked for by those who bind it."""

from uuid import UUID

from foundation.database import transaction
from foundation.ids import new_id
from foundation.numbering import next_number
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.budgets.steps import open_budget
from marketplace.requests.models import RequestKind, SceneRequest
from marketplace.reuse.models import ReuseCounter, ReuseLine, ReuseOrder
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, RIVALLAB, Person

OWNERS = frozenset((Role.CLIENT_OWNER,))
STAFF = frozenset((Role.FINANCE, Role.COMPLIANCE, Role.ADMIN))
_WORDS = "Testing how well a dialogue model listens."
FORM = {"number": "SR-1", "version_id": str(UUID(int=5)), "purpose": _WORDS}


def an_order(person: Person) -> Values:
    return _order_of(person.actor.on_behalf_of or RIVALLAB)


def an_order_of_northlab(_person: Person) -> Values:
    return _order_of(NORTHLAB)


def _order_of(client: UUID) -> Values:
    with transaction() as session:
        number = next_number(session, ReuseCounter, "RU")
        request = SceneRequest(
            number=str(new_id()), client_id=NORTHLAB, kind=RequestKind.SCENES, made_by=new_id()
        )
        session.add(request)
        session.flush()
        order = ReuseOrder(
            number=number,
            client_id=client,
            request_id=request.id,
            version_id=new_id(),
            currency="EUR",
            purpose=_WORDS,
            asked_by=new_id(),
        )
        session.add(order)
        session.flush()
        line = ReuseLine(
            order_id=order.id,
            performer_id=new_id(),
            least_minor=5,
            price_minor=100,
            currency="EUR",
        )
        session.add(line)
        open_budget(session, order.id, client, "EUR")
        return {"order_id": order.id}


ROWS: dict[str, Rule] = {
    "GET api_reuse.OneReuseOrder": Own(an_order, roles=CLIENT_SIDE, others=STAFF),
    "GET api_reuse.ReuseOrders": Only(roles=CLIENT_SIDE),
    "GET reuse.page": Only(roles=CLIENT_SIDE),
    "GET reuse.price": Only(roles=OWNERS),
    "GET reuse.show": Own(an_order, roles=CLIENT_SIDE, others=STAFF),
    "POST api_reuse.ReuseCallingOff": Own(an_order, roles=OWNERS),
    "POST api_reuse.ReuseCallingOff in one's own": Only(
        an_order_of_northlab, roles=OWNERS, hidden=True
    ),
    "POST api_reuse.ReuseOrders": Only(roles=OWNERS, send=FORM),
    "POST reuse.ask_to_use_again": Only(roles=OWNERS, send=FORM),
    "POST reuse.call_off": Own(an_order, roles=OWNERS),
    "POST reuse.call_off in one's own": Only(an_order_of_northlab, roles=OWNERS, hidden=True),
}
