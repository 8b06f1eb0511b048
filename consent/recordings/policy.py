"""Who may register recordings and judge takes."""

from uuid import UUID

from foundation.actors import Actor, Power


def may_judge(actor: Actor, client_id: UUID) -> bool:
    """Whoever may play it to judge it: of the client itself, or of the staff."""
    of_client = actor.on_behalf_of in (None, client_id)
    return of_client and Power.OPEN_RECORDINGS in actor.powers
