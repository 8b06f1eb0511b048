"""An application, and what was written about it."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select

from foundation.database import db
from foundation.notices.models import Notice
from marketplace.casting.models import Application, Engagement
from marketplace.messages import reading
from marketplace.messages.actions import write_message
from marketplace.messages.models import About
from marketplace.messages.reading import Said
from tests.cast import Cast, Person
from tests.marketplace.market import engaged, posted

Write = Callable[[Person, str], UUID]


def application(cast: Cast, performer: Person | None = None) -> UUID:
    """Of Omar at Northlab, unless it is somebody else's."""
    whose = performer or cast.omar
    gig_id = posted(cast.ben, cast.cora)
    engaged(gig_id, "rosa", whose)
    of = Application
    return db.session().scalars(select(of.id).where(of.gig_id == gig_id)).one()


def engagement(cast: Cast) -> UUID:
    gig_id = posted(cast.ben, cast.cora)
    return engaged(gig_id, "rosa", cast.omar)


def write(who: Person, about_id: UUID, text: str = "Which day is it?") -> UUID:
    return write_message(About.APPLICATION, about_id, text, actor=who.actor)


def said(about_id: UUID, who: Person, about: About = About.APPLICATION) -> list[Said]:
    session = db.session()
    session.rollback()
    opened = reading.opened(session, about, about_id, who.actor)
    return reading.said_in(session, opened.conversation) if opened.conversation else []


def told(who: Person) -> int:
    """How many notices of messages they got."""
    session = db.session()
    session.rollback()
    theirs = select(func.count()).where(
        Notice.account_id == who.id, Notice.kind == "message.written"
    )
    return session.scalar(theirs) or 0


def brief_of(engagement_id: UUID) -> UUID:
    return db.session().get_one(Engagement, engagement_id).brief_version_id
