"""What a client wants of its takes and for which uses, with one spelling and its hash."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import rfc8785
from cattrs.preconf.json import make_converter

from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from marketplace.profiles.words import Emotion, Medium, Style

_CONVERTER = make_converter(omit_if_default=True)
_CONVERTER.register_unstructure_hook(UUID, str)
_CONVERTER.register_structure_hook(UUID, lambda said, _: UUID(said))
_CONVERTER.register_unstructure_hook(Use, lambda use: use.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """First for what, as every performer is asked; then which takes. What is empty asks nothing."""

    uses: tuple[Use, ...]
    end_product: str | None = None
    territories: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    model_class: str | None = None
    regions: tuple[str, ...] = ()
    subjects: tuple[str, ...] | None = None
    """None where nothing was said of them, which is not the same as none."""
    recipient: UUID | None = None
    """Whom the client supplies; nobody else than itself otherwise."""
    until: date | None = None
    """Every consent must hold to the end of this day."""
    requests: tuple[UUID, ...] = ()
    languages: tuple[str, ...] = ()
    begins: Emotion | None = None
    """The feeling of the first beat."""
    ends: Emotion | None = None
    """The feeling in which the last beat ends."""
    styles: tuple[Style, ...] = ()
    """At least one of them."""
    speakers: tuple[int, int] | None = None
    seconds: tuple[int, int] | None = None
    medium: Medium | None = None
    least_overall: int | None = None
    recorded_from: date | None = None
    recorded_to: date | None = None
    """The last day."""

    def canonical(self) -> bytes:
        """RFC 8785: one spelling, so that what says the same has the same hash."""
        return rfc8785.dumps(_CONVERTER.unstructure(self))

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def read(cls, canonical: bytes) -> "Choice":
        """Back from what `canonical` gave."""
        return _CONVERTER.loads(canonical, cls)

    def stated(self, client_id: UUID) -> Stated:
        """As consent is asked, and as a delivery says it."""
        return Stated(
            client=client_id,
            uses=self.uses,
            recipient=self.recipient,
            end_product=self.end_product,
            models=self.models or None,
            model_class=self.model_class,
            territories=self.territories or None,
            regions=self.regions or None,
            subjects=self.subjects,
        )
