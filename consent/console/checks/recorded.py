"""Recordings against what was asked for and what was signed before them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, Check, Question, Wrong
from consent.grants.models import Grant
from consent.recordings.models import Recording
from consent.signing.clocks import NAMED_BEFORE
from consent.signing.models import Agreement, Showing, SignedAgreement
from consent.signing.notice import notice_on
from consent.signing.offers import offer_of

AFTER_BRIEF = Check(
    "recordings.after_brief",
    "No take is older than the version of the brief that it plays.",
    COMPLIANCE,
)
NOTIFIED = Check(
    "grants.notified",
    "Every grant rests on its performer's signature, and what was signed had been shown before, for"
    " as long as its notice asks.",
    COMPLIANCE,
)


def older_than_brief(session: Session) -> Iterator[Wrong]:
    early = select(Recording.id, Recording.recorded_at, Recording.brief_dated_at).where(
        Recording.brief_dated_at > Recording.recorded_at
    )
    for row in session.execute(early.order_by(Recording.id)):
        sentence = (
            f"Recording {row.id} was made at {row.recorded_at:%Y-%m-%d %H:%M} UTC, and its brief"
            f" is dated {row.brief_dated_at:%Y-%m-%d %H:%M} UTC."
        )
        yield Wrong(AFTER_BRIEF, str(row.id), sentence, row.id)


def without_notice(session: Session) -> Iterator[Wrong]:
    """One finding for each agreement, however many recordings stand on it."""
    wanted = (
        select(Agreement, func.min(Grant.made_at), func.min(Grant.thread))
        .join(Grant, Grant.agreement_id == Agreement.id)
        .group_by(Agreement.id)
        .order_by(Agreement.id)
    )
    for agreement, began_at, thread in session.execute(wanted):
        if why := _why(session, agreement, began_at):
            recording = session.scalar(select(Grant.recording_id).where(Grant.thread == thread))
            sentence = f"Agreement {agreement.id} has grants, and {why}."
            yield Wrong(NOTIFIED, str(agreement.id), sentence, recording)


def _why(session: Session, agreement: Agreement, began_at: datetime) -> str:
    """By the same clocks as signing itself, from what was kept of it; empty where all is well."""
    signed = session.get(SignedAgreement, agreement.id)
    if signed is None:
        return "nobody signed it"
    if signed.performer_id != agreement.performer_id or _by_others(session, agreement):
        return "somebody else signed it than whose recordings stand on it"
    showing = session.get(Showing, signed.showing_id)
    if showing is None or showing.agreement_id != agreement.id:
        return "what was signed was never shown"
    if showing.shown_at > signed.signed_at or signed.signed_at > began_at:
        return "it was not shown before it was signed, or signed only after a grant began"
    if signed.first_shown_at > showing.shown_at or signed.notice_s != _notice_s(signed):
        return "what is kept of its notice does not add up"
    return _too_soon(session, agreement, signed)


def _by_others(session: Session, agreement: Agreement) -> bool:
    of_others = select(Grant.id).where(
        Grant.agreement_id == agreement.id, Grant.performer_id != agreement.performer_id
    )
    return session.scalar(of_others.limit(1)) is not None


def _notice_s(signed: SignedAgreement) -> int:
    return int((signed.signed_at - signed.first_shown_at).total_seconds())


def _too_soon(session: Session, agreement: Agreement, signed: SignedAgreement) -> str:
    named_at = agreement.client_named_at
    if agreement.sealed and (named_at is None or signed.signed_at < named_at + NAMED_BEFORE):
        return "who the client is was not known for 24 hours before it was signed"
    notice = notice_on(session, agreement, signed.signed_at.date())
    if offer_of(session, agreement).is_replica and _notice_s(signed) < notice.total_seconds():
        return "a replica was signed before the time to think was over"
    return ""


BRIEFS = Question((AFTER_BRIEF,), older_than_brief)
NOTICES = Question((NOTIFIED,), without_notice)
