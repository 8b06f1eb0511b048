"""Deciding to deactivate, appealing, deciding the appeal. Nobody decides twice about the same."""

from uuid import UUID

from sqlalchemy import select

from foundation import audit, hooks
from foundation.actors import Actor, Power
from foundation.cases.appeals import open_appeal
from foundation.cases.models import CaseOutcome
from foundation.cases.ruling import close_with
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.deactivation import news, rules, steps
from marketplace.accounts.deactivation.errors import (
    AlreadyDeactivated,
    NothingToAppeal,
    NothingToDecide,
    OwnAccount,
    OwnDecision,
    StaffAccount,
)
from marketplace.accounts.deactivation.models import (
    Deactivation,
    DeactivationEnding,
    DeactivationReason,
    DeactivationWords,
)
from marketplace.accounts.deactivation.queries import path_of
from marketplace.accounts.models import Account
from marketplace.accounts.people.errors import PersonNotFound
from marketplace.accounts.roles import STAFF


def deactivate(
    account_id: UUID, *, reason: DeactivationReason, evidence: str, days: int, actor: Actor
) -> UUID:
    """Zero days is at once, for safety only. What somebody earned is not touched by it."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        locked = select(Account).where(Account.id == account_id).with_for_update()
        account = session.scalar(locked)
        if account is None or account.closed_at is not None:
            raise PersonNotFound
        if account_id == actor.id:
            raise OwnAccount
        if hooks.held(session, account_id).roles & STAFF:
            raise StaffAccount
        if steps.standing(session, account_id) is not None:
            raise AlreadyDeactivated
        at = rules.takes_effect_at(reason, days)
        row = Deactivation(
            account_id=account_id, reason=reason, decided_by=actor.id, takes_effect_at=at
        )
        session.add(row)
        session.flush()
        session.add(DeactivationWords(deactivation_id=row.id, evidence=evidence))
        steps.shut(session, account_id, row)
        audit.record(session, actor, "deactivation.decided", account_id, reason=reason.value)
        news.tell_decided(session, row)
        if days == 0:
            steps.take_effect(session, row, actor=actor)
        return row.id


def appeal(text: str, *, actor: Actor) -> UUID:
    """One's own, once. Gives the case, in which one can write more."""
    with transaction() as session:
        row = steps.standing(session, actor.id)
        if row is None or row.case_id is not None:
            raise NothingToAppeal
        case = open_appeal(
            session,
            subject="Appeal against a deactivation",
            text=text,
            about=path_of(row.id),
            power=Power.KEEP_RIGHTS,
            actor=actor,
        )
        row.case_id, row.appeal_due_at = case.id, case.due_at
        audit.record(session, actor, "deactivation.appealed", actor.id)
        return case.id


def decide_appeal(deactivation_id: UUID, *, overturn: bool, answer: str, actor: Actor) -> None:
    """By somebody who had no part in it."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        row = steps.locked(session, deactivation_id)
        if actor.id == row.account_id:
            raise OwnAccount
        if actor.id == row.decided_by:
            raise OwnDecision
        if not row.waits_for_decision or row.case_id is None:
            raise NothingToDecide
        session.get_one(DeactivationWords, row.id).answer = answer
        outcome = CaseOutcome.RESOLVED if overturn else CaseOutcome.DECLINED
        close_with(session, row.case_id, answer, outcome, actor=actor)
        if overturn:
            steps.end(session, row, DeactivationEnding.OVERTURNED, actor=actor)
            return
        row.upheld_at, row.upheld_by = now(), actor.id
        audit.record(session, actor, "deactivation.upheld", row.account_id)
        news.tell_upheld(session, row)


def take_back(deactivation_id: UUID, *, actor: Actor) -> None:
    """Also by whoever decided it: seeing one's mistake needs nobody else."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        row = steps.locked(session, deactivation_id)
        if actor.id == row.account_id:
            raise OwnAccount
        steps.end(session, row, DeactivationEnding.TAKEN_BACK, actor=actor)
