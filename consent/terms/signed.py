"""Terms as one performer signed them: what a grant begins with when a recording is registered."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Basis, PostMortem, Signature, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTerms:
    """One of the four signatures, with each optional use answered by who signed."""

    agreement: UUID
    performer: UUID
    client: UUID
    signature: Signature
    uses: Mapping[Use, Answer]
    limits: Limits
    prices: Mapping[Use, int] | None = None
    currency: str | None = None
    royalty_basis_points: int | None = None
    renewal_fee_minor: int | None = None
    lawful_basis: Mapping[Use, Basis] | None = None
    post_mortem: PostMortem | None = None
