"""Sentences that several of the descriptions share."""

from collections.abc import Iterable

from consent.ledger.explaining.words import Use, said
from foundation import formats
from marketplace.deliveries.describing.bundle import Agreement, Bundle
from marketplace.deliveries.describing.measures import Measures, allowed, until


def uses_said(uses: Iterable[Use]) -> str:
    words = [said(use) for use in uses]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence_of_agreement(each: Agreement) -> str:
    if each.alpha is None:
        return f"{each.of}: too few takes were judged twice to say ({each.takes})."
    return f"{each.of}: Krippendorff's alpha {each.alpha:.2f} over {each.takes} takes judged twice."


def period(bundle: Bundle) -> tuple[str, ...]:
    """First and last day of recording."""
    found = bundle.recorded_between()
    return tuple(day.isoformat() for day in found) if found else ()


def until_said(bundle: Bundle) -> str:
    """Until when all of its uses may go on: as long as performers and the licence both allow it."""
    last = until(allowed(bundle), bundle.stated.uses)
    if last is None:
        return "not any more"
    return f"until the end of {formats.day(min(last, bundle.licence_ends_on or last))}"


def licence_said(bundle: Bundle) -> str:
    """Where the client's own licence is what ends first."""
    last, ends_on = until(allowed(bundle), bundle.stated.uses), bundle.licence_ends_on
    if last is None or ends_on is None or ends_on >= last:
        return ""
    return (
        f"The licence ends then; performers allow it until the end of {formats.day(last)}, for a"
        " licence that is extended."
    )


NO_SUBJECTS = ("none that performers exclude",)


def limits_said(bundle: Bundle) -> list[tuple[str, str]]:
    """What was stated of the purpose besides its uses, as far as it was."""
    stated = bundle.stated
    several = {
        "End product": [stated.end_product] if stated.end_product else [],
        "Territories": stated.territories or (),
        "Models": stated.models or (),
        "Class of model": [stated.model_class] if stated.model_class else [],
        "Processed in": stated.regions or (),
        "Subjects": NO_SUBJECTS if stated.subjects == () else stated.subjects or (),
    }
    return [
        (name, ", ".join(each.replace("_", " ") for each in found))
        for name, found in several.items()
        if found
    ]


def splits_said(found: Measures) -> str:
    if found.shared:
        return f"{found.shared} performers are in more than one split."
    return "No performer is in two splits."


def empty_said(bundle: Bundle) -> list[str]:
    """A sentence for each split that was asked for and has nothing in it."""
    return [f"Nothing is in the split {each.split}: {each.because}" for each in bundle.empty_splits]
