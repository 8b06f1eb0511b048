"""What can be asked about notices: how many are unread, which there are, what was chosen."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from foundation import cursors, hooks
from foundation.notices import kinds
from foundation.notices.errors import NoticeNotFound
from foundation.notices.kinds import Delivery, Kind
from foundation.notices.models import Notice, NoticeChoice

PAGE = 30
_UNREAD = (
    select(func.count())
    .select_from(Notice)
    .where(Notice.account_id == bindparam("account_id"), Notice.read_at.is_(None))
)
"""Asked on every page, so it is put together once."""


def unread(session: Session, account_id: UUID) -> int:
    return session.scalar(_UNREAD, {"account_id": account_id}) or 0


def notice(session: Session, notice_id: UUID) -> Notice:
    found = session.get(Notice, notice_id)
    if found is None:
        raise NoticeNotFound
    return found


def page(
    session: Session,
    account_id: UUID,
    *,
    only_unread: bool = False,
    after: str | None = None,
    limit: int = PAGE,
) -> cursors.Page[Any]:
    """Newest first."""
    shown = (Notice.id, Notice.kind, Notice.text, Notice.url, Notice.told_at, Notice.read_at)
    rows = select(*shown).where(Notice.account_id == account_id)
    if only_unread:
        rows = rows.where(Notice.read_at.is_(None))
    return cursors.page_of(session, rows, Notice.told_at, Notice.id, after=after, limit=limit)


def deliveries(session: Session, account_ids: Collection[UUID], kind: Kind) -> dict[UUID, Delivery]:
    """How each of these people is told; a choice that the kind no longer allows is not one."""
    theirs = NoticeChoice.account_id.in_(account_ids), NoticeChoice.kind == kind.name
    rows = session.scalars(select(NoticeChoice).where(*theirs))
    chosen = {row.account_id: row.delivery for row in rows if row.delivery in kind.choices}
    return {account_id: chosen.get(account_id, kind.default) for account_id in account_ids}


def groups_for(session: Session, account_id: UUID) -> dict[str, list[Kind]]:
    """The kinds that may ever reach this person, by group."""
    held = hooks.held(session, account_id)
    concerning = {
        group: [kind for kind in found if kind.concerns(held)]
        for group, found in kinds.by_group().items()
    }
    return {group: found for group, found in concerning.items() if found}


def chosen_by(session: Session, account_id: UUID) -> dict[str, Delivery]:
    """By kind, defaults included."""
    rows = session.scalars(select(NoticeChoice).where(NoticeChoice.account_id == account_id))
    found = {row.kind: row.delivery for row in rows}
    return {
        kind.name: found[kind.name] if found.get(kind.name) in kind.choices else kind.default
        for group in kinds.by_group().values()
        for kind in group
    }


def export_of(session: Session, person_id: UUID) -> Mapping[str, Any]:
    """For the export of one's own data."""
    rows = session.scalars(
        select(Notice).where(Notice.account_id == person_id).order_by(Notice.told_at)
    )
    told = [
        {
            "kind": row.kind,
            "text": row.text,
            "told_at": row.told_at.isoformat(),
            "read_at": row.read_at.isoformat() if row.read_at else None,
        }
        for row in rows
    ]
    return {"notices": told, "notice_choices": chosen_by(session, person_id)}
