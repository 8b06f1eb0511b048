"""Who may see payouts. Runs are for those who approve them."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState


def may_view_runs(actor: Actor) -> bool:
    return Power.APPROVE_PAY in actor.powers


def may_have_payouts(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_view_payout(actor: Actor, payout: Payout, run: PayRun) -> bool:
    """Its performer, from its approval on: before, it may still be rejected."""
    approved = run.state is RunState.APPROVED and payout.state is not PayoutState.PLANNED
    own = may_have_payouts(actor) and actor.id == payout.performer_id
    return may_view_runs(actor) or (own and approved)
