"""Who may see and answer what."""

from consent.signing.models import Agreement
from foundation.actors import Actor, Power


def may_answer(actor: Actor, agreement: Agreement) -> bool:
    """Nobody signs for somebody else, whatever they may do besides."""
    return actor.id == agreement.performer_id


def may_read(actor: Actor, agreement: Agreement) -> bool:
    """Whose it is, and who answers for what was signed."""
    return actor.id == agreement.performer_id or Power.READ_RIGHTS in actor.powers
