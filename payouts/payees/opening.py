"""Mark, call, mark: a crash anywhere leaves something safe to repeat, and never two accounts."""

from dataclasses import dataclass

from foundation.actors import Actor
from foundation.ids import new_id
from payouts.intents.steps import Planned
from payouts.payees import actions, reading
from payouts.stripe_gateway import account_links, accounts
from payouts.stripe_gateway.account_links import AccountLink
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.making import stripe


@dataclass(frozen=True, slots=True)
class Ways:
    """Where Stripe sends somebody back to: when they are through, and when the link was used."""

    through: str
    again: str


def open_account(country: str, ways: Ways, *, actor: Actor) -> AccountLink:
    planned = actions.plan_account(country, actor=actor)
    if planned is not None:
        _make(stripe(), planned, country, actor)
    return go_on(ways, actor=actor)


def go_on(ways: Ways, *, actor: Actor, change: bool = False) -> AccountLink:
    """A link is good once and for minutes, so it is made when somebody wants to use it."""
    asked, account = stripe(), actions.leave_for_stripe(actor=actor)
    return account_links.mint(
        asked,
        account,
        return_to=ways.through,
        refresh_at=ways.again,
        key=f"link:{new_id()}",
        update=change,
    )


def _make(asked: Stripe, planned: Planned, country: str, actor: Actor) -> None:
    if planned.to_be_looked_up:
        found = _looked_up(asked, planned)
        actions.keep_found(planned, found, actor=actor)
        if found:
            return
        again = actions.plan_account(country, actor=actor)
        if again is None:
            return
        planned = again
    if planned.done_as:
        actions.keep_found(planned, planned.done_as, actor=actor)
        return
    outcome = accounts.send(asked, planned.sending, key=planned.key, again=planned.again)
    actions.keep_account(planned, outcome, actor=actor)
    done(outcome)
    reading.read_own(actor=actor)


def _looked_up(asked: Stripe, planned: Planned) -> str:
    """The account that has the labels of this request; empty where there is none."""
    wanted = planned.sending.parameters["metadata"]
    return next(
        (
            each.id
            for each in accounts.everybody(asked)
            if {key: each.metadata.get(key) for key in wanted} == wanted
        ),
        "",
    )
