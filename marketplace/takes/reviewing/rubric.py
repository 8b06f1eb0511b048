"""The rubric: what is scored of each beat, and what each score stands for."""

from dataclasses import dataclass
from enum import StrEnum

from marketplace.profiles.words import Emotion

LEAST, MOST = 1, 5


class Line(StrEnum):
    REACHED = "reached"
    IN_CHARACTER = "in_character"
    SAME_CHARACTER = "same_character"
    LISTENING = "listening"


LABELS: dict[Line, str] = {
    Line.REACHED: "The emotion is reached",
    Line.IN_CHARACTER: "In character",
    Line.SAME_CHARACTER: "The same character as before",
    Line.LISTENING: "Listening to the other",
}
ANCHORS: dict[int, str] = {
    1: "not at all",
    2: "now and then",
    3: "most of the time",
    4: "throughout",
    5: "throughout, and it convinces",
}
OVERALL: dict[int, str] = {
    1: "cannot be used",
    2: "falls short of the brief",
    3: "does what the brief asks",
    4: "good",
    5: "outstanding",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredBeat:
    """One beat as one reviewer saw it."""

    perceived: Emotion
    scores: dict[Line, int]

    @property
    def whole(self) -> bool:
        fit = all(LEAST <= score <= MOST for score in self.scores.values())
        return fit and set(self.scores) == set(Line)
