"""Earnings, holds and reductions: a performer's own; those of a stranger for who keeps pay."""

from datetime import timedelta

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.ids import new_id
from marketplace.accounts.roles import POWERS, Role
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.holding import Why, place_hold
from payouts.earnings.reducing import appeal_reduction, propose_reduction
from payouts.earnings.reduction_models import ReductionReason
from tests.access.bookings import PERFORMERS
from tests.access.rules import Only, Own, Person, Rule, Values
from tests.cast import Person as CastPerson
from tests.payouts.earnings.earned import earned

KEEPERS = frozenset({Role.FINANCE, Role.COMPLIANCE, Role.ADMIN})
_TEXT = {"text": "The minutes are counted twice."}


def an_earning(person: CastPerson) -> Values:
    (id_,) = earned(person.id, 1_000)
    return {"earning_id": id_}


def a_hold(person: CastPerson) -> Values:
    found = an_earning(person)
    until = now().date() + timedelta(days=3)
    reason, why = HoldReason.POSSIBLE_ERROR, Why(until, "Counted again.")
    return {**found, "hold_id": place_hold(found["earning_id"], reason, why, actor=SYSTEM)}


def a_reduction(person: CastPerson) -> Values:
    found = an_earning(person)
    made = propose_reduction(
        found["earning_id"], 100, ReductionReason.ARITHMETIC, "Counted again.", actor=SYSTEM
    )
    return {**found, "reduction_id": made}


def an_appealed_reduction(_person: CastPerson) -> Values:
    performer = Actor(new_id(), Role.PERFORMER, None, POWERS.get(Role.PERFORMER, frozenset()))
    found = a_reduction(CastPerson(performer.id, "", new_id(), performer))
    appeal_reduction(found["reduction_id"], "No.", actor=performer)
    return found


def _only(made: Values, name: str) -> Values:
    return {name: made[name]}


def the_earning(person: CastPerson) -> Values:
    return an_earning(person)


def the_hold(person: CastPerson) -> Values:
    return _only(a_hold(person), "hold_id")


def the_reduction(person: CastPerson) -> Values:
    return _only(a_reduction(person), "reduction_id")


def the_appealed(person: CastPerson) -> Values:
    return _only(an_appealed_reduction(person), "reduction_id")


def _soon(_person: CastPerson) -> dict[str, str]:
    return {**_TEXT, "until_on": str(now().date() + timedelta(days=9))}


def _hold(person: CastPerson) -> dict[str, str]:
    return {**_soon(person), "reason": "possible_error"}


_REDUCTION = {"reason": "arithmetic", "amount": "1", "text": "Counted again."}
_API_REDUCTION = {"reason": "arithmetic", "amount_minor": 100, "evidence": "Counted again."}
_DECISION = {"decision": "overturn", "text": "It was right."}

ROWS: dict[str, Rule] = {
    "GET earnings.page": Only(roles=PERFORMERS),
    "GET earnings.show": Own(an_earning, roles=PERFORMERS, others=KEEPERS),
    "POST earnings.object_to": Own(a_hold, roles=PERFORMERS, send=_TEXT),
    "POST earnings.appeal": Own(a_reduction, roles=PERFORMERS, send=_TEXT),
    "GET finance_earnings.page": Only(roles=KEEPERS),
    "GET finance_earnings.show": Only(an_earning, roles=KEEPERS),
    "POST finance_earnings.hold": Only(an_earning, roles=KEEPERS, send=_hold),
    "POST finance_earnings.extend": Only(a_hold, roles=KEEPERS, send=_soon),
    "POST finance_earnings.end": Only(a_hold, roles=KEEPERS, send=_TEXT),
    "POST finance_earnings.propose": Only(an_earning, roles=KEEPERS, send=_REDUCTION),
    "POST finance_earnings.decide": Only(an_appealed_reduction, roles=KEEPERS, send=_DECISION),
    "POST finance_earnings.take_back": Only(a_reduction, roles=KEEPERS),
    "GET api_earnings.Earnings": Person(),
    "GET api_earnings.EarningsTotals": Person(),
    "GET api_earnings.PayHolds": Only(roles=KEEPERS),
    "POST api_earnings.EarningHolds": Only(the_earning, roles=KEEPERS, send=_hold),
    "POST api_earnings.PayHoldExtensions": Only(the_hold, roles=KEEPERS, send=_soon),
    "POST api_earnings.PayHoldEnds": Only(the_hold, roles=KEEPERS, send=_TEXT),
    "POST api_earnings.PayHoldObjections": Own(the_hold, roles=PERFORMERS, send=_TEXT),
    "POST api_earnings.EarningReductions": Only(the_earning, roles=KEEPERS, send=_API_REDUCTION),
    "POST api_earnings.ReductionAppeals": Own(the_reduction, roles=PERFORMERS, send=_TEXT),
    "POST api_earnings.ReductionDecisions": Only(
        the_appealed, roles=KEEPERS, send={"upheld": False, "text": "It was right."}
    ),
    "POST api_earnings.ReductionBack": Only(the_reduction, roles=KEEPERS),
}
