"""The whole of what is signed, as one canonical document with one hash."""

import hashlib
from dataclasses import dataclass
from typing import Any

import rfc8785

from consent.licences.models import Licence, LicenceOffer
from consent.licences.templates import queries as templates
from consent.licences.templates.models import LicenceVersion
from consent.licences.templates.planned import PlannedLicence
from consent.licences.templates.saying import summary


@dataclass(frozen=True, slots=True)
class Document:
    """What a client's owner sees before signing: plain words beside the text."""

    title: str
    body: str
    locale: str
    plain_words: tuple[str, ...]
    canonical: bytes

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical).hexdigest()


def document(licence: Licence, offer: LicenceOffer, version: LicenceVersion) -> Document:
    planned = templates.planned(version)
    words = summary(planned)
    content = _content(licence, offer, version, planned) | {"plain_words": list(words)}
    return Document(version.title, version.body, version.locale, words, rfc8785.dumps(content))


def _content(
    licence: Licence, offer: LicenceOffer, version: LicenceVersion, planned: PlannedLicence
) -> dict[str, Any]:
    return {
        "licence": str(licence.id),
        "client": str(licence.client_id),
        "signature": offer.number,
        "version": str(version.id),
        "locale": version.locale,
        "title": version.title,
        "body": version.body,
        "starts_on": offer.starts_on.isoformat(),
        "ends_on": offer.ends_on.isoformat(),
        "terms": planned.plain(),
    }
