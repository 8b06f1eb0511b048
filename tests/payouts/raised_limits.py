"""Finance decides above how much two people stand for a thing."""

from foundation.actors import Actor
from foundation.money import Money
from payouts.pay_runs import rules


def limit(actor: Actor, second_minor: int) -> None:
    """In US dollars, from now on."""
    minimum, second = Money(500, "USD"), Money(second_minor, "USD")
    rules.change_rule(payable=True, minimum=minimum, second=second, because="A test.", actor=actor)
