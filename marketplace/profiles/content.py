"""What a performer says of their work: one value, kept as JSON."""

from dataclasses import dataclass
from typing import Any

from cattrs.preconf.json import make_converter

from marketplace.profiles.words import Emotion, Equipment, Level, Style

_CONVERTER = make_converter(omit_if_default=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    code: str
    level: Level
    accents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileContent:
    """What is empty was not said; nothing of it is needed to apply."""

    about: str = ""
    languages: tuple[Language, ...] = ()
    training: str = ""
    youngest: int | None = None
    """The ages they can play, whatever their own."""
    oldest: int | None = None
    emotions: tuple[Emotion, ...] = ()
    styles: tuple[Style, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    only_under_union: bool = False
    """No production without a union agreement. Whether they are in one is sealed."""
    works_from: str = ""
    """A country or a part of one, as ISO 3166 spells it: decides how somebody may be engaged."""

    def plain(self) -> dict[str, Any]:
        return dict(_CONVERTER.unstructure(self))

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "ProfileContent":
        """Back from what `plain` gave."""
        return _CONVERTER.structure(plain, cls)
