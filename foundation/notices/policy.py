"""Who may see which notice."""

from foundation.actors import Actor
from foundation.notices.models import Notice


def may_view(actor: Actor, notice: Notice) -> bool:
    return notice.account_id == actor.id
