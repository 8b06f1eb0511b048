"""Performers at Stripe: recipients of API v2, and what Stripe still wants to know of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import (
    each,
    identifier,
    inside,
    instant,
    instant_or_none,
    labels,
    text,
)
from payouts.stripe_gateway.sending import Sending, path

_INCLUDED = ["configuration.recipient", "identity", "requirements"]


class Ability(StrEnum):
    """Whether something can be done with an account; `ABSENT` where nobody asked for it."""

    ACTIVE = "active"
    PENDING = "pending"
    RESTRICTED = "restricted"
    REJECTED = "rejected"
    UNSUPPORTED = "unsupported"
    ABSENT = "absent"


class Deadline(StrEnum):
    EVENTUALLY = "eventually_due"
    NOW = "currently_due"
    PAST = "past_due"


@dataclass(frozen=True, slots=True)
class Requirement:
    what: str
    """Stripe's name for it, such as `identity.individual.date_of_birth`."""
    from_performer: bool
    """Else Stripe itself is still looking."""
    deadline: Deadline
    restricts: tuple[str, ...]
    """What cannot be done without it."""
    errors: tuple[str, ...]
    """What was wrong with an earlier answer, in Stripe's words."""


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    email: str
    country: str
    """Two letters, upper case; empty until it is known."""
    transfers: Ability
    payouts: Ability
    reasons: tuple[str, ...]
    """Codes why transfers are not active, such as `requirements_past_due`."""
    requirements: tuple[Requirement, ...]
    due_at: datetime | None
    """When Stripe restricts the account, unless what it asks for is there."""
    closed: bool
    metadata: dict[str, str]
    created_at: datetime

    @property
    def payable(self) -> bool:
        return self.transfers is Ability.ACTIVE and not self.closed


def prepare(*, email: str, name: str, country: str, metadata: dict[str, str]) -> Sending:
    """Somebody who receives money and sells nothing; losses and fees are ours."""
    transfers = {"stripe_transfers": {"requested": True}}
    return Sending(
        "/v2/core/accounts",
        {
            "contact_email": email,
            "display_name": name,
            "dashboard": "express",
            "identity": {"country": country.lower(), "entity_type": "individual"},
            "configuration": {"recipient": {"capabilities": {"stripe_balance": transfers}}},
            "defaults": {
                "responsibilities": {
                    "fees_collector": "application",
                    "losses_collector": "application",
                }
            },
            "metadata": metadata,
            "include": _INCLUDED,
        },
    )


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Account]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, account: str) -> Account:
    """Raises NoAccessAtStripe for one that left us, NotAtStripe for one that is gone."""
    return stripe.get(path("/v2/core/accounts/{}", account), read, {"include": _INCLUDED})


def everybody(stripe: Stripe) -> list[Account]:
    """Without requirements: lists carry less, and lag behind a little."""
    return list(stripe.pages("/v2/core/accounts", read))


def read(said: JsonObject) -> Account:
    balance = inside(said, "configuration", "recipient", "capabilities", "stripe_balance")
    transfers = inside(balance, "stripe_transfers")
    return Account(
        id=identifier(said),
        email=text(said, "contact_email"),
        country=text(inside(said, "identity"), "country").upper(),
        transfers=_ability(transfers),
        payouts=_ability(inside(balance, "payouts")),
        reasons=each(transfers, "status_details", _code),
        requirements=each(inside(said, "requirements"), "entries", _requirement),
        due_at=instant_or_none(inside(said, "requirements", "summary", "minimum_deadline"), "time"),
        closed=said.get("closed") is True,
        metadata=labels(said),
        created_at=instant(said),
    )


def _ability(said: JsonObject) -> Ability:
    return Ability(said["status"]) if said else Ability.ABSENT


def _code(said: JsonObject) -> str:
    return text(said, "code")


def _requirement(said: JsonObject) -> Requirement:
    return Requirement(
        what=text(said, "description"),
        from_performer=said["awaiting_action_from"] == "user",
        deadline=Deadline(said["minimum_deadline"]["status"]),
        restricts=each(said["impact"], "restricts_capabilities", _capability),
        errors=each(said, "errors", lambda error: text(error, "description")),
    )


def _capability(said: JsonObject) -> str:
    return text(said, "capability")
