"""What a performer is told about a reel."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from marketplace.accounts.roles import Role

LOOKED_AT = notices.Kind(
    "reel.looked_at",
    "A reel of yours was looked at",
    "Your profile",
    may_turn_off=True,
    sentence="{% if why_not %}A reel of yours cannot be shown. {{ why_not }}{% else %}A reel of"
    " yours is ready: those who may see your profile can play it.{% endif %}",
    roles=frozenset((Role.PERFORMER,)),
)
KINDS = (LOOKED_AT,)


def tell(session: Session, performer_id: UUID, *, why_not: str) -> None:
    notices.tell(
        session, kind=LOOKED_AT.name, to=[performer_id], url="/profile/reels", why_not=why_not
    )
