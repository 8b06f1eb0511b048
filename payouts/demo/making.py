"""Once the stand-in for Stripe answers: `make run` calls it before its pages do."""

from foundation.settings import Settings
from payouts.demo import clients, paying_in, performers
from payouts.demo.visiting import Visitor
from payouts.stand_in import stands_in
from payouts.stripe_gateway import addresses


def make(given: Settings) -> None:
    if not stands_in(given):
        return
    visitor = Visitor(addresses.addresses_of(given).api)
    if visitor.comes_in():
        paying_in.tell(visitor)
        clients.pay(visitor)
        performers.be_paid(visitor)
