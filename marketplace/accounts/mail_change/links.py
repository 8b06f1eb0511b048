"""The three links of a change: one to the new address, two to the old."""

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.links import steps
from marketplace.accounts.links.errors import LinkNotValid
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.mail_change.models import CONFIRM_WITHIN, TAKE_BACK_WITHIN, MailChange


class Purpose(StrEnum):
    NEW = "mail_change.new"
    OLD = "mail_change.old"
    STOP = "mail_change.stop"


LIVES: dict[Purpose, timedelta] = {
    Purpose.NEW: CONFIRM_WITHIN,
    Purpose.OLD: CONFIRM_WITHIN,
    Purpose.STOP: CONFIRM_WITHIN + TAKE_BACK_WITHIN,
}


def path(session: Session, purpose: Purpose, change: MailChange) -> str:
    """A new link for the mail; which page it opens is the last word of its purpose."""
    token = steps.issue(
        session,
        purpose=purpose,
        email=change.new_email if purpose is Purpose.NEW else change.old_email,
        account_id=change.account_id,
        lives=LIVES[purpose],
        change=str(change.id),
    )
    return f"/mail-change/{purpose.rpartition('.')[2]}/{token}"


def change_of(session: Session, link: MailedLink) -> MailChange:
    """The job forgets changes, and links with them only later."""
    change = session.get(MailChange, UUID(link.details["change"]))
    if change is None:
        raise LinkNotValid
    return change
