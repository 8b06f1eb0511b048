"""The terms that a profile is found by: words as people type them, and a term for each filter.

Every term is plain ASCII, so that both databases index exactly what is written here.
"""

from collections.abc import Iterator

from foundation.full_text import words_in
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.models import Profile
from marketplace.profiles.words import Emotion, Equipment, Style, Visibility

LISTED = "is_listed"
INVITED = "may_be_invited"
WITHOUT_UNION = "without_union"


def language_term(code: str) -> str:
    """Who asks for en-GB wants whoever speaks en."""
    return f"lang_{code.partition('-')[0].lower()}"


def accent_terms(accent: str) -> tuple[str, ...]:
    return tuple(f"accent_{word}" for word in words_in(accent))


def feeling_term(feeling: Emotion) -> str:
    return f"feels_{feeling.value}"


def style_term(style: Style) -> str:
    return f"style_{style.value}"


def gear_term(equipment: Equipment) -> str:
    return f"gear_{equipment.value}"


def age_term(age: int) -> str:
    return f"age_{age}"


def terms_of(profile: Profile) -> str:
    """Everything that it is found by, each once; nothing where it may not be found. Never what is
    sealed: who looks for members of a union finds nobody."""
    if profile.visibility is not Visibility.VERIFIED:
        return ""
    said = ProfileContent.read(profile.said)
    return " ".join(dict.fromkeys((*_filters(profile, said), *_words(profile, said))))


def _words(profile: Profile, said: ProfileContent) -> Iterator[str]:
    accents = (accent for each in said.languages for accent in each.accents)
    for text in (profile.stage_name, said.about, said.training, *accents):
        yield from words_in(text)


def _filters(profile: Profile, said: ProfileContent) -> Iterator[str]:
    yield LISTED
    if profile.invitations:
        yield INVITED
    if not said.only_under_union:
        yield WITHOUT_UNION
    for each in said.languages:
        yield language_term(each.code)
        yield from (term for accent in each.accents for term in accent_terms(accent))
    yield from map(feeling_term, said.emotions)
    yield from map(style_term, said.styles)
    yield from map(gear_term, said.equipment)
    if said.youngest is not None and said.oldest is not None:
        yield from map(age_term, range(said.youngest, said.oldest + 1))
