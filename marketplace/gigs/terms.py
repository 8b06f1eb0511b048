"""The terms that a gig is found by: words as people type them, and a term for each filter.

Every term is plain ASCII, so that both databases index exactly what is written here.
"""

from collections.abc import Iterable, Iterator

from consent.minimums.wishes import Intensity
from consent.terms.bits import BIT
from foundation.full_text import words_in
from marketplace.gigs.models import Gig
from marketplace.gigs.searched import EMOTION_BIT, INTENSITIES
from marketplace.profiles.words import Emotion, Medium
from marketplace.requests.content import SceneContent

LISTED = "is_listed"
UNION = "is_union"
MOST_WORDS = 8
"""Of a search; what is typed beyond them is not looked for."""


def title_term(word: str) -> str:
    return f"t_{word}"


def language_term(language: str) -> str:
    """Who reads en wants en-GB too: only the language counts."""
    return f"lang_{language.partition('-')[0].lower()}"


def medium_term(medium: Medium) -> str:
    return f"medium_{medium.value}"


def feeling_term(feeling: Emotion) -> str:
    return f"feels_{feeling.value}"


def intensity_term(intensity: Intensity) -> str:
    return f"at_most_{intensity.value}"


def currency_term(currency: str) -> str:
    return f"in_{currency.lower()}"


def use_term(use_bit: int) -> str:
    return f"use_{use_bit}"


def terms_of(gig: Gig, content: SceneContent, client_name: str) -> str:
    """Everything that a listed gig is found by, each once."""
    title = list(words_in(gig.title))
    body = [word for text in _texts(content, client_name) for word in words_in(text)]
    named = (title_term(word) for word in title)
    return " ".join(dict.fromkeys((*_filters(gig, content), *named, *title, *body)))


def _texts(content: SceneContent, client_name: str) -> Iterator[str]:
    """A sealed client's name is never among them."""
    brief, usage = content.brief, content.usage
    yield from (brief.scenario, brief.improvisation, usage.end_product, usage.sector, client_name)
    yield from (text for part in brief.parts for text in (part.name, part.sheet))
    yield from (style.value for style in brief.styles)
    yield from (theme.value.replace("_", " ") for theme in content.content.themes)
    yield from (beat.what for beat in brief.beats)
    yield from (beat.feeling.value for beat in brief.beats)


def _filters(gig: Gig, content: SceneContent) -> Iterable[str]:
    yield from (LISTED, medium_term(content.recording.medium), currency_term(gig.currency))
    yield from {language_term(each) for each in _languages(content)}
    yield from (feeling_term(each) for each, bit in EMOTION_BIT.items() if gig.emotions & bit)
    yield from (use_term(bit) for bit in BIT.values() if gig.uses & bit)
    yield from (intensity_term(each) for each in INTENSITIES[gig.intensity :])
    if gig.union_agreement:
        yield UNION


def _languages(content: SceneContent) -> Iterator[str]:
    yield content.brief.language
    if content.campaign is not None:
        yield from (quota.language for quota in content.campaign.quotas)
