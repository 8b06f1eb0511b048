"""Lists of applications, offers and engagements, page by page, for whoever may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from foundation import cursors, hooks
from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.casting import policy, reading
from marketplace.casting.board_models import CastingMark
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.models import (
    Application,
    ApplicationState,
    Engagement,
    Offer,
    OfferState,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of a page: where it begins, and how long it is."""

    after: str | None
    limit: int


def own_applications(
    session: Session, actor: Actor, state: ApplicationState | None, asked: Asked
) -> cursors.Page[Application]:
    of = Application
    wanted = select(of, of.made_at, of.id).where(of.performer_id == actor.id)
    if state is not None:
        wanted = wanted.where(of.state == state)
    return _page(session, wanted, of.made_at, of.id, asked)


def submitted_by(session: Session, performer_id: UUID, asked: Asked) -> cursors.Page[Application]:
    """For whoever acts for them: drafts stay with whoever writes them."""
    of = Application
    wanted = select(of, of.submitted_at, of.id).where(
        of.performer_id == performer_id, of.submitted_at.is_not(None)
    )
    return _page(session, wanted, of.submitted_at, of.id, asked)


def own_invitations(
    session: Session, actor: Actor, asked: Asked
) -> cursors.Page[CastingInvitation]:
    of = CastingInvitation
    wanted = select(of, of.invited_at, of.id).where(of.performer_id == actor.id)
    return _page(session, wanted, of.invited_at, of.id, asked)


def applicants(
    session: Session,
    gig_id: UUID,
    actor: Actor,
    state: ApplicationState | None,
    part: str | None,
    asked: Asked,
) -> cursors.Page[Application]:
    """What was submitted for a gig that this actor casts."""
    reading.gig_to_cast(session, gig_id, actor)
    of = Application
    wanted = select(of, of.submitted_at, of.id).where(
        of.gig_id == gig_id, of.submitted_at.is_not(None), of.state != ApplicationState.DRAFT
    )
    if state is not None:
        wanted = wanted.where(of.state == state)
    if part is not None:
        wanted = wanted.where(of.part_key == part)
    return _page(session, wanted, of.submitted_at, of.id, asked)


def offers(
    session: Session, actor: Actor, state: OfferState | None, asked: Asked
) -> cursors.Page[Offer]:
    """Made to this person, or by the client that they cast for; casting has all."""
    of = Offer
    wanted = _of_actor(select(of, of.made_at, of.id), of, actor)
    if state is not None:
        wanted = wanted.where(of.state == state)
    return _page(session, wanted, of.made_at, of.id, asked)


def engagements(session: Session, actor: Actor, asked: Asked) -> cursors.Page[Engagement]:
    of = Engagement
    wanted = _of_actor(select(of, of.accepted_at, of.id), of, actor)
    return _page(session, wanted, of.accepted_at, of.id, asked)


def with_marks(session: Session, found: Sequence[Application]) -> list[dict[str, Any]]:
    """As those who cast see them: by name, with stars and tags."""
    of = CastingMark
    ids = [each.id for each in found]
    rows = session.scalars(select(of).where(of.application_id.in_(ids)))
    marks = {each.application_id: each for each in rows}
    names = hooks.names(session, {each.performer_id for each in found})
    return [_marked(each, marks.get(each.id), names) for each in found]


def _marked(
    application: Application, mark: CastingMark | None, names: dict[UUID, str]
) -> dict[str, Any]:
    plain = ("id", "gig_id", "part_key", "performer_id", "state", "note", "slots", "tape_id")
    more = ("made_at", "submitted_at", "answer_due_at")
    return {
        **{name: getattr(application, name) for name in (*plain, *more)},
        "name": names.get(application.performer_id, ""),
        "stars": mark.stars if mark else 0,
        "tags": [each.strip() for each in mark.tags.split(",") if each.strip()] if mark else [],
    }


def _of_actor(wanted: Select[*tuple[Any, ...]], of: Any, actor: Actor) -> Select[*tuple[Any, ...]]:
    if actor.role == Role.CASTING:
        return wanted
    theirs = of.performer_id == actor.id
    if policy.may_list_boards(actor):
        theirs = or_(theirs, of.client_id == actor.on_behalf_of)
    return wanted.where(theirs)


def _page(
    session: Session, wanted: Select[*tuple[Any, ...]], at: Any, row_id: Any, asked: Asked
) -> cursors.Page[Any]:
    page = cursors.page_of(session, wanted, at, row_id, after=asked.after, limit=asked.limit)
    return cursors.Page([row[0] for row in page.items], page.next)
