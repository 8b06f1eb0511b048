"""What is kept of somebody's profile, to read for themselves and to forget when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.profiles import sealed
from marketplace.profiles.identity.models import HostedVisit, IdentityCheck, IdentityRequest
from marketplace.profiles.listing.indexing import unlist
from marketplace.profiles.mandates.models import Mandate
from marketplace.profiles.models import (
    DayException,
    EquipmentCheck,
    FreeHours,
    PartnerBlock,
    Profile,
    Reel,
    SealedWord,
)
from marketplace.profiles.words import SealedKind


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    profile = session.get(Profile, person_id)
    check = session.get(EquipmentCheck, person_id)
    return {
        "profile": _profile(profile) if profile else None,
        "sealed_words": {kind.value: sealed.read(session, person_id, kind) for kind in SealedKind},
        "availability": _availability(session, person_id),
        "equipment_check": check.found if check else None,
        "reels": _reels(session, person_id),
        "partners_avoided": list(
            session.scalars(select(PartnerBlock.name).where(PartnerBlock.performer_id == person_id))
        ),
        "identity_checks": _checks(session, person_id),
        "mandates": _mandates(session, person_id),
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`. Files of reels go by a job; what a check came to stays as evidence,
    without a word about who it was."""
    unlist(session, person_id)
    for model in (
        Profile,
        SealedWord,
        FreeHours,
        DayException,
        EquipmentCheck,
        PartnerBlock,
        HostedVisit,
        IdentityRequest,
    ):
        session.execute(delete(model).where(model.performer_id == person_id))
    reels = update(Reel).where(Reel.performer_id == person_id)
    session.execute(reels.values(title="", removed_at=now()))
    _end_mandates(session, person_id)


def _end_mandates(session: Session, person_id: UUID) -> None:
    theirs = (Mandate.performer_id == person_id) | (Mandate.agent_id == person_id)
    open_ = update(Mandate).where(theirs, Mandate.ended_at.is_(None))
    again = {"version": Mandate.version + 1}
    session.execute(open_.values(ended_at=now(), ended_by=person_id, **again))
    session.execute(update(Mandate).where(theirs).values(email="", **again))


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "stage_name": profile.stage_name,
        "says": profile.said,
        "visibility": profile.visibility.value,
        "invitations": profile.invitations,
        "changed_at": profile.changed_at.isoformat(),
    }


def _availability(session: Session, person_id: UUID) -> dict[str, Any]:
    hours = select(FreeHours).where(FreeHours.performer_id == person_id)
    days = select(DayException).where(DayException.performer_id == person_id)
    return {
        "weekly": [
            {"weekday": each.weekday, "from": each.from_minute, "to": each.to_minute}
            for each in session.scalars(hours.order_by(FreeHours.weekday, FreeHours.from_minute))
        ],
        "exceptions": [
            {
                "day": each.day.isoformat(),
                "free": each.free,
                "from": each.from_minute,
                "to": each.to_minute,
            }
            for each in session.scalars(days.order_by(DayException.day, DayException.from_minute))
        ],
    }


def _reels(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    theirs = select(Reel).where(Reel.performer_id == person_id, Reel.removed_at.is_(None))
    return [
        {"title": each.title, "added_at": each.added_at.isoformat(), "sha256": each.sha256}
        for each in session.scalars(theirs.order_by(Reel.added_at, Reel.id))
    ]


def _checks(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    theirs = select(IdentityCheck).where(IdentityCheck.performer_id == person_id)
    return [
        {
            "how": each.proof,
            "document": each.document,
            "identity": each.is_person,
            "of_age": each.is_adult,
            "on": each.checked_on.isoformat(),
            "expires_on": each.expires_on.isoformat(),
        }
        for each in session.scalars(theirs.order_by(IdentityCheck.kept_at, IdentityCheck.id))
    ]


def _mandates(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    """As performer or as agent."""
    theirs = (Mandate.performer_id == person_id) | (Mandate.agent_id == person_id)
    return [
        {
            "as": "performer" if each.performer_id == person_id else "agent",
            "may": sorted(each.scopes),
            "commission_basis_points": each.commission_basis_points,
            "until": each.until.isoformat(),
            "accepted_at": each.accepted_at.isoformat() if each.accepted_at else None,
            "ended_at": each.ended_at.isoformat() if each.ended_at else None,
        }
        for each in session.scalars(select(Mandate).where(theirs).order_by(Mandate.given_at))
    ]
