"""`README.md`: what somebody who opens the folder has to know, with lines that can be run."""

from foundation import formats
from marketplace.deliveries.describing import measures, saying
from marketplace.deliveries.describing.bundle import Bundle, Described, Kind
from marketplace.deliveries.describing.croissant_words import labels_said
from marketplace.deliveries.describing.rendering import filled

_NOBODY = "https://…/licence-status/…"


def readme(bundle: Bundle) -> Described:
    found = measures.measured(bundle)
    uses = bundle.stated.uses
    status = sorted(each.status_url for each in bundle.recordings.values())
    index = [each.path for each in bundle.files if each.kind is Kind.INDEX]
    body = filled(
        "README.md",
        bundle=bundle,
        found=found,
        uses=saying.uses_said(uses),
        until=saying.until_said(bundle),
        licence=saying.licence_said(bundle),
        limits=saying.limits_said(bundle),
        languages=", ".join(formats.language(each) for each in found.languages),
        labels=labels_said(bundle.labels),
        index=index[0] if index else "",
        status=status[0] if status else _NOBODY,
        apart=saying.splits_said(found),
        empty=saying.empty_said(bundle),
    )
    return Described(path="README.md", media_type="text/markdown", body=body)
