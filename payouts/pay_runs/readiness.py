"""What a payee's account at Stripe means for a pay run."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from payouts.pay_runs.asking import PayeeState, Readiness
from payouts.payees import queries
from payouts.payees.standing import State

_MEANS = {
    State.NONE: Readiness.NO_ACCOUNT,
    State.STARTED: Readiness.NOT_READY,
    State.NEEDS: Readiness.READY,
    State.READY: Readiness.READY,
    State.RESTRICTED: Readiness.RESTRICTED,
    State.PAUSED: Readiness.PAUSED,
    State.DEAUTHORISED: Readiness.NO_ACCOUNT,
    State.CLOSED: Readiness.NO_ACCOUNT,
}


def of_payees(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, PayeeState]:
    """For `asking.payee_states_in`."""
    found = queries.payee_states(session, performer_ids)
    return {
        id_: PayeeState(_MEANS[each.state], each.until, each.currencies)
        for id_, each in found.items()
    }
