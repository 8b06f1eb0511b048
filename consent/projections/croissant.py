"""`usageInfo` of Croissant 1.1: an ODRL offer for a dataset, or for one recording in it."""

from typing import Any

from consent.ledger.explaining.words import Answer
from consent.projections.answers import Answers
from consent.projections.odrl import offer
from consent.projections.odrl_terms import CONTEXT

CROISSANT_CONTEXT = {
    **CONTEXT,
    "usageInfo": {"@id": "https://schema.org/usageInfo"},
}
"""To be put beside Croissant's own. It names the uses as our ODRL profile does."""


def usage_info(answers: Answers, status_url: str) -> dict[str, Any]:
    """A permission for each use that somebody may have, and the address of
    today's answer, which a licensee looks at before each use."""
    uses = {
        use: held.until.isoformat()
        for use, held in answers.items()
        if held.answer is not Answer.NOT_ALLOWED and held.until is not None
    }
    found = offer(uses, status_url)
    return {
        **found,
        "@type": ["https://schema.org/CreativeWork", "odrl:Offer"],
        "https://schema.org/name": "Uses that the performers allow",
        "https://schema.org/url": status_url,
    }
