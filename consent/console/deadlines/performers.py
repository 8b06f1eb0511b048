"""Deadlines of what performers gave and took back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.deadlines.due import (
    COMPLIANCE,
    MOST,
    OURSELVES,
    PERFORMER,
    About,
    Deadline,
    end_of,
    grants_of,
)
from consent.delegations.models import Delegation, DelegationEnd
from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.moves import PERMITTING
from consent.rights.models import BulkEnding, RenewalOffer
from foundation.clock import now

ENDS_WITHIN = timedelta(days=1)
"""An ending that was ordered is carried out at once; a day later something is wrong."""


def terms(session: Session, until: datetime) -> Iterator[Deadline]:
    """One for each agreement and day, however many recordings."""
    of_grant = (
        (Right.recording_id == Grant.recording_id)
        & (Right.performer_id == Grant.performer_id)
        & (Right.grant_id == Grant.id)
    )
    ending = (
        select(Right.ends_on, Grant.agreement_id, func.count())
        .join(Grant, of_grant)
        .where(Right.state.in_(map(State, PERMITTING)), Right.ends_on <= until.date())
        .group_by(Right.ends_on, Grant.agreement_id)
        .order_by(Right.ends_on, Grant.agreement_id)
    )
    for ends_on, agreement, count in session.execute(ending.limit(MOST)):
        ends = "1 consent ends" if count == 1 else f"{count} consents end"
        yield Deadline(
            about=About.TERM,
            due_at=end_of(ends_on),
            what=f"{ends} under agreement {agreement}.",
            owner=OURSELVES,
            leads_to="Its grants",
            url=grants_of(agreement),
            agreement_id=agreement,
        )


def renewals(session: Session, until: datetime) -> Iterator[Deadline]:
    open_offers = select(RenewalOffer).where(
        RenewalOffer.answer.is_(None), RenewalOffer.ends_on <= until.date()
    )
    for each in session.scalars(open_offers.order_by(RenewalOffer.ends_on).limit(MOST)):
        if each.ends_on >= now().date():
            yield Deadline(
                about=About.RENEWAL,
                due_at=end_of(each.ends_on),
                what=f"Whether agreement {each.agreement_id} is renewed was not answered yet.",
                owner=PERFORMER,
                leads_to="Its grants",
                url=grants_of(each.agreement_id),
                agreement_id=each.agreement_id,
            )


def endings(session: Session, until: datetime) -> Iterator[Deadline]:
    unfinished = select(BulkEnding).where(
        BulkEnding.finished_at.is_(None), BulkEnding.ordered_at <= until - ENDS_WITHIN
    )
    for each in session.scalars(unfinished.order_by(BulkEnding.ordered_at).limit(MOST)):
        yield Deadline(
            about=About.WITHDRAWAL,
            due_at=each.ordered_at + ENDS_WITHIN,
            what=f"An ending of many consents is not carried out yet: {each.ended} are.",
            owner=OURSELVES,
            leads_to="What waits",
            url="/compliance/rights",
        )


def opened(session: Session, until: datetime) -> Iterator[Deadline]:
    """What compliance opened to somebody outside ends by itself; whoever needs longer is told."""
    over = select(DelegationEnd.delegation_id)
    ending = select(Delegation).where(
        Delegation.performer_id.is_(None),
        Delegation.id.not_in(over),
        Delegation.until >= now().date(),
        Delegation.until <= until.date(),
    )
    for each in session.scalars(ending.order_by(Delegation.until).limit(MOST)):
        yield Deadline(
            about=About.OPENED,
            due_at=end_of(each.until),
            what="What was opened to an outside auditor closes.",
            owner=COMPLIANCE,
            leads_to="Outside auditors",
            url="/auditors",
        )
