"""What people are told about their account. Never turned off: it is how one learns of a thief."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.clock import now
from foundation.notices import Kind
from marketplace.accounts.roles import LABELS, Role

_SECURITY = "Your account"

NEW_BROWSER = Kind(
    "account.new_browser",
    "A new browser signed in",
    _SECURITY,
    False,
    "A browser that was not seen before signed in to your account on {{ at|when }}. "
    "If that was not you, choose a new password: it signs out every browser.",
)
PASSWORD_CHANGED = Kind(
    "account.password_changed",
    "Your password was changed",
    _SECURITY,
    False,
    "Your password was changed, and every other browser was signed out."
    "{% if tokens_revoked %} Your API tokens were revoked.{% endif %} "
    "If that was not you, choose a new one now.",
)
ROLE_GRANTED = Kind(
    "account.role_granted",
    "You hold a new role",
    _SECURITY,
    False,
    "You can now act as {{ role }}. Choose it in the account menu.",
)
ROLE_ENDED = Kind(
    "account.role_ended",
    "One of your roles has ended",
    _SECURITY,
    False,
    "You no longer act as {{ role }}. What you did in this role stays on record.",
)
TOKEN_CREATED = Kind(
    "account.token_created",
    "An API token was made",
    _SECURITY,
    False,
    "A token was made with which a program can act for you. "
    "If that was not you, revoke it now and choose a new password.",
)
INVITATION_ACCEPTED = Kind(
    "account.invitation_accepted",
    "An invitation of yours was accepted",
    "People",
    True,
    "Your invitation to be {{ role }} was accepted.",
    roles=frozenset((Role.ADMIN, Role.CLIENT_OWNER)),
)
KINDS = (
    INVITATION_ACCEPTED,
    NEW_BROWSER,
    PASSWORD_CHANGED,
    ROLE_ENDED,
    ROLE_GRANTED,
    TOKEN_CREATED,
)


def tell_of_new_browser(session: Session, account_id: UUID) -> None:
    notices.tell(session, kind=NEW_BROWSER.name, to=[account_id], url="/reset", at=now())


def tell_of_new_password(session: Session, account_id: UUID, *, tokens_revoked: bool) -> None:
    notices.tell(
        session,
        kind=PASSWORD_CHANGED.name,
        to=[account_id],
        url="/reset",
        tokens_revoked=tokens_revoked,
    )


def tell_of_token(session: Session, account_id: UUID) -> None:
    notices.tell(session, kind=TOKEN_CREATED.name, to=[account_id], url="/tokens")


def tell_of_role(session: Session, kind: Kind, account_id: UUID, role: Role) -> None:
    notices.tell(session, kind=kind.name, to=[account_id], url="/", role=LABELS[role])


def tell_of_acceptance(session: Session, inviter_id: UUID, role: Role, url: str) -> None:
    """Without a name: who it was stands on the page that it leads to, as long as they are here."""
    notices.tell(
        session, kind=INVITATION_ACCEPTED.name, to=[inviter_id], url=url, role=LABELS[role]
    )
