"""Who may do what with a case."""

from foundation.actors import Actor, Power
from foundation.cases.models import Case, CaseMessage, MessageKind


def may_view(actor: Actor, case: Case) -> bool:
    return actor.id == case.opened_by or may_answer(actor, case)


def may_write(actor: Actor, case: Case) -> bool:
    return actor.id == case.opened_by


def may_answer(actor: Actor, case: Case) -> bool:
    """Never one's own: the staff ask like everybody else, and see no notes about themselves."""
    return Power.ANSWER_CASES in actor.powers and actor.id != case.opened_by


def may_read(actor: Actor, case: Case, message: CaseMessage) -> bool:
    return message.kind is not MessageKind.NOTE or may_answer(actor, case)
