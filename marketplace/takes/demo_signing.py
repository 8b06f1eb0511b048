"""What those who play the demo's takes have signed: the papers that their gig asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import PostMortem, Signature
from consent.signing import actions
from consent.signing.answers import Answers
from consent.signing.asking import Asked, NewPaper, ask_to_sign
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.accounts.roles import Role
from marketplace.bookings.queries import engagements
from marketplace.casting.models import Engagement
from marketplace.requests.content import SceneContent
from marketplace.requests.usage import Paper


@dataclass(frozen=True, slots=True)
class _JustNow:
    authenticated_at: datetime


@dataclass(frozen=True, slots=True)
class _ToSign:
    performer: Actor
    agreement_id: UUID
    paper: Paper


def sign_all(gig_id: UUID, *, producer: Actor) -> None:
    with transaction() as session:
        asked = [
            each
            for engagement in engagements(session, gig_id)
            for each in _ask(session, engagement, producer)
        ]
    names = hooks.names(db.session(), {each.performer.id for each in asked})
    db.session.rollback()
    _sign(asked, names)


def _ask(session: Session, engagement: Engagement, producer: Actor) -> list[_ToSign]:
    content = SceneContent.read(engagement.terms)
    wanted = content.usage.papers
    asked = Asked(
        performer_id=engagement.performer_id,
        client_id=engagement.client_id,
        engagement_id=engagement.id,
    )
    papers = [_new(each, content) for each in wanted]
    rows = ask_to_sign(session, asked, papers, actor=producer)
    performer = Actor(engagement.performer_id, Role.PERFORMER)
    return [_ToSign(performer, row.id, paper) for row, paper in zip(rows, wanted, strict=True)]


def _new(paper: Paper, content: SceneContent) -> NewPaper:
    is_work = paper.signature is Signature.RECORDING_AND_PAY
    return NewPaper(
        version_id=paper.version_id,
        first_day=now().date(),
        optional=not is_work,
        prices=paper.prices or None,
        particulars={"Work": content.brief.title} if is_work else {},
    )


def _sign(asked: Sequence[_ToSign], names: dict[UUID, str]) -> None:
    for each in asked:
        seen = actions.show(each.agreement_id, "en", actor=each.performer).shown_hash
        answers = Answers(
            name=names[each.performer.id],
            uses=dict.fromkeys(each.paper.prices, True),
            post_mortem=PostMortem.STOP,
        )
        just_now = _JustNow(now())
        actions.sign(each.agreement_id, seen, answers, proven=just_now, actor=each.performer)
