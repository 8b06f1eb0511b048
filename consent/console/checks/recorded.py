"""Recordings against what was asked for and what was signed before them."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, Check, Question, Wrong
from consent.grants.models import Grant
from consent.recordings.models import Recording
from consent.signing.models import Agreement, Showing, SignedAgreement

AFTER_BRIEF = Check(
    "recordings.after_brief",
    "No take is older than the version of the brief that it plays.",
    COMPLIANCE,
)
NOTIFIED = Check(
    "grants.notified",
    "Every grant rests on a signature, and what was signed had been shown before.",
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
    of_grant = (SignedAgreement.agreement_id == Agreement.id) & (
        SignedAgreement.performer_id == Grant.performer_id
    )
    wanted = (
        select(Grant.agreement_id, Grant.recording_id, Agreement.id, Showing.id)
        .join(Agreement, Agreement.id == Grant.agreement_id)
        .outerjoin(SignedAgreement, of_grant)
        .outerjoin(Showing, Showing.id == SignedAgreement.showing_id)
        .where(
            or_(
                SignedAgreement.agreement_id.is_(None),
                Showing.id.is_(None),
                Showing.agreement_id != Agreement.id,
                Showing.shown_at > SignedAgreement.signed_at,
                SignedAgreement.signed_at > Grant.made_at,
            )
        )
    )
    said = set()
    for row in session.execute(wanted.order_by(Grant.agreement_id, Grant.recording_id)):
        if row.agreement_id not in said:
            said.add(row.agreement_id)
            sentence = f"Agreement {row.agreement_id} has grants, and {_why(row[3])}."
            yield Wrong(NOTIFIED, str(row.agreement_id), sentence, row.recording_id)


def _why(showing: object) -> str:
    if showing is None:
        return "nobody signed it"
    return "was not shown before it was signed, or signed only after a grant began"


BRIEFS = Question((AFTER_BRIEF,), older_than_brief)
NOTICES = Question((NOTIFIED,), without_notice)
