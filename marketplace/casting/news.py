"""What both sides of casting are told."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.accounts.roles import Role
from marketplace.casting.models import Application, Offer
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestVersion

_GROUP = "Casting"
_PERFORMERS = frozenset((Role.PERFORMER.value,))


def _to_performer(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(name, label, _GROUP, True, sentence, roles=_PERFORMERS)


def _to_client(name: str, label: str, sentence: str) -> notices.Kind:
    powers = frozenset((Power.OPEN_RECORDINGS,))
    return notices.Kind(name, label, _GROUP, True, sentence, powers=powers)


OFFERED = _to_performer(
    "casting.offered",
    "You are offered a part",
    "You are offered a part in “{{ title }}”. Read the terms and accept by signing, answer with"
    " other terms, or decline, until {{ until|when }}.",
)
SHORTLISTED = _to_performer(
    "casting.shortlisted", "You are on a shortlist", "“{{ title }}”: you are on the shortlist."
)
NOT_THIS_TIME = _to_performer(
    "casting.declined",
    "An application was not successful",
    "“{{ title }}”: it is not going to be you this time. Your self-tape is destroyed in 30 days.",
)
KEPT = _to_performer(
    "casting.kept",
    "You are kept in mind",
    "“{{ title }}”: not this time, and they would like to ask you first for the next.",
)
OFFER_ENDED = _to_performer(
    "casting.offer_ended", "An offer to you ended", "“{{ title }}”: the offer to you {{ how }}."
)
ENGAGED = _to_performer(
    "casting.engaged",
    "You are engaged",
    "“{{ title }}”: you have the part. Your contract is on the page of your application.",
)
CANCELLED = _to_performer(
    "casting.cancelled",
    "A gig that you are engaged for was cancelled",
    "“{{ title }}” was cancelled. What you are owed for it does not change by that.",
)
GIG_CLOSED = _to_performer(
    "casting.gig_closed",
    "A gig that you are engaged for takes nobody new",
    "“{{ title }}” takes nobody new. Your engagement goes on as you signed it.",
)
WINDING_DOWN = _to_performer(
    "casting.winding_down",
    "A campaign that you are in ends soon",
    "“{{ title }}” ends after {{ day }}. What you signed holds until then, and what is booked"
    " stays booked.",
)
TERMS_CHANGED = _to_performer(
    "casting.terms_changed",
    "What you applied for was changed",
    "“{{ title }}” was posted anew: its terms are not those that you read. Look at them, and take"
    " your application back if they are not yours.",
)
ANSWER_LATE_FOR_PERFORMER = _to_performer(
    "casting.answer_late",
    "An answer to you is late",
    "“{{ title }}”: the answer that was due to you is late. Compliance was told.",
)
APPLIED_FOR_YOU = _to_performer(
    "casting.applied_for_you",
    "Your agent applied for you",
    "“{{ title }}”: your agent applied in your place. You can take it back.",
)
ANSWERED_FOR_YOU = _to_performer(
    "casting.answered_for_you",
    "Your agent answered an offer to you",
    "“{{ title }}”: your agent answered the offer in your place. Nothing is signed by that.",
)
INVITED = _to_performer(
    "casting.invited",
    "You are invited to apply",
    "You are invited to apply for a part in “{{ title }}”. Whether you do is up to you.",
)
INVITATION_DECLINED = _to_client(
    "casting.invitation_declined",
    "An invitation was declined",
    "“{{ title }}”: somebody whom you invited declined.",
)
APPLIED = _to_client(
    "casting.applied", "Somebody applied", "“{{ title }}”: somebody applied for {{ part }}."
)
ACCEPTED = _to_client(
    "casting.accepted",
    "An offer was accepted",
    "“{{ title }}”: your offer for {{ part }} was accepted and signed.",
)
REFUSED = _to_client(
    "casting.refused",
    "An offer was declined or ran out",
    "“{{ title }}”: your offer for {{ part }} {{ how }}. What it had set aside is free again.",
)
COUNTERED = _to_client(
    "casting.countered",
    "An offer was answered with other terms",
    "“{{ title }}”: your offer for {{ part }} was answered with other terms. Agree, answer once"
    " more or decline until {{ until|when }}.",
)
ANSWER_DUE = _to_client(
    "casting.answer_due",
    "Applicants wait for your answer",
    "“{{ title }}”: {{ number }} applicants wait for an answer, due on {{ until|when }}.",
)
ANSWER_LATE = notices.Kind(
    "casting.late",
    "An answer to applicants is late",
    _GROUP,
    may_turn_off=False,
    sentence="“{{ title }}”: {{ number }} applicants did not get the answer that was due to them.",
    powers=frozenset((Power.READ_RIGHTS, Power.OPEN_RECORDINGS)),
)
KINDS = (
    OFFERED,
    SHORTLISTED,
    NOT_THIS_TIME,
    KEPT,
    OFFER_ENDED,
    ENGAGED,
    CANCELLED,
    GIG_CLOSED,
    WINDING_DOWN,
    TERMS_CHANGED,
    ANSWER_LATE_FOR_PERFORMER,
    APPLIED_FOR_YOU,
    ANSWERED_FOR_YOU,
    INVITED,
    INVITATION_DECLINED,
    APPLIED,
    ACCEPTED,
    REFUSED,
    COUNTERED,
    ANSWER_DUE,
    ANSWER_LATE,
)


def tell_performer(session: Session, kind: notices.Kind, of: Application, **values: object) -> None:
    title = session.get_one(Gig, of.gig_id).title
    url = f"/applications/{of.id}"
    _tell(session, kind, {of.performer_id}, url, of.id, title=title, **values)


def tell_client(session: Session, kind: notices.Kind, of: Application, **values: object) -> None:
    """Who produces for it, about one application."""
    gig = session.get_one(Gig, of.gig_id)
    part = part_name(session, of)
    url = f"/casting/applications/{of.id}"
    _tell(session, kind, producers(session, gig), url, of.id, title=gig.title, part=part, **values)


def tell_of_gig(
    session: Session, kind: notices.Kind, gig: Gig, to: Collection[UUID], **values: object
) -> None:
    _tell(session, kind, to, f"/casting/{gig.id}", gig.id, title=gig.title, **values)


def tell_of_invitation(session: Session, gig: Gig, performer_id: UUID, invitation_id: UUID) -> None:
    url = f"/applications/invitations/{invitation_id}"
    _tell(session, INVITED, {performer_id}, url, invitation_id, title=gig.title)


def tell_of_cancelled(session: Session, gig: Gig, performer_id: UUID) -> None:
    _tell(session, CANCELLED, {performer_id}, "/applications", gig.id, title=gig.title)


def tell_people(
    session: Session, kind: notices.Kind, gig: Gig, to: Collection[UUID], **values: object
) -> None:
    """Performers who are in a gig."""
    _tell(session, kind, to, "/applications", gig.id, title=gig.title, **values)


def producers(session: Session, gig: Gig) -> set[UUID]:
    return hooks.acting_for(session, gig.client_id, Power.OPEN_RECORDINGS)


def part_name(session: Session, of: Application | Offer) -> str:
    version = session.get_one(RequestVersion, session.get_one(Gig, of.gig_id).version_id)
    parts = version.scene().brief.parts
    return next((each.name for each in parts if each.key == of.part_key), of.part_key)


def _tell(
    session: Session,
    kind: notices.Kind,
    to: Collection[UUID],
    url: str,
    subject_id: UUID,
    **values: object,
) -> None:
    if to:
        notices.tell(
            session, kind=kind.name, to=sorted(to), url=url, subject_id=subject_id, **values
        )
