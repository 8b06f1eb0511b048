"""A gig as a schema.org JobPosting, which search engines read out of its page.

It is data and no script, so a browser runs nothing of it. `<` is spelled so that it cannot
end early.
"""

import json
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from foundation.money import decimals_of
from marketplace.gigs.queries import GigPage


def posting_of(page: GigPage, url: str) -> Markup:
    """Empty where nobody can apply any more: engines drop what they find without it."""
    if not page.takes_applications:
        return Markup("")
    spelled = json.dumps(_posting(page, url), ensure_ascii=False).replace("<", "\\u003c")
    # Of our own making and spelled so that it holds no markup.
    return Markup('<script type="application/ld+json">' + spelled + "</script>")  # noqa: S704


def _posting(page: GigPage, url: str) -> dict[str, Any]:
    card, brief = page.card, page.content.brief
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": "Fairtake", "value": str(card.id)},
        "url": url,
        "title": card.title,
        "description": brief.scenario,
        "datePosted": card.opened_at.date().isoformat(),
        "validThrough": card.apply_by.isoformat(),
        "employmentType": "CONTRACTOR",
        "jobLocationType": "TELECOMMUTE",
        "hiringOrganization": {
            "@type": "Organization",
            "name": card.client or f"Confidential ({card.sector})",
        },
        "totalJobOpenings": card.performers,
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": card.currency,
            "value": {
                "@type": "QuantitativeValue",
                "unitText": "HOUR",
                "value": float(Decimal(card.hourly_minor).scaleb(-decimals_of(card.currency))),
            },
        },
    }
