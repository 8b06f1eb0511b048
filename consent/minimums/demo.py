"""Minimums of demo performers: one who disagrees with much that is asked for, one with little."""

from collections.abc import Iterable

from consent.ledger.explaining.words import Use
from consent.minimums import queries
from consent.minimums.actions import keep_version
from consent.minimums.wishes import Intensity, Minimums, Wish
from foundation import hooks
from foundation.database import transaction
from foundation.hooks import DemoPerson, DemoSize

_SAID: dict[str, tuple[Minimums, ...]] = {
    "mira@demo.example": (
        Minimums(uses={Use.VOICE_REPLICA: Wish.NEVER}, longest_months=36),
        Minimums(
            uses={
                Use.NON_GENERATIVE_TRAINING: Wish.FINE,
                Use.GENERATIVE_TRAINING: Wish.NEVER,
                Use.EVALUATION: Wish.PRICED,
                Use.EMOTION_RECOGNITION: Wish.NEVER,
                Use.VOICE_REPLICA: Wish.NEVER,
                Use.LIKENESS_REPLICA: Wish.NEVER,
                Use.RESALE: Wish.NEVER,
            },
            prices={Use.EVALUATION: 4000},
            currency="EUR",
            prohibited_subjects=("self_harm", "politics"),
            most_intense=Intensity.MODERATE,
            longest_months=24,
            territories=("EU",),
            avoided=("Loud Ads Ltd.",),
            lowest_rates={"EUR": 3500},
        ),
    ),
    "omar@demo.example": (Minimums(uses={Use.VOICE_REPLICA: Wish.NEVER}, longest_months=36),),
}


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start wrote, or somebody changed, stays as it is."""
    with transaction() as session:
        for address, versions in _SAID.items():
            for person in hooks.people_called(session, address):
                if not queries.newest_number(session, person):
                    for number, minimums in enumerate(versions, start=1):
                        keep_version(session, person, number, minimums)
    return ()
