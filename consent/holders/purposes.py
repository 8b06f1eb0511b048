"""What a delivery is for, as a client states it once; and as the purposes that are decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose

_BESIDE = ("client", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Several uses, models, places: each of them must be permitted."""

    client: UUID
    uses: tuple[Use, ...]
    recipient: UUID | None = None
    end_product: str | None = None
    models: tuple[str, ...] | None = None
    model_class: str | None = None
    territories: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None

    def purposes(self) -> Iterator[Purpose]:
        """One for each use in each place with each model: what is asked singly fails singly."""
        several = (self.uses, self.models or (None,), self.territories or (None,))
        for use, model, territory, region in product(*several, self.regions or (None,)):
            yield Purpose(
                client=self.client,
                recipient=self.recipient,
                use=use,
                end_product=self.end_product,
                model=model,
                model_class=self.model_class,
                territory=territory,
                region=region,
                subjects=self.subjects,
            )

    def by_use(self) -> dict[Use, list[Purpose]]:
        found: dict[Use, list[Purpose]] = {}
        for purpose in self.purposes():
            found.setdefault(purpose.use, []).append(purpose)
        return found

    def kept(self) -> dict[str, Any]:
        """As a row keeps it, beside its columns for who gets it."""
        return {name: each for name, each in plain_fields(self).items() if name not in _BESIDE}

    @classmethod
    def read(cls, client: UUID, recipient: UUID | None, kept: Mapping[str, Any]) -> "Stated":
        said: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in kept.items()
        }
        uses = tuple(Use(use) for use in said.pop("uses"))
        return cls(client=client, recipient=recipient, uses=uses, **said)
