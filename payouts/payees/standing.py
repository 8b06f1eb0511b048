"""How it stands with somebody's account, and whether a payout can go there now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.clock import now
from payouts.payees.models import Payee, Standing


class State(StrEnum):
    NONE = "none"
    STARTED = "started"
    NEEDS = "needs"
    """Can be paid; Stripe needs something by a date."""
    READY = "ready"
    RESTRICTED = "restricted"
    PAUSED = "paused"
    DEAUTHORISED = "deauthorised"
    CLOSED = "closed"


_SENTENCES = {
    State.NONE: "You have not said yet where your pay should go.",
    State.STARTED: "You have begun to say where your pay should go. Stripe needs some more of you.",
    State.NEEDS: "You can be paid. Stripe needs something of you to keep it so.",
    State.READY: "You can be paid.",
    State.RESTRICTED: "Stripe has stopped payments to you until it has what it needs.",
    State.PAUSED: "Where your pay goes was changed, so new payouts wait for 48 hours.",
    State.DEAUTHORISED: "Your account at Stripe is no longer connected with us.",
    State.CLOSED: "Your account at Stripe is closed.",
}
_PAYABLE = frozenset((State.NEEDS, State.READY))
_NO_WAY = (
    "Your pay is in {currency}, and no bank account or card of yours at Stripe takes {currency}."
)
_BROKEN = "Your bank sent a payment back. Choose another bank account or card."


@dataclass(frozen=True, slots=True)
class PayeeState:
    state: State
    sentence: str
    """To the performer. Where nothing can be paid, what is earned stays owed."""
    stripe_account: str = ""
    due_at: datetime | None = None
    """When payments stop unless Stripe has what it needs."""
    until: datetime | None = None
    """When a pause ends by itself."""
    currencies: frozenset[str] = frozenset()
    """There is somewhere that money of these can go."""

    def may_be_paid(self, currency: str) -> bool:
        """A payout is sent in the currency that was earned: nothing is converted."""
        return self.state in _PAYABLE and currency in self.currencies

    def why_not(self, currency: str) -> str:
        """To the performer; empty where money of this currency can be sent."""
        if self.may_be_paid(currency):
            return ""
        return _NO_WAY.format(currency=currency) if self.state in _PAYABLE else self.sentence


UNKNOWN = PayeeState(State.NONE, _SENTENCES[State.NONE])


def state_of(payee: Payee, at: datetime | None = None) -> PayeeState:
    at = at or now()
    usable = frozenset(payee.methods) - frozenset(payee.broken)
    state = _state(payee, at)
    # Stripe stops paying out once money came back: that is what its owner can mend.
    stopped = state is State.RESTRICTED and bool(payee.broken)
    if (state in _PAYABLE or stopped) and not usable:
        return PayeeState(State.RESTRICTED, _BROKEN, payee.stripe_account or "")
    return PayeeState(
        state,
        _BROKEN if state is State.RESTRICTED and payee.broken else _SENTENCES[state],
        payee.stripe_account or "",
        due_at=payee.due_at,
        until=payee.paused_until if state is State.PAUSED else None,
        currencies=usable,
    )


def _state(payee: Payee, at: datetime) -> State:
    if payee.standing is Standing.READY:
        if payee.paused_until and at < payee.paused_until:
            return State.PAUSED
        return State.NEEDS if payee.needs else State.READY
    return _OTHERS[payee.standing]


_OTHERS = {
    Standing.UNMADE: State.STARTED,
    Standing.STARTED: State.STARTED,
    Standing.RESTRICTED: State.RESTRICTED,
    Standing.DEAUTHORISED: State.DEAUTHORISED,
    Standing.CLOSED: State.CLOSED,
}
