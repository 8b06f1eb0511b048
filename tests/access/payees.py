"""The accounts that performers are paid into: their own, and all for those who pay."""

from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import Role
from payouts.payees.models import Payee, Standing
from tests.access.rules import Only, Own, Person, Rule, Values
from tests.cast import Person as CastPerson

PERFORMERS = frozenset((Role.PERFORMER,))
PAYERS = frozenset((Role.FINANCE, Role.ADMIN))


def a_payee(person: CastPerson) -> Values:
    """Who can be paid. Stripe does not answer here: what asks it says so, and that is enough."""
    with transaction() as session:
        payee = Payee(
            performer_id=person.id,
            country="US",
            stripe_account=f"acct_{person.id.hex}",
            standing=Standing.READY,
            methods={"USD": "ba_1"},
            manual=True,
            read_at=now(),
        )
        session.add(payee)
    return {"performer_id": person.id}


ROWS: dict[str, Rule] = {
    "GET api_payees.PayoutAccount": Only(roles=PERFORMERS),
    "GET payees.again": Person(),
    "GET payees.everybody": Only(roles=PAYERS),
    "GET payees.page": Only(roles=PERFORMERS),
    "GET payees.returned": Person(),
    "GET payees.show": Own(a_payee, roles=PERFORMERS, others=PAYERS),
    "POST payees.change_method": Own(a_payee, roles=PERFORMERS, fresh=True),
    "POST payees.go_on": Own(a_payee, roles=PERFORMERS, fresh=True),
    "POST payees.open_account": Only(roles=PERFORMERS, send={"country": "US"}),
    "POST payees.read_again": Only(a_payee, roles=PAYERS),
    "POST payees.read_own": Own(a_payee, roles=PERFORMERS),
}
