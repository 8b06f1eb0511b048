"""The contract as the stand-in uses it: a schema by its name, a fault as Stripe would word it."""

from collections.abc import Sequence

from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.stripe_contract.checking import Fault, Wrong
from payouts.stripe_contract.document import contract

VERSION: str = contract()["info"]["version"]


def schema_of(kind: str) -> Document:
    found: Document = contract()["components"]["schemas"][kind]
    return found


def refusal(faults: Sequence[Fault]) -> Refused:
    """The first fault decides, as it does at Stripe."""
    first = faults[0]
    if first.wrong is Wrong.ADDRESS:
        return Refused(404, "invalid_request_error", None, first.says)
    if first.wrong is Wrong.UNKNOWN:
        said = f"Received unknown parameter: {first.where}"
        return invalid(said, "parameter_unknown", param=first.where)
    if first.wrong is Wrong.MISSING:
        said = f"Missing required param: {first.where}."
        return invalid(said, "parameter_missing", param=first.where)
    return invalid(f"Invalid request: {first}", "parameter_invalid", param=first.where or None)
