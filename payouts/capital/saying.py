"""Our own top-ups in words."""

from payouts.capital.models import OwnTopUpState

STATES = {
    OwnTopUpState.PROPOSED: ("Waits for a second person", "warn"),
    OwnTopUpState.ASKED: ("Stripe has not said yet", "warn"),
    OwnTopUpState.PENDING: ("On its way from our bank", "info"),
    OwnTopUpState.SUCCEEDED: ("Arrived", "ok"),
    OwnTopUpState.FAILED: ("Did not arrive", "stop"),
    OwnTopUpState.CANCELED: ("Cancelled", "info"),
    OwnTopUpState.REVERSED: ("Taken back by our bank", "stop"),
    OwnTopUpState.REFUSED: ("Refused by Stripe", "stop"),
    OwnTopUpState.DROPPED: ("Dropped", "info"),
}
