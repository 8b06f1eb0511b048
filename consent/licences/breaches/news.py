"""Who is told what about a breach."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.breaches.models import Breach
from consent.licences.news import owners
from foundation import hooks, notices
from foundation.actors import Power

_KEEPERS = frozenset((Power.KEEP_RIGHTS,))


def _kind(
    name: str, label: str, sentence: str, powers: frozenset[Power] = frozenset()
) -> notices.Kind:
    return notices.Kind(name, label, "Rights", False, sentence, powers=powers)


KINDS = (
    _kind(
        "breach.recorded",
        "A breach was recorded",
        "A breach by {{ client }} was recorded. Those concerned are to be told by"
        " {{ notify_by|when }}.",
        _KEEPERS,
    ),
    _kind(
        "breach.pressing",
        "A breach is not notified yet",
        "Those concerned by a breach of {{ client }} are to be told by {{ notify_by|when }},"
        " and were not yet.",
        _KEEPERS,
    ),
    _kind(
        "breach.notified",
        "A client broke what it agreed to",
        "{{ client }} broke what it agreed to, and your recordings may be concerned.",
    ),
    _kind(
        "breach.closed",
        "A breach was closed",
        "The breach that was recorded is closed.",
        frozenset((Power.SIGN_LICENCES,)),
    ),
)


def tell_keepers(session: Session, breach: Breach, kind: str) -> None:
    to = hooks.holders(session, Power.KEEP_RIGHTS)
    _tell(session, breach, kind, to, notify_by=breach.notify_by)


def tell_performers(session: Session, breach: Breach, performers: Collection[UUID]) -> None:
    _tell(session, breach, "breach.notified", performers)


def tell_client(session: Session, breach: Breach) -> None:
    _tell(session, breach, "breach.closed", owners(session, breach.client_id))


def _tell(
    session: Session, breach: Breach, kind: str, to: Collection[UUID], **values: object
) -> None:
    names = hooks.names(session, [breach.client_id])
    notices.tell(
        session,
        kind=kind,
        to=sorted(to),
        subject_id=breach.id,
        url=f"/licences/breaches/{breach.id}",
        client=names.get(breach.client_id, "A client"),
        **values,
    )
