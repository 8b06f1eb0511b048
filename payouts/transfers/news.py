"""Who is told what about payouts under way: performers of their money, finance of what waits."""

from typing import Any

from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from foundation.web import settings
from marketplace.accounts.roles import Role
from payouts.pay_runs.models import Payout
from payouts.pay_runs.when import upcoming

_PERFORMERS = frozenset((Role.PERFORMER,))
_FINANCE = frozenset((Power.APPROVE_PAY,))


def _kind(name: str, label: str, sentence: str, **whom: Any) -> notices.Kind:
    return notices.Kind(name, label, "Pay", may_turn_off=False, sentence=sentence, **whom)


_WITHHELD = (
    "{% if withheld_minor %}, and so do {{ withheld_minor|money(currency) }} that were withheld of"
    " it for taxes{% endif %}"
)
KINDS = (
    _kind(
        "payout.paid",
        "You were paid",
        "{{ amount_minor|money(currency) }} are at your bank. The statement says what for.",
        roles=_PERFORMERS,
    ),
    _kind(
        "payout.returned",
        "Your bank did not take your pay",
        "{{ amount_minor|money(currency) }} came back. {{ why }} The money stays yours"
        + _WITHHELD
        + ". Check your bank details at {{ details }} and we pay again on {{ pay_on|day }}.",
        roles=_PERFORMERS,
    ),
    _kind(
        "payout.refused",
        "Your pay could not be sent",
        "{{ amount_minor|money(currency) }} could not be sent: {{ why }} The money stays yours"
        + _WITHHELD
        + ", and the next pay run tries again.",
        roles=_PERFORMERS,
    ),
    _kind(
        "payout.out_of_sight",
        "We cannot see any more where your pay is",
        "Your account at Stripe was disconnected while {{ amount_minor|money(currency) }} were on"
        " their way to your bank. They may arrive there. If they still lie at Stripe we take them"
        " back, and the next pay run sends them again once you say where to.",
        roles=_PERFORMERS,
    ),
    _kind(
        "payout.back_in_sight",
        "Your pay is back with us",
        "{{ amount_minor|money(currency) }} are back from your account at Stripe and stay yours"
        + _WITHHELD
        + ". Connect an account at {{ details }}, and the next pay run sends them there.",
        roles=_PERFORMERS,
    ),
    _kind(
        "payout.without_funds",
        "Our balance at Stripe is too low",
        "{{ amount_minor|money(currency) }} wait for money in our balance at Stripe. It is tried"
        " again every hour.",
        powers=_FINANCE,
    ),
    _kind(
        "payout.stuck",
        "Money is stuck in a performer's Stripe account",
        "{{ amount_minor|money(currency) }} could not be taken back: {{ why }}",
        powers=_FINANCE,
    ),
)


def tell_paid(session: Session, payout: Payout) -> None:
    to, url = [payout.performer_id], f"/statements/{payout.run_id}"
    _tell(session, "payout.paid", payout, to, url)


def tell_returned(session: Session, payout: Payout, why: str) -> None:
    """The one mail about it: what came back, why, what to do, and when it is paid again."""
    pay_on = upcoming(session).pay_on
    _tell_performer(
        session, "payout.returned", payout, why=_sentence(why), details=_details(), pay_on=pay_on
    )


def tell_refused(session: Session, payout: Payout, why: str) -> None:
    _tell_performer(session, "payout.refused", payout, why=_sentence(why))


def tell_out_of_sight(session: Session, payout: Payout) -> None:
    _tell_performer(session, "payout.out_of_sight", payout)


def tell_back_in_sight(session: Session, payout: Payout) -> None:
    _tell_performer(session, "payout.back_in_sight", payout, details=_details())


def tell_without_funds(session: Session, payout: Payout) -> None:
    _tell_finance(session, "payout.without_funds", payout)


def tell_stuck(session: Session, payout: Payout, why: str) -> None:
    _tell_finance(session, "payout.stuck", payout, why=_sentence(why))


def _details() -> str:
    return f"{settings().url}/payouts/account"


def _tell_performer(session: Session, kind: str, payout: Payout, **values: Any) -> None:
    values["withheld_minor"] = payout.withheld_minor
    _tell(session, kind, payout, [payout.performer_id], f"/payouts/{payout.id}", **values)


def _tell_finance(session: Session, kind: str, payout: Payout, **values: Any) -> None:
    notices.tell_holders(
        session, Power.APPROVE_PAY, **_about(kind, payout, f"/finance/runs/{payout.run_id}", values)
    )


def _tell(
    session: Session, kind: str, payout: Payout, to: list[Any], url: str, **values: Any
) -> None:
    notices.tell(session, to=to, **_about(kind, payout, url, values))


def _about(kind: str, payout: Payout, url: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "url": url,
        "subject_id": payout.id,
        "amount_minor": payout.amount_minor,
        "currency": payout.currency,
        **values,
    }


def _sentence(why: str) -> str:
    return why if why.endswith((".", "!", "?")) else f"{why}."
