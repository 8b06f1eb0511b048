"""A profile as fields of a form, and back."""

from collections.abc import Mapping
from typing import Any

from marketplace.profiles.actions import Saying
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.queries import Profiled
from marketplace.profiles.schemas import LANGUAGES
from marketplace.profiles.tongues import CHOICES
from marketplace.profiles.words import Emotion, Equipment, Level, Style, Visibility

VISIBILITIES = (
    (Visibility.NOBODY, "Nobody", "Clients read only your application itself."),
    (Visibility.APPLIED, "Clients I applied to", "While they decide about it."),
    (Visibility.VERIFIED, "Verified clients", "They and our casting can find you in a search."),
)
TONGUES = CHOICES


def _labelled(words: type[Emotion | Style | Equipment | Level]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.value.replace("_", " ").capitalize()) for each in words)


EMOTIONS, STYLES = _labelled(Emotion), _labelled(Style)
EQUIPMENT, LEVELS = _labelled(Equipment), _labelled(Level)
ROWS = LANGUAGES


def values_of(profile: Profiled) -> dict[str, Any]:
    said = profile.said
    languages: dict[str, str] = {}
    for n, each in enumerate(said.languages, start=1):
        languages |= {
            f"language_{n}": each.code,
            f"level_{n}": each.level.value,
            f"accents_{n}": ", ".join(each.accents),
        }
    return {
        **languages,
        "stage_name": profile.stage_name,
        "about": said.about,
        "training": said.training,
        "youngest": said.youngest,
        "oldest": said.oldest,
        "emotions": said.emotions,
        "styles": said.styles,
        "equipment": said.equipment,
        "only_under_union": said.only_under_union,
        "works_from": said.works_from,
        "visibility": profile.visibility.value,
        "invitations": profile.invitations,
    }


def saying_from(form: Mapping[str, Any]) -> Saying:
    return Saying(
        stage_name=" ".join(form["stage_name"].split()),
        visibility=form["visibility"],
        invitations=form["invitations"],
    )


def content_from(form: Mapping[str, Any]) -> ProfileContent:
    return ProfileContent(
        about=form["about"].strip(),
        languages=tuple(_language(form, n) for n in LANGUAGES if form[f"language_{n}"]),
        training=form["training"].strip(),
        youngest=form["youngest"],
        oldest=form["oldest"],
        emotions=tuple(form["emotions"]),
        styles=tuple(form["styles"]),
        equipment=tuple(form["equipment"]),
        only_under_union=form["only_under_union"],
        works_from=form["works_from"],
    )


def _language(form: Mapping[str, Any], n: int) -> Language:
    accents = (each.strip() for each in form[f"accents_{n}"].split(","))
    return Language(
        code=form[f"language_{n}"],
        level=form[f"level_{n}"],
        accents=tuple(each for each in accents if each),
    )
