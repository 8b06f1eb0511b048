"""Clients' payments and statements: their own, begun by those who bind their organisation."""

from uuid import UUID, uuid5

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from foundation.numbering import next_number
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.budgets.steps import open_budget
from payouts.funding.accounts import balance_of
from payouts.funding.invoice_models import InvoiceCounter, IssuedInvoice
from payouts.funding.models import Funding, FundingState, Means
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, RIVALLAB, Person

FINANCE = frozenset((Role.FINANCE, Role.ADMIN))
OWNERS = frozenset((Role.CLIENT_OWNER,))
ORDER = UUID("00000000-0000-4000-8000-0000000f00d5")
FORM = {"amount": "10", "means": "balance"}


def an_order(person: Person) -> Values:
    return _order_of(person.actor.on_behalf_of or RIVALLAB)


def _order_of(client: UUID) -> Values:
    order_id = uuid5(ORDER, client.hex)
    with transaction() as session:
        open_budget(session, order_id, client, "USD")
    return {"order_id": order_id}


def a_payment(person: Person) -> Values:
    """Paid from the balance, so that nobody has to ask Stripe about it."""
    return _payment_of(person.actor.on_behalf_of or RIVALLAB, person)


def _payment_of(client: UUID, person: Person) -> Values:
    with transaction() as session:
        funding = Funding(
            client_id=client,
            order_id=None,
            means=Means.BALANCE,
            amount_minor=1_000,
            currency="USD",
            asked_by=person.id,
            state=FundingState.PAID,
            paid_at=now(),
        )
        session.add(funding)
        session.flush()
        return {"funding_id": funding.id}


def a_client(person: Person) -> Values:
    """With a payment in the books, so that its statement says something."""
    client = person.actor.on_behalf_of or RIVALLAB
    funding_id = _payment_of(client, person)["funding_id"]
    cash = platform(Kind.STRIPE_AVAILABLE, "USD")
    with transaction() as session:
        open_budget(session, funding_id, client, "USD")
        for to in (balance_of(client, "USD"), Account(Kind.ORDER_FUNDS, funding_id, "USD")):
            line = Line(cash, to, Money(1_000, "USD"), Purpose.FUND, funding_id)
            post(session, f"fund {new_id()}", [line])
    return {"client_id": client}


def an_invoice(person: Person) -> Values:
    values = a_payment(person)
    said = dict.fromkeys(
        ("seller", "address", "tax_number", "buyer", "what", "purchase_order"), "x"
    )
    with transaction() as session:
        row = IssuedInvoice(
            funding_id=values["funding_id"],
            number=next_number(session, InvoiceCounter, "INV"),
            due_on=now().date(),
            said=said,
        )
        session.add(row)
    return values


def an_order_of_northlab(_person: Person) -> Values:
    return _order_of(NORTHLAB)


def a_payment_of_northlab(person: Person) -> Values:
    return _payment_of(NORTHLAB, person)


NEW = {"order_id": None, "means": "invoice", "amount_minor": 1_000, "currency": "USD"}

ROWS: dict[str, Rule] = {
    "GET api_client_statements.OwnStatement": Only(roles=CLIENT_SIDE),
    "GET client_statements.document": Own(a_client, roles=CLIENT_SIDE, others=FINANCE),
    "GET client_statements.export": Own(a_client, roles=CLIENT_SIDE, others=FINANCE),
    "GET client_statements.show": Own(a_client, roles=CLIENT_SIDE, others=FINANCE),
    "GET api_funding.Fundings": Only(roles=CLIENT_SIDE),
    "GET api_funding.OwnBalance": Only(roles=CLIENT_SIDE),
    "GET funding.invoice": Own(an_invoice, roles=CLIENT_SIDE, others=FINANCE),
    "GET funding.order": Own(an_order, roles=CLIENT_SIDE, others=FINANCE),
    "GET funding.page": Only(roles=CLIENT_SIDE | FINANCE),
    "GET funding.receipt": Own(a_payment, roles=CLIENT_SIDE, others=FINANCE),
    "GET funding.returned": Own(a_payment, roles=CLIENT_SIDE, others=FINANCE),
    "GET funding.show": Own(a_payment, roles=CLIENT_SIDE, others=FINANCE),
    "POST api_funding.Fundings": Only(roles=OWNERS, send=NEW),
    "POST funding.fund_order": Own(an_order, roles=OWNERS, send=FORM),
    "POST funding.fund_order in one's own": Only(
        an_order_of_northlab, roles=OWNERS, send=FORM, hidden=True
    ),
    "POST funding.give_back in one's own": Only(
        a_payment_of_northlab, roles=OWNERS | FINANCE, send={"amount": "1"}
    ),
    "POST funding.pay in one's own": Only(a_payment_of_northlab, roles=OWNERS, hidden=True),
    "POST funding.give_back": Own(a_payment, roles=OWNERS, others=FINANCE, send={"amount": "1"}),
    "POST funding.drop_payment": Own(a_payment, roles=OWNERS),
    "POST funding.drop_payment in one's own": Only(
        a_payment_of_northlab, roles=OWNERS, hidden=True
    ),
    "POST funding.pay": Own(a_payment, roles=OWNERS),
    "POST funding.withdraw_payment": Own(a_payment, roles=OWNERS, others=FINANCE),
    "POST funding.withdraw_payment in one's own": Only(
        a_payment_of_northlab, roles=OWNERS | FINANCE
    ),
    "POST funding.settle_debt": Only(
        roles=OWNERS, send={"amount": "10", "currency": "USD", "means": "invoice"}
    ),
    "POST funding.top_up": Only(
        roles=OWNERS, send={"amount": "10", "currency": "USD", "means": "invoice"}
    ),
}
