"""Tells people that something happened, in the transaction in which it happens."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, mail
from foundation.actors import Power
from foundation.clock import now
from foundation.formats import Reader
from foundation.mail.rendering import phrase
from foundation.notices import kinds
from foundation.notices.kinds import Delivery, Kind
from foundation.notices.links import turn_off_path
from foundation.notices.models import Notice
from foundation.notices.mornings import mail_at
from foundation.notices.queries import deliveries


def tell(
    session: Session,
    *,
    kind: str,
    to: Collection[UUID],
    url: str,
    subject_id: UUID | None = None,
    **values: Any,
) -> None:
    """A step. Each person is told in the way they chose, in their own zone and language."""
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"a notice leads to a path of our own, not to {url!r}")
    wanted = kinds.named(kind)
    to = _concerned(session, wanted, to)
    people = hooks.addresses(session, to)
    chosen = deliveries(session, to, wanted)
    for account_id in dict.fromkeys(to):
        if chosen[account_id] is Delivery.OFF:
            continue
        person = people.get(account_id)
        reader = Reader(zone=person.zone, locale=person.locale) if person else Reader()
        notice = Notice(
            account_id=account_id,
            kind=kind,
            subject_id=subject_id,
            url=url,
            text=phrase(wanted.sentence, values, reader) or wanted.label,
            mail_at=mail_at(chosen[account_id], now(), reader.zone),
        )
        session.add(notice)
        if person and chosen[account_id] is Delivery.AT_ONCE:
            _mail_at_once(session, notice, wanted)


def tell_holders(
    session: Session, *powers: Power, but: Collection[UUID | None] = (), **told: Any
) -> None:
    """A step: whoever holds one of these powers. `but` are those who know already."""
    to: set[UUID] = set()
    for power in powers:
        to |= hooks.holders(session, power)
    tell(session, to=sorted(to.difference(each for each in but if each)), **told)


def _concerned(session: Session, kind: Kind, to: Collection[UUID]) -> Collection[UUID]:
    """Whoever has left the desk still stands on its cases: they are told no more."""
    if not kind.roles and not kind.powers:
        return to
    return [each for each in to if kind.concerns(hooks.held(session, each))]


def _mail_at_once(session: Session, notice: Notice, kind: Kind) -> None:
    mail.post(
        session,
        to=notice.account_id,
        template="notice",
        unsubscribe_path=turn_off_path(notice.account_id, kind.name) if kind.may_turn_off else "",
        text=notice.text,
        path=notice.url,
        may_turn_off=kind.may_turn_off,
    )
