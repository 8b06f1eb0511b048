"""What is missing in a profile, and why it matters: nothing of it is a condition but the check."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.profiles import sealed
from marketplace.profiles.checks import may_be_booked
from marketplace.profiles.models import FreeHours
from marketplace.profiles.queries import Profiled, profile_of


@dataclass(frozen=True, slots=True)
class Point:
    what: str
    why: str
    endpoint: str
    anchor: str
    there: bool


def strength_of(session: Session, performer_id: UUID) -> list[Point]:
    """In the order in which it helps most."""
    profile = profile_of(session, [performer_id])[performer_id]
    return [*_said(profile), *_beside(session, performer_id)]


def _said(profile: Profiled) -> Iterator[Point]:
    said = profile.said
    for what, why, anchor, there in (
        (
            "Languages",
            "Gigs are matched by language before anything else.",
            "languages",
            bool(said.languages),
        ),
        (
            "What you play",
            "Feelings and styles put fitting gigs first in your list.",
            "play",
            bool(said.emotions and said.styles),
        ),
        (
            "Ages you play",
            "Parts say an age; without one we cannot tell whether it fits.",
            "play",
            said.youngest is not None,
        ),
        (
            "Equipment",
            "Clients see before an offer whether you can record what they need.",
            "equipment",
            bool(said.equipment),
        ),
        (
            "Where you work from",
            "Decides how you may be engaged and which law protects you.",
            "place",
            bool(said.works_from),
        ),
        (
            "A few words about you",
            "What somebody reads first beside your self-tape.",
            "about",
            bool(said.about),
        ),
    ):
        yield Point(what, why, "profile.edit", anchor, there)


def _beside(session: Session, performer_id: UUID) -> Iterator[Point]:
    yield Point(
        "Identity and age",
        "Without it nobody can book you.",
        "identity.own",
        "",
        not may_be_booked(session, performer_id),
    )
    week = select(FreeHours.id).where(FreeHours.performer_id == performer_id).limit(1)
    yield Point(
        "Hours in a week",
        "Bookings are proposed where everybody is free; without it you are asked at any hour.",
        "availability.page",
        "",
        session.scalar(week) is not None,
    )
    yield Point(
        "Legal name",
        "Contracts must name you. It is sealed and stands nowhere else.",
        "profile.sealed_words",
        "",
        bool(sealed.legal_name(session, performer_id)),
    )
