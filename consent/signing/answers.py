"""What a performer says when they sign: shape is checked at the edge, sense is checked here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from consent.ledger.explaining.words import PostMortem, Representation, Use, said
from consent.signing.clocks import REPRESENTED
from consent.signing.offers import Offer

TYPED_NAME = "typed_name"
"""The one way to accept here: one's own name, typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    name: str
    """As typed, to sign."""
    uses: Mapping[Use, bool] = field(default_factory=dict)
    """Yes or no to each optional use."""
    representation: Representation | None = None
    represented_by: str = ""
    post_mortem: PostMortem | None = None
    executor: str = ""
    """Whom to ask after death, and how to reach them."""

    @property
    def accepted(self) -> tuple[Use, ...]:
        return tuple(use for use in Use if self.uses.get(use))


def says_something(typed: str) -> bool:
    """A letter or a digit: characters that nobody sees are no name."""
    return any(each.isalnum() for each in typed)


def missing(offer: Offer, answers: Answers) -> dict[str, str]:
    """A sentence for each field that is not answered, by its name in the form."""
    return dict(_missing(offer, answers))


def only_asked(offer: Offer, answers: Answers) -> Answers:
    """Without what a form may carry that this paper does not ask: it would be kept for good."""
    if not offer.is_replica:
        answers = replace(answers, representation=None, represented_by="")
    if offer.planned.post_mortem is None:
        answers = replace(answers, post_mortem=None, executor="")
    return answers


def _missing(offer: Offer, answers: Answers) -> Iterator[tuple[str, str]]:
    for use in offer.optional_uses:
        if use not in answers.uses:
            yield f"use_{use}", f"Say yes or no to {said(use)}."
    if answers.uses.keys() - set(offer.optional_uses):
        yield "_uses", "An answer was given to a use that is not asked for."
    if offer.is_replica:
        yield from _of_representation(answers)
    if offer.planned.post_mortem is not None:
        yield from _of_death(answers)
    if not says_something(answers.name):
        yield "name", "Type your name to sign."


def _of_representation(answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.representation is None:
        yield "representation", "Say who was on your side when you decided."
    elif answers.representation in REPRESENTED and not says_something(answers.represented_by):
        yield "represented_by", "Say who that is: the lawyer's name, or the union's agreement."


def _of_death(answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.post_mortem is None:
        yield "post_mortem", "Say what becomes of it after your death."
    elif answers.post_mortem is PostMortem.EXECUTOR_DECIDES and not says_something(
        answers.executor
    ):
        yield "executor", "Say who decides for you, and how to reach them."
