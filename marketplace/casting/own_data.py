"""What is kept of somebody's applications and engagements: for their copy, and when they leave."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.casting import addresses
from marketplace.casting.board_models import CastingMark, CastingNote
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.models import Application, Engagement, Offer
from marketplace.casting.tape_models import Tape, TapeViewing


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    asked = select(Application).where(Application.performer_id == person_id)
    engaged = select(Engagement).where(Engagement.performer_id == person_id)
    return {
        "applications": [
            _application(each)
            for each in session.scalars(asked.order_by(Application.made_at, Application.id))
        ],
        "engagements": [
            _engagement(each)
            for each in session.scalars(engaged.order_by(Engagement.accepted_at, Engagement.id))
        ],
        "casting_invitations": _invitations(session, person_id),
        "offers": _offers(session, person_id),
        "postal_address": addresses.read(session, person_id),
        "self_tapes": _tapes(session, person_id),
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: their words and tapes, and what clients noted about them. That they
    applied, and contracts, stay for as long as the law asks."""
    theirs = select(Application.id).where(Application.performer_id == person_id)
    for_them = or_(CastingNote.application_id.in_(theirs), CastingNote.beside_id.in_(theirs))
    session.execute(delete(CastingNote).where(for_them))
    session.execute(delete(CastingMark).where(CastingMark.application_id.in_(theirs)))
    addresses.forget(session, person_id)
    words = update(Application).where(Application.performer_id == person_id)
    session.execute(words.values(note="", slots={}))
    tapes = update(Tape).where(Tape.performer_id == person_id, Tape.destroyed_at.is_(None))
    session.execute(tapes.values(destroy_at=now()))


def _invitations(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = CastingInvitation
    wanted = select(of).where(of.performer_id == person_id).order_by(of.invited_at, of.id)
    return [
        {
            "gig": str(each.gig_id),
            "part": each.part_key,
            "invited_at": each.invited_at.isoformat(),
            "state": each.state.value,
        }
        for each in session.scalars(wanted)
    ]


def _offers(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = Offer
    wanted = select(of).where(of.performer_id == person_id).order_by(of.made_at, of.id)
    return [
        {
            "gig": str(each.gig_id),
            "part": each.part_key,
            "made_at": each.made_at.isoformat(),
            "by_you": each.offered_by == person_id,
            "state": each.state.value,
            "terms": json.loads(each.terms),
        }
        for each in session.scalars(wanted)
    ]


def _tapes(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    wanted = select(Tape).where(Tape.performer_id == person_id).order_by(Tape.kept_at, Tape.id)
    return [_tape(session, each) for each in session.scalars(wanted)]


def _tape(session: Session, tape: Tape) -> dict[str, Any]:
    of = TapeViewing
    watched = select(of.opened_at).where(of.tape_id == tape.id).order_by(of.opened_at)
    return {
        "kept_at": tape.kept_at.isoformat(),
        "sha256": tape.sha256,
        "size_bytes": tape.size_bytes,
        "destroyed_at": tape.destroyed_at.isoformat() if tape.destroyed_at else None,
        "watched_at": [each.isoformat() for each in session.scalars(watched)],
    }


def _application(application: Application) -> dict[str, Any]:
    return {
        "gig": str(application.gig_id),
        "part": application.part_key,
        "note": application.note,
        "state": application.state.value,
        "made_at": application.made_at.isoformat(),
    }


def _engagement(engagement: Engagement) -> dict[str, Any]:
    return {
        "id": str(engagement.id),
        "gig": str(engagement.gig_id),
        "part": engagement.part_key,
        "accepted_at": engagement.accepted_at.isoformat(),
        "state": engagement.state.value,
        "terms": json.loads(engagement.terms),
    }
