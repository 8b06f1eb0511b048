"""Renewals: a client's own, asked for by those who bind it."""

from datetime import timedelta
from uuid import UUID

from consent.ledger.explaining.terms import Limits
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.numbering import next_number
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.budgets.steps import open_budget
from marketplace.renewals.due import due, key
from marketplace.renewals.models import RenewalCounter, RenewalLine, RenewalOrder
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, RIVALLAB, Person
from tests.consent.licences import licensed as licences
from tests.consent.recordings.performed import recorded

OWNERS = frozenset((Role.CLIENT_OWNER,))
STAFF = frozenset((Role.FINANCE, Role.COMPLIANCE, Role.ADMIN))


def an_order(person: Person) -> Values:
    return _order_of(person.actor.on_behalf_of or RIVALLAB)


def an_order_of_northlab(_person: Person) -> Values:
    return _order_of(NORTHLAB)


def _order_of(client: UUID) -> Values:
    ends_on = (now() + timedelta(days=30)).date()
    with transaction() as session:
        number = next_number(session, RenewalCounter, "RN")
        order = RenewalOrder(number=number, client_id=client, currency="EUR", asked_by=new_id())
        session.add(order)
        session.flush()
        line = RenewalLine(
            order_id=order.id,
            performer_id=new_id(),
            agreement_id=new_id(),
            ends_on=ends_on,
            renewed_until=ends_on + timedelta(days=365),
            recordings=2,
            fee_minor=100,
            currency="EUR",
            open_for=str(new_id()),
        )
        session.add(line)
        open_budget(session, order.id, client, "EUR")
        return {"order_id": order.id}


def _ending(person: Person) -> list[str]:
    client = person.actor.on_behalf_of or NORTHLAB
    limits = Limits(ends_on=(now() + timedelta(days=30)).date(), clients=(client,))
    recorded(new_id(), client=client, limits=limits)
    licences.signed_by(client, licences.open_offer(licences.offered(licences.published(), client)))
    found = [key(each) for each in due(db.session(), client)]
    db.session.rollback()
    return found


def papers(person: Person) -> Values:
    return {"paper": _ending(person)}


def keys(person: Person) -> Values:
    return {"keys": _ending(person)}


ROWS: dict[str, Rule] = {
    "GET api_renewals.EndingConsents": Only(roles=CLIENT_SIDE),
    "GET api_renewals.OneRenewalOrder": Own(an_order, roles=CLIENT_SIDE, others=STAFF),
    "GET api_renewals.Renewals": Only(roles=CLIENT_SIDE),
    "GET renewals.page": Only(roles=CLIENT_SIDE),
    "GET renewals.show": Own(an_order, roles=CLIENT_SIDE, others=STAFF),
    "POST api_renewals.RenewalCallingOff": Own(an_order, roles=OWNERS),
    "POST api_renewals.RenewalCallingOff in one's own": Only(
        an_order_of_northlab, roles=OWNERS, hidden=True
    ),
    "POST api_renewals.Renewals": Only(roles=OWNERS, send=keys),
    "POST renewals.ask_to_renew": Only(roles=OWNERS, send=papers),
    "POST renewals.call_off": Own(an_order, roles=OWNERS),
    "POST renewals.call_off in one's own": Only(an_order_of_northlab, roles=OWNERS, hidden=True),
}
