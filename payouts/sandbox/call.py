"""One request to the API, understood: what an operation is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State


@dataclass(frozen=True, slots=True)
class Call:
    state: State
    path: Mapping[str, str]
    params: Document
    account: str
    """Whose: a connected account, or PLATFORM."""

    def own(self, kind: str, name: str) -> Record:
        """An object of the account that the request speaks for."""
        return self.state.records.get(kind, name, account=self.account)

    def named(self, kind: str) -> Record:
        """The object that the address ends in."""
        return self.own(kind, next(iter(self.path.values())))


Operation = Callable[[Call], Document]


def metadata(given: Any, before: Document | None = None) -> Document:
    """An empty value takes its key away; an empty string takes all away."""
    if given == "":
        return {}
    joined = {**(before or {}), **(given or {})}
    return {key: value for key, value in joined.items() if value != ""}


def amount_given(params: Document, name: str = "amount") -> int:
    """The contract does not require it everywhere; Stripe does."""
    if name not in params:
        raise invalid(f"Missing required param: {name}.", "parameter_missing", param=name)
    amount = params[name]
    if not isinstance(amount, int) or amount < 1:
        said = "This value must be greater than or equal to 1."
        raise invalid(said, "parameter_invalid_integer", param=name)
    return amount
