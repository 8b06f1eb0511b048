"""What others see of a profile: the same lines for whoever may see it, and the preview."""

from collections.abc import Iterator

from babel import Locale

from marketplace.profiles.queries import Profiled
from marketplace.profiles.tongues import NAMES


def lines(profile: Profiled) -> list[tuple[str, str]]:
    """Names and values; what was not said is left out. Never what is sealed."""
    return [(what, value) for what, value in _lines(profile) if value]


def _lines(profile: Profiled) -> Iterator[tuple[str, str]]:
    said = profile.said
    yield "About", said.about
    yield (
        "Languages",
        "; ".join(
            f"{NAMES.get(each.code, each.code)} ({each.level})"
            + (f", accents: {', '.join(each.accents)}" if each.accents else "")
            for each in said.languages
        ),
    )
    yield "Plays ages", f"{said.youngest} to {said.oldest}" if said.youngest is not None else ""
    yield "Feelings", ", ".join(said.emotions)
    yield "Styles", ", ".join(said.styles)
    yield "Training", said.training
    yield "Equipment", ", ".join(each.replace("_", " ") for each in said.equipment)
    yield "Union", "Works only under a union agreement" if said.only_under_union else ""
    yield "Works from", place_name(said.works_from)


def place_name(code: str) -> str:
    """The country in words; of a state its code stays, since the law there is its own."""
    country, _, state = code.partition("-")
    name = Locale("en").territories.get(country, country)
    return f"{name} ({state})" if state else name
