"""What is counted of a delivery: hours, feelings, agreement. One count for every description."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import REFUSED, Answers, strictest
from marketplace.deliveries.describing.bundle import Bundle, TakeIn


@dataclass(frozen=True, slots=True)
class Part:
    split: str
    language: str
    medium: str
    takes: int
    seconds: float

    @property
    def hours(self) -> str:
        return hours(self.seconds)


@dataclass(frozen=True, slots=True)
class Feeling:
    """Beats by what was to be shown; of those, how many judgements saw just that."""

    word: str
    beats: int
    judged: int
    seen: int
    felt: int


@dataclass(frozen=True, slots=True)
class Measures:
    parts: tuple[Part, ...]
    feelings: tuple[Feeling, ...]
    performers: int
    shared: int
    """Performers who are in more than one split."""
    files: int
    bytes: int
    takes: int
    seconds: float

    @property
    def hours(self) -> str:
        return hours(self.seconds)

    @property
    def languages(self) -> list[str]:
        return sorted({part.language for part in self.parts})

    @property
    def media(self) -> list[str]:
        return sorted({part.medium for part in self.parts})


def measured(bundle: Bundle) -> Measures:
    media = [each for _, each, _ in bundle.media()]
    return Measures(
        parts=tuple(_parts(bundle.takes)),
        feelings=tuple(_feelings(bundle.takes)),
        performers=len({each.performer for each in bundle.recordings.values()}),
        shared=_shared(bundle),
        files=len(media),
        bytes=sum(each.bytes for each in bundle.files),
        takes=len(bundle.takes),
        seconds=sum(take.seconds for take in bundle.takes),
    )


def _shared(bundle: Bundle) -> int:
    splits: dict[str, set[str]] = {}
    for take in bundle.takes:
        for recording_id in take.recordings:
            splits.setdefault(bundle.recordings[recording_id].performer, set()).add(take.split)
    return sum(len(found) > 1 for found in splits.values())


def hours(seconds: float) -> str:
    """A hundredth of an hour is 36 seconds: less than that is said in seconds."""
    return f"{seconds / 3600:.2f} h" if seconds >= 360 else f"{seconds:.0f} s"


def allowed(bundle: Bundle) -> Answers:
    """What this delivery was stated for, as far as everybody in it allows it: other uses are
    refused here, whatever somebody would allow to somebody else."""
    found = strictest(each.answers for each in bundle.recordings.values())
    return {**REFUSED, **{use: found[use] for use in bundle.stated.uses}}


def until(answers: Answers, uses: Iterable[Use]) -> date | None:
    """The first day on which one of these ends."""
    days = [answers[use].until for use in uses if answers[use].answer is not Answer.NOT_ALLOWED]
    return min((day for day in days if day), default=None)


def _parts(takes: Iterable[TakeIn]) -> Iterable[Part]:
    def key(take: TakeIn) -> tuple[str, str, str]:
        return (take.split, take.language, take.medium)

    for (split, language, medium), group in groupby(sorted(takes, key=key), key):
        found = list(group)
        yield Part(split, language, medium, len(found), sum(each.seconds for each in found))


def _feelings(takes: Iterable[TakeIn]) -> Iterable[Feeling]:
    beats, judged, seen, felt = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for beat in (beat for take in takes for beat in take.beats):
        beats[beat.portrayed] += 1
        judged[beat.portrayed] += len(beat.perceived)
        seen[beat.portrayed] += beat.perceived.count(beat.portrayed)
        felt[beat.portrayed] += beat.felt is not None
    for word, count in sorted(beats.items(), key=lambda each: (-each[1], each[0])):
        yield Feeling(word, count, judged[word], seen[word], felt[word])
