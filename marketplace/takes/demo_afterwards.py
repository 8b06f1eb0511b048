"""What the demo's performers do with a take once it is complete, and say once a booking is over."""

from uuid import UUID

from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db
from marketplace.gigs.models import Gig
from marketplace.profiles.words import Emotion
from marketplace.takes.checking.marks import NewSpan, mark_span
from marketplace.takes.checking.models import MarkKind
from marketplace.takes.checking.transcribing import write_transcript
from marketplace.takes.models import Take, Track
from marketplace.takes.second_opinions.actions import set_share
from marketplace.takes.self_reports import actions as self_reports
from marketplace.takes.self_reports.models import Partner, Safety

_WORDS = """WEBVTT

00:00:00.000 --> 00:00:01.000
<v The one who is late>Can you go by the station?

00:00:03.600 --> 00:00:04.600
<v The one who is late>My real name is in this line.

00:00:07.200 --> 00:00:08.000
<v The one who is late>Then I will walk.
"""
_NAME_MS = (3_600, 4_600)
_CUT_MS = (300, 900)
ALL, NONE = 100, 0


def write_down(take_id: UUID, *, actor: Actor) -> None:
    """With one line that goes to nobody else: a real name is said in it."""
    track_id = _own_track(take_id, actor)
    mark_span(take_id, track_id, NewSpan(MarkKind.REAL_NAME, *_NAME_MS), actor=actor)
    write_transcript(take_id, track_id, _WORDS, actor=actor)


def cut(take_id: UUID, *, actor: Actor) -> None:
    mark_span(take_id, _own_track(take_id, actor), NewSpan(MarkKind.CUT, *_CUT_MS), actor=actor)


def judge_twice(take_id: UUID, hundredths: int, *, actor: Actor) -> None:
    """From now on so many of the takes of its request are."""
    session = db.session()
    of_take = select(Gig.request_id).join(Take, Take.gig_id == Gig.id).where(Take.id == take_id)
    request_id = session.scalars(of_take).one()
    session.rollback()
    set_share(request_id, hundredths, actor=actor)


def say_how_it_was(booking_id: UUID, *, actor: Actor) -> None:
    said = "The scene ran long. A pause after the second take would have been good."
    self_reports.make_report(booking_id, Safety.UNEASY, Partner.RESPECTFUL, said, actor=actor)
    self_reports.opt_in(booking_id, actor=actor)
    self_reports.say_felt(booking_id, {1: Emotion.AMUSEMENT}, actor=actor)


def _own_track(take_id: UUID, actor: Actor) -> UUID:
    session = db.session()
    own = (Track.take_id == take_id, Track.performer_id == actor.id)
    found = session.scalars(select(Track.id).where(*own)).one()
    session.rollback()
    return found
