"""Who is told how a take was judged, that one waits, and that they may judge."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.gigs.models import Gig
from marketplace.requests.models import SceneRequest
from marketplace.takes.models import Take
from marketplace.takes.reviewing import queries
from marketplace.takes.tracks import tracks_of

_GROUP = "Takes"


def _kind(name: str, label: str, sentence: str, *, may_turn_off: bool = False) -> notices.Kind:
    return notices.Kind(f"take.{name}", label, _GROUP, may_turn_off, sentence)


KINDS = (
    _kind("accept", "A take is accepted", "{{ title }}: take {{ number }} is accepted."),
    _kind(
        "reject",
        "A take is rejected",
        "{{ title }}: take {{ number }} is rejected. Read why; you can appeal within 14 days.",
    ),
    _kind(
        "retake",
        "A take is asked for again",
        "{{ title }}: take {{ number }} is to be played again. Read what should be different.",
    ),
    _kind(
        "judge_soon",
        "A take is accepted by itself soon",
        "{{ title }}: take {{ number }} is accepted by itself in {{ hours }} h. Judge it before.",
        may_turn_off=True,
    ),
    _kind(
        "appealed",
        "A rejection is appealed",
        "{{ title }}: the rejection of take {{ number }} is appealed.",
    ),
    _kind(
        "overturned",
        "An appeal is granted",
        "{{ title }}: the rejection of take {{ number }} is overturned. The take is accepted.",
    ),
    _kind(
        "upheld",
        "An appeal is refused",
        "{{ title }}: the rejection of take {{ number }} stands. Read why.",
    ),
    _kind("delegated", "You may judge takes", "You may judge the takes of request {{ number }}."),
    _kind(
        "delegation_ended",
        "You no longer judge takes",
        "You no longer judge the takes of request {{ number }}.",
    ),
)


def tell_performers(session: Session, take: Take, kind: str, *, but: UUID | None = None) -> None:
    to = {each.performer_id for each in tracks_of(session, take.id)} - {but}
    tell(session, take, kind, {each for each in to if each}, f"/takes/{take.id}/judgement")


def tell_judges(session: Session, take: Take, kind: str, **values: object) -> None:
    """The client's own, and whom it lets, as long as they review for us."""
    gig = session.get_one(Gig, take.gig_id)
    own = hooks.acting_for(session, take.client_id, Power.OPEN_RECORDINGS)
    to = own | (queries.delegates(session, gig.request_id) & queries.reviewers(session).keys())
    tell(session, take, kind, to, f"/judging/{take.id}", **values)


def tell_client(session: Session, take: Take, kind: str) -> None:
    to = hooks.acting_for(session, take.client_id, Power.OPEN_RECORDINGS)
    tell(session, take, kind, to, f"/takes/{take.id}/judgement")


def tell(
    session: Session, take: Take, kind: str, to: Collection[UUID], url: str, **values: object
) -> None:
    if to:
        notices.tell(
            session,
            kind=f"take.{kind}",
            to=sorted(to),
            subject_id=take.id,
            url=url,
            title=session.scalars(select(Gig.title).where(Gig.id == take.gig_id)).one(),
            number=take.number,
            **values,
        )


def tell_reviewer(session: Session, request: SceneRequest, reviewer_id: UUID, kind: str) -> None:
    notices.tell(
        session,
        kind=f"take.{kind}",
        to=[reviewer_id],
        subject_id=request.id,
        url="/judging",
        number=request.number,
    )
