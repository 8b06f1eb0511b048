"""Which kinds of takes a choice is about, by what was asked for: decided once for each version of a
scene request, and of a campaign for each cell of its grid, however many takes there are."""

import json
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because
from marketplace.requests.models import RequestVersion

_MOST = 20_000
_read: OrderedDict[UUID, "Kind"] = OrderedDict()
"""By version, which never changes: what was read once is right for ever."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a choice looks at of a scene request."""

    request_id: UUID
    medium: str
    language: str
    begins: str
    ends: str
    styles: frozenset[str]
    is_campaign: bool

    def in_cell(self, cell: str | None) -> "Kind":
        """Of a campaign each slot has a language and feelings of its own."""
        if not cell:
            return self
        language, begins, ends, _ = cell.split("/", 3)
        return replace(self, language=language, begins=begins, ends=ends)


def kinds_of(session: Session, versions: Collection[UUID]) -> dict[UUID, Kind]:
    found = {each: _read[each] for each in versions if each in _read}
    new = _new(session, [each for each in versions if each not in found])
    _read.update(new)
    while len(_read) > _MOST:
        _read.popitem(last=False)
    return found | new


def misses(kind: Kind, choice: Choice) -> Because | None:
    """The first thing asked for that this kind is not."""
    asked = (
        (Because.REQUEST, not choice.requests or kind.request_id in choice.requests),
        (Because.MEDIUM, choice.medium is None or kind.medium == choice.medium),
        (Because.LANGUAGE, _speaks(kind.language, choice.languages)),
        (Because.BEGINS, choice.begins is None or kind.begins == choice.begins),
        (Because.ENDS, choice.ends is None or kind.ends == choice.ends),
        (Because.STYLE, not choice.styles or not kind.styles.isdisjoint(choice.styles)),
    )
    return next((because for because, fits in asked if not fits), None)


def _speaks(language: str, wanted: Collection[str]) -> bool:
    """English is British English too; not the other way."""
    return not wanted or any(language == each or language.startswith(f"{each}-") for each in wanted)


def _new(session: Session, versions: Collection[UUID]) -> dict[UUID, Kind]:
    if not versions:
        return {}
    of = RequestVersion
    wanted = select(of.id, of.request_id, of.content).where(among(session, of.id, versions))
    rows = session.execute(wanted)
    return {row.id: _kind(row.request_id, json.loads(row.content)) for row in rows}


def _kind(request_id: UUID, said: Mapping[str, Any]) -> Kind:
    """Straight from the canonical bytes: of all a brief says six words are wanted here."""
    brief = said["brief"]
    beats = brief["beats"] or [{"feeling": ""}]
    return Kind(
        request_id=request_id,
        medium=said["recording"]["medium"],
        language=brief["language"],
        begins=beats[0]["feeling"],
        ends=beats[-1].get("turns_to") or beats[-1]["feeling"],
        styles=frozenset(brief.get("styles", ())),
        is_campaign=said.get("campaign") is not None,
    )
