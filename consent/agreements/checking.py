"""What stands against publishing terms, in sentences for who wrote them."""

from collections.abc import Iterator

from consent.agreements.planned import Planned
from consent.agreements.saying import say_months
from consent.agreements.terms_form import CODES, LISTS, PLACES
from consent.ledger.explaining.forms import is_spelled
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Answer, Signature, Use, said

LONGEST_MONTHS = 120
"""More would be "perpetual" by another name."""
_ALWAYS = frozenset((Use.REVIEW,))
"""Never priced: nobody can be paid for a take that nobody may look at."""

_SPELLED = {**dict.fromkeys(CODES, "code"), **dict.fromkeys(PLACES, "place"), "models": "text"}
"""As openings spell them: or nothing could be registered under what was signed."""
_SIGNED_ALONE = {
    Use.NON_GENERATIVE_TRAINING: Signature.NON_GENERATIVE_TRAINING,
    Use.GENERATIVE_TRAINING: Signature.GENERATIVE_TRAINING,
    Use.FINE_TUNING: Signature.GENERATIVE_TRAINING,
    Use.SYNTHETIC_DERIVATION: Signature.GENERATIVE_TRAINING,
    Use.VOICE_REPLICA: Signature.REPLICA,
    Use.LIKENESS_REPLICA: Signature.REPLICA,
    Use.REAL_TIME_GENERATION: Signature.REPLICA,
}
"""Uses that one signs for by themselves, so that nobody agrees to them on the way to the pay."""


def objections(planned: Planned, signature: Signature) -> tuple[str, ...]:
    return tuple((*_signed(planned, signature), *_objections(planned)))


def _signed(planned: Planned, signature: Signature) -> Iterator[str]:
    review = planned.answer(Use.REVIEW) is not Answer.NOT_ALLOWED
    for use in Use:
        if planned.answer(use) is Answer.NOT_ALLOWED or use is Use.REVIEW:
            continue
        if signature is Signature.RECORDING_AND_PAY:
            yield f"{said(use).capitalize()} is not part of recording and pay: ask for it apart."
        elif _SIGNED_ALONE.get(use, signature) is not signature:
            yield f"{said(use).capitalize()} needs the signature for {said(_SIGNED_ALONE[use])}."
    if signature is Signature.RECORDING_AND_PAY and not review:
        yield "Review must be allowed: without it no take can be accepted and paid."


def _objections(planned: Planned) -> Iterator[str]:
    allowed = [use for use in Use if planned.answer(use) is not Answer.NOT_ALLOWED]
    if not 1 <= planned.months <= LONGEST_MONTHS:
        yield f"Give an end: after 1 month at least, after {say_months(LONGEST_MONTHS)} at most."
    yield from _limits(planned)
    for use in allowed:
        if use not in (planned.lawful_basis or {}):
            yield f"Say why processing for {said(use)} is lawful."
    yield from _money(planned, allowed)


def _limits(planned: Planned) -> Iterator[str]:
    limits = plain_fields(planned.limits)
    for name in LISTS:
        if name in limits and not is_spelled(f"list:{_SPELLED[name]}", limits[name]):
            label = name.replace("_", " ").capitalize()
            yield f"{label}: one holds a character that the ledger refuses, or is there twice."
    if Answer.CONSTRAINED in planned.uses.values() and not limits:
        yield "A use is allowed within limits, and there is no limit."
    for name, missing in (
        ("exclusivity", "Say whether the right is exclusive."),
        ("storage_regions", "Say where recordings are stored."),
        ("identifiability", "Say whether the performer may be recognised."),
        ("included_retakes", "Say how many retakes the price includes."),
    ):
        if name not in limits:
            yield missing


def _money(planned: Planned, allowed: list[Use]) -> Iterator[str]:
    prices = planned.prices or {}
    fees = (*prices.values(), planned.renewal_fee_minor)
    if any(fee is not None for fee in fees) and planned.currency is None:
        yield "Say in which currency the prices are."
    if any(fee is not None and fee < 0 for fee in (*fees, planned.royalty_basis_points)):
        yield "No price is below zero."
    for use in prices:
        if use in _ALWAYS:
            yield f"{said(use).capitalize()} is part of the work itself and has no own price."
        elif use not in allowed:
            yield f"{said(use).capitalize()} has a price and is not allowed."
    if planned.royalty_basis_points is None:
        yield "Say which share of later earnings the performer gets, even if it is nothing."
    if planned.renewal_fee_minor is None:
        yield "Say what a renewal costs, even if it is nothing."
