"""What a person is always told about their factors: it may not have been them."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.notices import Kind


def _kind(name: str, label: str, sentence: str) -> Kind:
    return Kind(f"security.{name}", label, "Your account", may_turn_off=False, sentence=sentence)


FACTOR_ADDED = _kind(
    "factor_added",
    "A second step was set up",
    "A new way to prove that it is you was set up on your account: {{ what }}.",
)
FACTOR_REMOVED = _kind(
    "factor_removed",
    "A second step was removed",
    "A way to prove that it is you was removed from your account: {{ what }}.",
)
RECOVERY_CODE_USED = _kind(
    "recovery_code_used",
    "A recovery code was used",
    "One of your recovery codes was used. If it was not you, change your password now.",
)
RECOVERY_CODES_RENEWED = _kind(
    "recovery_codes_renewed",
    "New recovery codes were made",
    "New recovery codes were made for your account; the old ones no longer work.",
)
FACTORS_RESET = _kind(
    "factors_reset",
    "Your second step was reset",
    "An administrator removed your apps, passkeys and recovery codes, as you asked."
    " If you did not ask, write to us at once.",
)
KINDS = (
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_RESET,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_RENEWED,
)


def tell(session: Session, account_id: UUID, kind: Kind, what: str = "") -> None:
    notices.tell(session, kind=kind.name, to=(account_id,), url="/security", what=what)
