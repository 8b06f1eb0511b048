"""Disputes and top-ups of our own: of finance."""

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.funding.dispute_models import ClientDispute
from tests.access.funding import FINANCE, a_payment
from tests.access.pay_runs import APPROVERS
from tests.access.rules import Only, Rule, Values
from tests.cast import Person


def a_dispute(person: Person) -> Values:
    """Lost, so that nobody has to ask Stripe about it."""
    return _dispute(person, "lost")


def an_open_dispute(person: Person) -> Values:
    return _dispute(person, "needs_response")


def _dispute(person: Person, status: str) -> Values:
    funding_id = a_payment(person)["funding_id"]
    with transaction() as session:
        row = ClientDispute(
            funding_id=funding_id,
            stripe_id=f"du_{new_id().hex}",
            status=status,
            reason="fraudulent",
            amount_minor=1_000,
            currency="USD",
            answer_by=now(),
            opened_at=now(),
            is_over=status == "lost",
        )
        session.add(row)
        session.flush()
        return {"dispute_id": row.id}


def a_top_up(_person: Person) -> Values:
    """Failed, so that nobody has to ask Stripe about it."""
    return _top_up(OwnTopUpState.FAILED)


def a_proposed_top_up(_person: Person) -> Values:
    return _top_up(OwnTopUpState.PROPOSED)


def _top_up(state: OwnTopUpState) -> Values:
    with transaction() as session:
        row = OwnTopUp(
            amount_minor=1_000,
            currency="USD",
            because="Friday's run.",
            asked_by=new_id(),
            needs_second=state is OwnTopUpState.PROPOSED,
            state=state,
        )
        session.add(row)
        session.flush()
        return {"top_up_id": row.id}


_ANSWER = {"product": "Takes.", "happened": "They were approved."}
_PROPOSAL = {"amount": "1000000", "currency": "USD", "because": "Friday's run."}

_API_PROPOSAL = {"amount_minor": 1_000, "currency": "USD", "because": "Friday's run."}

ROWS: dict[str, Rule] = {
    "GET api_disputes.Disputes": Only(roles=FINANCE),
    "GET api_disputes.OneDispute": Only(an_open_dispute, roles=FINANCE, hidden=True),
    "GET api_own_top_ups.OneOwnTopUp": Only(a_top_up, roles=APPROVERS, hidden=True),
    "GET api_own_top_ups.OwnTopUps": Only(roles=APPROVERS),
    "GET disputes.ask_to_accept": Only(a_dispute, roles=FINANCE, hidden=True),
    "GET disputes.page": Only(roles=FINANCE),
    "GET disputes.show": Only(an_open_dispute, roles=FINANCE, hidden=True),
    "GET own_top_ups.page": Only(roles=APPROVERS),
    "GET own_top_ups.show": Only(a_top_up, roles=APPROVERS, hidden=True),
    "POST api_disputes.DisputeAcceptances": Only(
        an_open_dispute, roles=FINANCE, hidden=True, send={"because": "The bank is right."}
    ),
    "POST api_disputes.DisputeAnswers": Only(
        an_open_dispute, roles=FINANCE, hidden=True, send=_ANSWER
    ),
    "POST api_disputes.DisputeSendings": Only(
        a_dispute, roles=FINANCE, hidden=True, send={"version": 1}
    ),
    "POST api_own_top_ups.OwnTopUpApprovals": Only(a_proposed_top_up, roles=APPROVERS, hidden=True),
    "POST api_own_top_ups.OwnTopUpCancellings": Only(a_top_up, roles=APPROVERS, hidden=True),
    "POST api_own_top_ups.OwnTopUpDroppings": Only(a_proposed_top_up, roles=APPROVERS, hidden=True),
    "POST api_own_top_ups.OwnTopUps": Only(roles=APPROVERS, send=_API_PROPOSAL),
    "POST disputes.add_file": Only(a_dispute, roles=FINANCE, hidden=True),
    "POST disputes.take_away_file": Only(
        a_dispute, roles=FINANCE, hidden=True, send={"shows": "receipt"}
    ),
    "POST disputes.accept": Only(
        a_dispute, roles=FINANCE, hidden=True, send={"because": "The bank is right."}
    ),
    "POST disputes.send_answer": Only(a_dispute, roles=FINANCE, hidden=True, send={"version": "1"}),
    "POST disputes.write_answer": Only(an_open_dispute, roles=FINANCE, hidden=True, send=_ANSWER),
    "POST own_top_ups.approve": Only(a_top_up, roles=APPROVERS, hidden=True),
    "POST own_top_ups.cancel": Only(a_top_up, roles=APPROVERS, hidden=True),
    "POST own_top_ups.drop": Only(a_proposed_top_up, roles=APPROVERS, hidden=True),
    "POST own_top_ups.propose": Only(roles=APPROVERS, send=_PROPOSAL),
}
