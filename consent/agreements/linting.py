"""Phrases that no agreement of ours may hold, with the reason beside each.

A phrase is refused even where a sentence denies it: who means "not for ever" says until when.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """As the writer reads it, beside the phrase."""

    WITHOUT_END = "Rights end on a day. Say until when, in months or as a date."
    NO_WAY_BACK = (
        "What was allowed can be withdrawn. Say what stops then, and what cannot be undone."
    )
    ANY_PURPOSE = "Each use is allowed by its name. List the uses that are meant."
    OPEN_LIST = "A list that stays open allows what nobody read. Name everything, or leave it out."
    ALL_MEDIA = "Media that are not known yet cannot be agreed to. Name those that are meant."
    EVERYWHERE = "Territories are named. Say which countries, or that there is no limit."
    RIGHTS_GIVEN_UP = (
        "A performer's rights are not given up here. Say which use is allowed instead."
    )


@dataclass(frozen=True, slots=True)
class Finding:
    start: int
    """Where the phrase begins in the text as it was written."""
    end: int
    phrase: str
    reason: Reason


_FORBIDDEN: dict[Reason, tuple[str, ...]] = {
    Reason.WITHOUT_END: (
        r"in perpetuity",
        r"perpetual(?:ly)?",
        r"for ?ever",
        r"until the end of time",
        r"without (?:any )?(?:limit (?:of|in)|limitation (?:of|in)) time",
        r"a perpetuidad",
        r"perpetu[oa]s?",
        r"à perpétuité",
        r"perpétuel(?:le)?s?",
        r"auf ewig",
        r"zeitlich unbe(?:grenzt|schränkt)(?:e[mnrs]?)?",
        r"em perpetuidade",
    ),
    Reason.NO_WAY_BACK: (
        r"irrevocabl[ey]",
        r"irrevocables?",
        r"irrévocable(?:ment|s)?",
        r"unwiderruflich(?:e[mnrs]?)?",
        r"irrevogáve(?:l|is)",
    ),
    Reason.ANY_PURPOSE: (
        r"(?:for )?any (?:and all )?purposes?(?: whatsoever)?",
        r"all purposes",
        r"cualquier (?:fin|propósito)",
        r"(?:toute|n'importe quelle) fin",
        r"jede[nm]? zweck",
        r"qualquer (?:fim|finalidade)",
    ),
    Reason.OPEN_LIST: (
        r"(?:including|includes?),? but (?:is |are )?not limited to",
        r"including,? without limitation",
        r"incluyendo,? (?:pero|sin) (?:no )?limit(?:ado|arse|ación) a",
        r"y compris,? (?:mais )?sans s'y limiter",
        r"einschließlich,? (?:aber|jedoch) nicht beschränkt auf",
        r"incluindo,? (?:mas|sem) (?:não )?(?:se )?limit(?:ado|ar|ando) a",
    ),
    Reason.ALL_MEDIA: (
        r"(?:all|any) (?:forms of )?media,? (?:whether )?(?:now|presently) known",
        r"now known or (?:here(?:after|inafter)|later) (?:devised|developed|discovered|invented)",
        r"todos los medios conocidos",
        r"tous (?:les )?(?:supports|médias) connus",
        r"alle[nr]? bekannten (?:medien|nutzungsarten)",
    ),
    Reason.EVERYWHERE: (r"throughout the (?:universe|world)",),
    Reason.RIGHTS_GIVEN_UP: (
        r"waives? (?:all|any)(?: and all)?(?: of (?:his|her|their|your))? (?:moral )?rights?",
        r"assigns? (?:all|any)(?: and all)? rights?,? title,? and interest",
    ),
}


def lint(text: str) -> tuple[Finding, ...]:
    """In the order of the text; of two that overlap, the longer."""
    plain, places = _plain(text)
    found = sorted(_found(text, plain, places), key=lambda each: (each.start, -each.end))
    kept: list[Finding] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _found(text: str, plain: str, places: list[int]) -> Iterator[Finding]:
    for reason, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            yield Finding(start, end, text[start:end], reason)


def _plain(text: str) -> tuple[str, list[int]]:
    """In small letters without accents, with one space for any white space or dash, and without
    what does not show, so that no spelling slips through; and where each letter was."""
    letters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKD", written).casefold():
            kind = unicodedata.category(letter)
            gap = kind in _GAPS
            if kind in _UNSEEN or (gap and letters[-1:] == [" "]):
                continue
            letters.append(" " if gap else letter.replace("\u2019", "'"))
            places.append(place)
    return "".join(letters), places


_UNSEEN = frozenset(("Cf", "Mn"))
_GAPS = frozenset(("Cc", "Pd", "Zl", "Zp", "Zs"))
_PATTERNS = tuple(
    (reason, re.compile(r"(?<!\w)(?:" + _plain("|".join(phrases))[0] + r")(?!\w)"))
    for reason, phrases in _FORBIDDEN.items()
)
