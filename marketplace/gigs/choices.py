"""What the search form offers, in words."""

from consent.ledger.explaining.words import Signature, said
from consent.minimums.wishes import USES, Intensity
from foundation.formats import language
from marketplace.gigs.schemas import CURRENCIES
from marketplace.profiles.words import Emotion, Medium

MEDIA = tuple((each.value, each.value.capitalize()) for each in Medium)
FEELINGS = tuple((each.value, said(each).capitalize()) for each in Emotion)
INTENSITIES = tuple((each.value, f"At most {each.value}") for each in Intensity)
ASKED_USES = tuple((each.value, said(each).capitalize()) for each in USES)
PAID_IN = tuple((each, each) for each in CURRENCIES)
ORDERS = (
    ("newest", "Newest first"),
    ("best", "Words in the title first"),
    ("mine", "What matches your profile first"),
)
LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt", "sw", "tr", "zh")
"""What the form offers; an address may name any other."""


def languages(chosen: str) -> list[tuple[str, str]]:
    codes = dict.fromkeys((*LANGUAGES, chosen) if chosen else LANGUAGES)
    return sorted(((code, language(code)) for code in codes), key=lambda pair: pair[1])


def paper_title(signature: Signature) -> str:
    return said(signature).capitalize()
