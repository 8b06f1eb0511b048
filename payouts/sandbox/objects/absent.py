"""What the contract knows and the stand-in does not do: it says so, rather than half doing it."""

from payouts.sandbox.call import Call, Operation
from payouts.sandbox.listing import listed
from payouts.sandbox.refusals import Document, invalid
from payouts.stripe_contract.document import contract


def _no_fees(call: Call) -> Document:
    """Our fee is what is not transferred, so there are no application fees."""
    return listed("/v1/application_fees", [])


def _refuse(call: Call) -> Document:
    raise invalid("This stand-in for Stripe does not do this.", "not_in_the_stand_in")


_FIRST = ("/v1/application_fees", "/v1/reporting/", "/v2/money_management/")
_NAMES = [f"{verb} {path}" for path, verbs in contract()["paths"].items() for verb in verbs]
OPERATIONS: dict[str, Operation] = {
    **{name: _refuse for name in _NAMES if name.split()[1].startswith(_FIRST)},
    "get /v1/application_fees": _no_fees,
}
