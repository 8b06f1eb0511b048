"""What Stripe needs, in plain words."""

from collections.abc import Iterable

DESTINATION = "The bank account or card that you want to be paid to"
_WORDS = (
    ("default_outbound_destination", DESTINATION),
    ("external_account", DESTINATION),
    ("date_of_birth", "Your date of birth"),
    ("address", "Your postal address"),
    ("given_name", "Your name as it stands in your papers"),
    ("surname", "Your name as it stands in your papers"),
    ("legal_name", "Your name as it stands in your papers"),
    ("id_number", "The number by which your country's tax office knows you"),
    ("tax", "What your country's tax office asks for"),
    ("documents", "A picture of a document that shows who you are"),
    ("verification", "A picture of a document that shows who you are"),
    ("phone", "Your telephone number"),
    ("email", "Your email address"),
    ("terms_of_service", "That you agree to Stripe's terms"),
    ("nationalit", "Your nationality"),
)
"""The first that fits: parts of Stripe's names, which are many and grow."""


def in_words(needs: Iterable[str]) -> list[str]:
    """Each once, in the order in which Stripe says them."""
    return list(dict.fromkeys(_word(each) for each in needs))


def _word(need: str) -> str:
    return next((said for part, said in _WORDS if part in need), "Something that Stripe explains")
