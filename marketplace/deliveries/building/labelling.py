"""Labels of a track or a mix as JSON: as far as the form asks for them and grants let them go."""

import json
from collections.abc import Sequence
from typing import Any

from marketplace.deliveries.building.contents import Judged, PartIn, TakeContents
from marketplace.deliveries.choosing.form import LabelKind

FORMAT = "fairtake-labels-1"
Said = dict[str, Any]


def labels(take: TakeContents, parts: Sequence[PartIn], kinds: Sequence[LabelKind]) -> bytes:
    """Of these parts of it, which one file holds. The same takes give the same bytes."""
    said: Said = {
        "format": FORMAT,
        "take": str(take.take_id),
        "request": str(take.request_id),
        "split": take.split,
        "language": take.brief.language,
        "styles": [each.value for each in take.brief.styles],
        "parts": [_part(part, kinds) for part in parts],
        "accepted_seconds": _accepted(take),
    }
    beats = _beats(take, parts, set(kinds))
    if any(len(beat) > 1 for beat in beats):
        said["beats"] = beats
    if LabelKind.RUBRIC in kinds:
        said["overall"] = [each.overall for each in take.judged]
    if LabelKind.AGREEMENT in kinds:
        said["agreement"] = _agreement(take.judged)
    # On one line: laid out for eyes it takes five times as long to write, and is read by machines.
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _part(part: PartIn, kinds: Sequence[LabelKind]) -> Said:
    said: Said = {
        "part": part.name,
        "performer": part.performer,
        "recording": str(part.recording_id),
        "seconds": part.seconds,
    }
    if LabelKind.TURNS in kinds:
        said["turns"] = [list(each) for each in part.turns]
    return said


def _accepted(take: TakeContents) -> list[float] | None:
    """From when to when; nothing where all of it was accepted."""
    spans = [each.accepted for each in take.judged if each.decided]
    return list(spans[-1]) if spans and spans[-1] else None


def _beats(take: TakeContents, parts: Sequence[PartIn], kinds: set[LabelKind]) -> list[Said]:
    found = []
    for number, beat in enumerate(take.brief.beats, start=1):
        said: Said = {"beat": number}
        if LabelKind.BEATS in kinds:
            said["what"] = beat.what
        if LabelKind.PORTRAYED in kinds:
            turns_to = beat.turns_to.value if beat.turns_to else None
            said |= {"portrayed": beat.feeling.value, "turns_to": turns_to}
        found.append(said | _judged(take, number, kinds) | _felt(parts, number, kinds))
    return found


def _judged(take: TakeContents, number: int, kinds: set[LabelKind]) -> Said:
    """One of each who judged it, in the same order everywhere."""
    here = [beat for each in take.judged for beat in each.beats if beat.beat == number]
    said: Said = {}
    if LabelKind.PERCEIVED in kinds:
        said["perceived"] = [each.perceived for each in here]
    if LabelKind.RUBRIC in kinds:
        said["rubric"] = [dict(each.scores) for each in here]
    return said


def _felt(parts: Sequence[PartIn], number: int, kinds: set[LabelKind]) -> Said:
    """By performer, of those alone who let it go: nothing tells who said nothing."""
    if LabelKind.FELT not in kinds:
        return {}
    return {"felt": {part.performer: part.felt[number] for part in parts if number in part.felt}}


def _agreement(judged: Sequence[Judged]) -> Said:
    """How alike those who judged this take saw it. With one there is nothing to compare."""
    if len(judged) < 2:
        return {"judged_by": len(judged), "perceived_alike": None, "overall_apart": None}
    seen = [[beat.perceived for beat in each.beats] for each in judged if each.beats]
    beats = list(zip(*seen, strict=False)) if len(seen) > 1 else []
    alike = sum(len(set(each)) == 1 for each in beats) / len(beats) if beats else None
    overall = [each.overall for each in judged]
    return {
        "judged_by": len(judged),
        "perceived_alike": round(alike, 3) if alike is not None else None,
        "overall_apart": max(overall) - min(overall),
    }
