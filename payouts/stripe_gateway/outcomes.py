"""What became of one request. Only two of the three let anybody go on without looking."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)

_NO = frozenset((400, 401, 402, 403, 404, 429))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Stripe said, without what we sent."""

    status: int
    kind: str
    """`invalid_request_error`, `card_error`; in API v2 `insufficient_funds` and others."""
    code: str
    """`balance_insufficient`, `account_invalid`; empty where there is none."""
    sentence: str
    parameter: str = ""
    decline: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    answer: T_co
    replayed: bool = False
    """It was done before; the same key gave the same answer."""


@dataclass(frozen=True, slots=True)
class DefiniteNo:
    """Nothing was made by this key. Stripe keeps the answer: trying again needs another key."""

    why: Refusal

    @property
    def turned_away(self) -> bool:
        """Before Stripe looked at the request: the same one may be sent again under its key."""
        return self.too_fast or self.unknown_to_stripe

    @property
    def too_fast(self) -> bool:
        return self.why.status == 429

    @property
    def unknown_to_stripe(self) -> bool:
        """Our own key is not good, for anything: that says nothing about whom it is about, and
        what Stripe says of it is for nobody but us."""
        return self.why.status == 401

    @property
    def insufficient(self) -> bool:
        return "balance_insufficient" in (self.why.code, self.why.kind) or "insufficient_funds" in (
            self.why.code,
            self.why.kind,
        )


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been done. To be looked up, never to be assumed."""

    why: str


Outcome = Done[T_co] | DefiniteNo | Unknown


def judged(
    status: int | None, body: Any, *, doubtful: bool, replayed: bool
) -> DefiniteNo | Unknown:
    """What a failure means. `doubtful`: an earlier try of this call may have got through.

    A refusal is then proof only where it is the stored answer to this very key: "too fast" or
    "no such key" comes before Stripe looks whether the first try was done.
    """
    error = body.get("error") if isinstance(body, dict) else None
    if status not in _NO or not isinstance(error, dict):
        return Unknown(f"Stripe answered {status}" if status else "no answer came")
    why = _refusal(status, error)
    if "idempotency_error" in (why.kind, why.code):
        return Unknown("this key was used before, for something else")
    if doubtful and not replayed:
        return Unknown(f"an earlier try may have got through, then: {why.sentence}")
    return DefiniteNo(why)


def _refusal(status: int, error: dict[str, Any]) -> Refusal:
    def said(name: str) -> str:
        return str(error.get(name) or "")

    return Refusal(
        status,
        kind=said("type"),
        code=said("code"),
        sentence=said("message"),
        parameter=said("param"),
        decline=said("decline_code"),
    )
