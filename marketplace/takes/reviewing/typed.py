"""A judgement as a form has it, and what is wrong with it, field by field."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from marketplace.profiles.words import Emotion
from marketplace.takes.codes import Code
from marketplace.takes.reviewing import rubric
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.reviewing.opinion import Opinion
from marketplace.takes.reviewing.rubric import LEAST, MOST, Line, ScoredBeat

LONGEST_NOTE = 2000
_LONGEST_SECONDS = 24 * 3600
_MOST_DIGITS = 12
"""Of a price: a number of thousands of digits is no number to Python."""
LONGEST_MS = _LONGEST_SECONDS * 1000
EMOTIONS = [(each.value, each.value.replace("_", " ")) for each in Emotion]
SCORES = [(score, f"{score}: {said}") for score, said in rubric.ANCHORS.items()]
OVERALL = [(score, f"{score}: {said}") for score, said in rubric.OVERALL.items()]


class Typed:
    """Read what was typed; `errors` says at which field it is no judgement."""

    def __init__(self, form: Mapping[str, str], beats: int, *, decides: bool = True) -> None:
        """What decides nothing scores every beat, and needs no reasons."""
        self.form, self._decides = form, decides
        self.errors: dict[str, str] = {}
        self.verdict = self._verdict()
        self.beats = self._beats(range(1, beats + 1))
        self.overall = self._score("overall", "Overall")
        self.span = self._ms("first"), self._ms("last")
        self._say_last("verdict")
        self.code = self._code()
        self.note = form.get("note", "").strip()
        if decides:
            self._check()

    def _say_last(self, name: str) -> None:
        """In the order of the page, though the others depend on it."""
        if name in self.errors:
            self.errors[name] = self.errors.pop(name)

    def opinion(self) -> Opinion:
        return Opinion(
            verdict=self.verdict or TakeVerdict.ACCEPT,
            overall=self.overall,
            beats=self.beats,
            code=self.code,
            first_ms=self.span[0],
            last_ms=self.span[1],
            note=self.note,
            bonus=bool(self.form.get("bonus")),
            price_minor=self._price(),
        )

    def _check(self) -> None:
        if self.verdict is TakeVerdict.REJECT:
            if self.code is None:
                self.errors["code"] = "Choose the reason."
            if self.span[1] is None:
                self.errors.setdefault("first", "Say from when to when it shows.")
        if self.verdict in (TakeVerdict.REJECT, TakeVerdict.RETAKE) and not self.note:
            self.errors["note"] = "Write to the performers what it is."
        if len(self.note) > LONGEST_NOTE:
            self.errors["note"] = f"Write at most {LONGEST_NOTE} characters."
        self._check_span(*self.span)

    def _check_span(self, first: int | None, last: int | None) -> None:
        if (first is None) is not (last is None):
            self.errors.setdefault("first", "Write both, or neither.")
        elif first is not None and last is not None and first >= last:
            self.errors["first"] = "It ends before it begins."

    def _verdict(self) -> TakeVerdict | None:
        try:
            return TakeVerdict(self.form.get("verdict", ""))
        except ValueError:
            self.errors["verdict"] = "Choose what follows."
            return None

    def _beats(self, numbers: Sequence[int]) -> tuple[ScoredBeat, ...]:
        """None at all is an answer, unless it is accepted."""
        named = [f"b{n}_{line}" for n in numbers for line in ("perceived", *Line)]
        optional = self._decides and self.verdict in (TakeVerdict.REJECT, TakeVerdict.RETAKE)
        if optional and not any(self.form.get(name) for name in named):
            return ()
        return tuple(self._beat(number) for number in numbers)

    def _beat(self, number: int) -> ScoredBeat:
        name = f"b{number}_perceived"
        try:
            perceived = Emotion(self.form.get(name, ""))
        except ValueError:
            self.errors[name] = f"Beat {number}: choose what you perceive."
            perceived = next(iter(Emotion))
        beat = f"Beat {number}, "
        scores = {
            line: self._score(f"b{number}_{line}", beat + said[0].lower() + said[1:])
            for line, said in rubric.LABELS.items()
        }
        return ScoredBeat(perceived=perceived, scores=scores)

    def _score(self, name: str, about: str) -> int:
        said = self.form.get(name, "")
        if said in [str(score) for score in range(LEAST, MOST + 1)]:
            return int(said)
        self.errors[name] = f"{about}: choose from {LEAST} to {MOST}."
        return 0

    def _price(self) -> int:
        said = self.form.get("price", "")
        return int(said) if said.isdecimal() and len(said) <= _MOST_DIGITS else 0

    def _code(self) -> Code | None:
        try:
            return Code(self.form.get("code", ""))
        except ValueError:
            return None

    def _ms(self, name: str) -> int | None:
        said = self.form.get(name, "").strip().replace(",", ".")
        if not said:
            return None
        try:
            seconds = Decimal(said)
        except InvalidOperation:
            seconds = Decimal(-1)
        if not seconds.is_finite() or not 0 <= seconds <= _LONGEST_SECONDS:
            self.errors[name] = "Write seconds, such as 12.5."
            return None
        return int(seconds * 1000)
