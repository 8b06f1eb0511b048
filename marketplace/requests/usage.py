"""What may be done with the recordings: the papers that a performer is asked to sign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from consent.ledger.explaining.words import Signature, Use
from marketplace.requests.words import Named, Remedy, Union


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One signature: a published version of an agreement, with this request's own prices."""

    signature: Signature
    version_id: UUID
    prices: Mapping[Use, int] = field(default_factory=dict)
    """Of its optional uses, in minor units of the pay's currency."""
    description: str = ""
    """What exactly a replica will be used for."""

    @property
    def optional(self) -> bool:
        """Refusing any but the first neither hides the gig nor lowers the pay."""
        return self.signature is not Signature.RECORDING_AND_PAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    papers: tuple[Paper, ...]
    end_product: str
    client: Named = Named.NAMED
    sector: str = ""
    """What a sealed client is known as."""
    prohibited: tuple[str, ...] = ()
    """Uses that are ruled out, in words."""
    may_say: bool = True
    """Whether a performer may say that they worked on it."""
    may_show_in_reel: bool = False
    remedy: Remedy = Remedy.REPLACEMENT
    union: Union = Union.NONE
    union_name: str = ""
