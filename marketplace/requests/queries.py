"""What is asked about scene requests."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor, Power
from foundation.hooks import Queue
from foundation.money import Money
from foundation.workdays import after_working_days
from marketplace.budgets.models import Budget
from marketplace.budgets.queries import asked_of
from marketplace.requests import policy
from marketplace.requests.costing import cost_of
from marketplace.requests.errors import RequestNotFound, VersionNotFound
from marketplace.requests.models import (
    RequestDraft,
    RequestReview,
    RequestState,
    RequestVersion,
    SceneRequest,
)
from marketplace.requests.papers import Choosable, choosable
from marketplace.requests.writing import typed_of

REVIEWED_WITHIN_WORKING_DAYS = 2

_LAST_NUMBER = 2**31 - 1
"""An address may say more, which no database takes for a number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written; of what was never written here, as its newest version says."""

    typed: Mapping[str, Any]
    saved_by: UUID | None
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    version: RequestVersion
    review: RequestReview | None


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`: what people quote."""
    of = SceneRequest
    rows = session.execute(select(of.id, of.number).where(of.id.in_(ids)))
    return {row.id: row.number for row in rows}


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    waiting = (
        select(func.count(), func.min(RequestVersion.dated_at))
        .join(SceneRequest, SceneRequest.id == RequestVersion.request_id)
        .outerjoin(RequestReview, RequestReview.version_id == RequestVersion.id)
        .where(SceneRequest.state == RequestState.SUBMITTED, RequestReview.version_id.is_(None))
    )
    yield Queue("Scene requests to review", *session.execute(waiting).one())


def wanted_for(session: Session, order_ids: Collection[UUID]) -> dict[UUID, Money]:
    """What the approved version of each request costs at most, fee included."""
    of = SceneRequest
    rows = session.execute(
        select(of.id, RequestVersion)
        .join(RequestVersion, RequestVersion.id == of.approved_version_id)
        .where(of.id.in_(order_ids))
    )
    return {row[0]: cost_of(row[1].scene()).total for row in rows}


def own(session: Session, actor: Actor) -> Sequence[SceneRequest]:
    """Of the organisation one acts for, newest first."""
    actor.require(policy.may_list(actor))
    of = SceneRequest
    wanted = select(of).where(of.client_id == actor.on_behalf_of)
    return session.scalars(wanted.order_by(of.made_at.desc(), of.number.desc())).all()


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> cursors.Page[Any]:
    """For programs: one's own, or those that were submitted to us."""
    of = SceneRequest
    wanted = select(of.id, of.number, of.client_id, of.kind, of.state, of.made_at)
    if Power.REVIEW_REQUESTS in actor.powers:
        wanted = wanted.where(of.state != RequestState.DRAFT)
    else:
        actor.require(policy.may_list(actor))
        wanted = wanted.where(of.client_id == actor.on_behalf_of)
    return cursors.page_of(session, wanted, of.made_at, of.id, after=after, limit=limit)


def offered_papers(session: Session, actor: Actor) -> list[Choosable]:
    """What a request of one's organisation may ask performers to sign."""
    actor.require(policy.may_list(actor))
    return [paper for each in choosable(session).values() for paper in each]


def visible(session: Session, request_id: UUID, actor: Actor) -> SceneRequest:
    """To people of other organisations it does not exist."""
    found = session.get(SceneRequest, request_id)
    if found is None:
        raise RequestNotFound
    if not policy.may_view(actor, found):
        raise RequestNotFound
    return found


def judged(session: Session, request_id: UUID, actor: Actor) -> SceneRequest:
    """As compliance sees it: to everybody else, and before it was submitted, it does not exist."""
    found = session.get(SceneRequest, request_id)
    if found is None:
        raise RequestNotFound
    if not policy.may_judge(actor, found):
        raise RequestNotFound
    return found


def readable(session: Session, request_id: UUID, actor: Actor) -> SceneRequest:
    """By either side."""
    found = session.get(SceneRequest, request_id)
    if found is None:
        raise RequestNotFound
    if not policy.may_view(actor, found) and not policy.may_judge(actor, found):
        raise RequestNotFound
    return found


def draft_of(session: Session, request: SceneRequest) -> Draft:
    row = session.get(RequestDraft, request.id)
    if row is not None:
        return Draft(row.typed, row.saved_by, row.saved_at)
    newest = newest_version(session, request.id)
    return Draft(typed_of(newest.scene()) if newest else {}, None, None)


def versions(session: Session, request_id: UUID) -> list[Reviewed]:
    """Newest first, with what compliance said to each."""
    rows = session.execute(
        select(RequestVersion, RequestReview)
        .outerjoin(RequestReview, RequestReview.version_id == RequestVersion.id)
        .where(RequestVersion.request_id == request_id)
        .order_by(RequestVersion.number.desc())
    )
    return [Reviewed(row[0], row[1]) for row in rows]


def newest_version(session: Session, request_id: UUID) -> RequestVersion | None:
    of = RequestVersion
    wanted = select(of).where(of.request_id == request_id).order_by(of.number.desc())
    return session.scalars(wanted.limit(1)).first()


def version(session: Session, request_id: UUID, number: int) -> RequestVersion:
    if number > _LAST_NUMBER:
        raise VersionNotFound
    of = RequestVersion
    wanted = select(of).where(of.request_id == request_id, of.number == number)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise VersionNotFound
    return found


def approved_version(session: Session, request_id: UUID) -> RequestVersion | None:
    """The newest that was approved: what is posted."""
    request = session.get(SceneRequest, request_id)
    if request is None or request.approved_version_id is None:
        return None
    return session.get(RequestVersion, request.approved_version_id)


def notes_of(session: Session, request: SceneRequest) -> dict[str, str]:
    """What compliance said to the newest version, by field, while it waits to be put right."""
    newest = newest_version(session, request.id)
    review = session.get(RequestReview, newest.id) if newest else None
    if review is None or request.state is not RequestState.RETURNED:
        return {}
    return {name: str(note) for name, note in review.notes.items()}


def due_at(version: RequestVersion) -> datetime:
    return after_working_days(version.dated_at, REVIEWED_WITHIN_WORKING_DAYS)


def funded(session: Session, requests: Sequence[SceneRequest]) -> set[UUID]:
    """Whose budget holds all that the request costs at most: these are posted without more."""
    of = Budget
    budgets = session.scalars(select(of).where(of.order_id.in_([each.id for each in requests])))
    asked = asked_of(session, budgets.all())
    return {each.budget.order_id for each in asked if not each.missing.amount_minor}


def titles(session: Session, requests: Sequence[SceneRequest]) -> dict[UUID, str]:
    """What each is called now, as far as anybody called it something."""
    ids = [each.id for each in requests]
    of = RequestDraft
    drafts = session.execute(select(of.request_id, of.typed).where(of.request_id.in_(ids)))
    found = {row.request_id: str(row.typed.get("brief", {}).get("title", "")) for row in drafts}
    for each in requests:
        if each.id not in found:
            newest = newest_version(session, each.id)
            found[each.id] = newest.scene().brief.title if newest else ""
    return found
