"""What a performer does with an application: written, submitted, taken back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.casting import auditions, invited, news, policy, reading
from marketplace.casting.errors import (
    ApplicationIncomplete,
    ApplicationNotInThatState,
    GigNotFound,
    NotOpenToApplications,
)
from marketplace.casting.models import Application, ApplicationState
from marketplace.casting.moving import locked_gig, move, owe_answer
from marketplace.casting.saying import SAID
from marketplace.casting.terms import part_of
from marketplace.gigs.models import Gig, GigState
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion

STILL_OURS = frozenset((ApplicationState.DRAFT, ApplicationState.WITHDRAWN))
"""Nobody has it: it can be written, and written again."""
GIVES_BACK = frozenset(
    (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)
)


@dataclass(frozen=True, slots=True)
class Written:
    part_key: str
    note: str = ""
    slots: tuple[datetime, ...] = ()
    """When they could begin."""


def save_draft(gig_id: UUID, written: Written, *, actor: Actor) -> UUID:
    """Kept as it is, whether or not it could be submitted. One of each part."""
    with transaction() as session:
        gig = locked_gig(session, gig_id)
        if not policy.may_apply(actor):
            raise GigNotFound
        return write(session, gig, written, actor.id, actor=actor).id


def write(
    session: Session, gig: Gig, written: Written, performer_id: UUID, *, actor: Actor
) -> Application:
    """A step, under the gig's lock."""
    part_of(posted(session, gig), written.part_key)
    application = _existing(session, gig.id, written.part_key, performer_id)
    if application is None:
        application = _begun(session, gig, written.part_key, performer_id, actor)
    if application.state not in STILL_OURS:
        raise ApplicationNotInThatState(SAID[application.state])
    if application.state is ApplicationState.WITHDRAWN:
        move(session, application, ApplicationState.DRAFT, actor=actor)
    application.note = written.note.strip()
    application.slots = {"starts": [each.astimezone(UTC).isoformat() for each in written.slots]}
    session.flush()
    return application


def submit_application(application_id: UUID, *, actor: Actor) -> None:
    """Twice is harmless: the second finds it submitted."""
    with transaction() as session:
        submit(session, reading.own_application(session, application_id, actor), actor=actor)


def submit(session: Session, application: Application, *, actor: Actor) -> None:
    """A step. Twice is harmless."""
    gig = locked_gig(session, application.gig_id)
    session.refresh(application)
    if application.state is ApplicationState.SUBMITTED:
        return
    _refuse_unready(application, gig, posted(session, gig))
    application.version_id, application.submitted_at = gig.version_id, now()
    application.invited_by = invited.applied(session, gig.id, application.performer_id)
    auditions.promise(session, gig, application, posted(session, gig).pay)
    move(session, application, ApplicationState.SUBMITTED, actor=actor)
    owe_answer(application, posted(session, gig).window)
    audit.record(session, actor, "application.submitted", application.id)
    news.tell_client(session, news.APPLIED, application)


def withdraw_application(application_id: UUID, *, actor: Actor) -> None:
    """Before an offer; an offer is declined. What nobody watched is not paid, and is destroyed."""
    with transaction() as session:
        application = reading.own_application(session, application_id, actor)
        gig = locked_gig(session, application.gig_id)
        session.refresh(application)
        if application.state not in GIVES_BACK:
            raise ApplicationNotInThatState(SAID[application.state])
        auditions.take_back(session, gig, application)
        move(session, application, ApplicationState.WITHDRAWN, actor=actor)
        application.answer_due_at = None
        audit.record(session, actor, "application.withdrawn", application.id)


def posted(session: Session, gig: Gig) -> SceneContent:
    return session.get_one(RequestVersion, gig.version_id).scene()


def still_takes(gig: Gig, content: SceneContent) -> bool:
    """Until the end of the last day to apply, where the client counts its days."""
    today = now().astimezone(ZoneInfo(content.window.zone)).date()
    return gig.state is GigState.OPEN and today <= content.window.apply_by


def _refuse_unready(application: Application, gig: Gig, content: SceneContent) -> None:
    if application.state is not ApplicationState.DRAFT:
        raise ApplicationNotInThatState(SAID[application.state])
    if not still_takes(gig, content):
        raise NotOpenToApplications
    if not application.note and application.tape_id is None:
        said = "Write a few words about yourself and the part, or add a self-tape."
        raise ApplicationIncomplete({"note": said})


def _existing(
    session: Session, gig_id: UUID, part_key: str, performer_id: UUID
) -> Application | None:
    of = Application
    wanted = select(of).where(
        of.gig_id == gig_id, of.part_key == part_key, of.performer_id == performer_id
    )
    return session.scalar(wanted.execution_options(populate_existing=True))


def _begun(
    session: Session, gig: Gig, part_key: str, performer_id: UUID, actor: Actor
) -> Application:
    if gig.state is not GigState.OPEN:
        raise NotOpenToApplications
    application = Application(
        gig_id=gig.id, part_key=part_key, performer_id=performer_id, version_id=gig.version_id
    )
    session.add(application)
    session.flush()
    move(session, application, ApplicationState.DRAFT, actor=actor)
    audit.record(session, actor, "application.begun", application.id)
    return application
