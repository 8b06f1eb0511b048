"""What a paper says, put together from what was asked and the version that is signed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementText, AgreementVersion
from consent.agreements.planned import Planned, last_day
from consent.agreements.saying import summary
from consent.ledger.explaining.sentences import read_date
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Signature, Use
from consent.signing.models import Agreement
from consent.signing.notice import notices_of
from consent.terms.signed import SignedTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    agreement: Agreement
    signature: Signature
    version_number: int
    planned: Planned
    """With the prices as offered to this performer."""
    texts: tuple[AgreementText, ...]
    replica_notice: timedelta
    """From the first showing until signing, and until work begins. Other papers need not wait."""

    @property
    def is_replica(self) -> bool:
        return self.signature is Signature.REPLICA

    @property
    def optional_uses(self) -> tuple[Use, ...]:
        """Each with its own price: answered one by one, and any may be refused."""
        return tuple(use for use in Use if use in (self.planned.prices or {}))

    @property
    def limits(self) -> Limits:
        asked = self.agreement
        return self.planned.limits_from(asked.first_day, clients=(asked.client_id,))

    @property
    def client_is_named(self) -> bool:
        return not self.agreement.sealed or self.agreement.client_named_at is not None

    def text(self, locale: str) -> AgreementText:
        """In that language, or one like it, or English, or whatever there is."""
        wanted = locale.replace("_", "-")
        language = wanted.partition("-")[0]
        return min(self.texts, key=lambda text: _distance(text.locale, wanted, language))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The plain words beside the text."""
        return sentences(self.planned, self.agreement.first_day)

    @property
    def offer_hash(self) -> str:
        """The same in every language. Another once a sealed client is named: a name that was
        not there was not shown."""
        asked = self.agreement
        named = str(asked.client_id) if self.client_is_named else None
        said: dict[str, Any] = {
            "version": str(asked.version_id),
            "terms": self.planned.hash,
            "first_day": asked.first_day.isoformat(),
            "client": named,
            "optional": asked.optional,
            "particulars": asked.particulars,
            "description": asked.description,
        }
        return hash_of(said)

    @property
    def summary_hash(self) -> str:
        return hash_of(list(self.sentences))

    def shown_hash(self, text: AgreementText) -> str:
        return hash_of([self.offer_hash, self.summary_hash, text.locale, text.hash])

    def answered(self, accepted: Sequence[Use]) -> Planned:
        """The plan as this performer signs it: what was refused is not allowed, and not priced."""
        plan = self.planned
        refused = set(self.optional_uses) - set(accepted)
        uses = {**plan.uses, **dict.fromkeys(refused, Answer.NOT_ALLOWED)}
        kept = {use: price for use, price in (plan.prices or {}).items() if use not in refused}
        bases = {
            use: basis for use, basis in (plan.lawful_basis or {}).items() if use not in refused
        }
        return replace(plan, uses=uses, prices=kept or None, lawful_basis=bases or None)


def sentences(plan: Planned, first_day: date) -> tuple[str, ...]:
    """A plan in plain words, with its days."""
    last = last_day(first_day, plan.months)
    days = (
        f"It begins on {read_date(first_day.isoformat())} and ends by itself at the end of"
        f" {read_date(last.isoformat())}."
    )
    return (days, *summary(plan))


def offers_of(session: Session, agreements: Sequence[Agreement]) -> list[Offer]:
    """In the same order; set-based."""
    versions = {each.version_id for each in agreements}
    found = session.execute(
        select(AgreementVersion, AgreementTemplate.signature)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(AgreementVersion.id.in_(versions))
    )
    known = {version.id: (version, signature) for version, signature in found}
    texts: dict[UUID, list[AgreementText]] = {each: [] for each in versions}
    of = AgreementText
    for text in session.scalars(select(of).where(of.version_id.in_(versions)).order_by(of.locale)):
        texts[text.version_id].append(text)
    notices = notices_of(session, agreements)
    return [
        _offer(each, *known[each.version_id], texts[each.version_id], notices[each.id])
        for each in agreements
    ]


def offer_of(session: Session, agreement: Agreement) -> Offer:
    return offers_of(session, [agreement])[0]


def hash_of(said: Any) -> str:
    return "sha256:" + hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def terms_of(agreement: Agreement, signature: Signature, plan: Planned) -> SignedTerms:
    """What a grant begins with."""
    return SignedTerms(
        agreement=agreement.id,
        performer=agreement.performer_id,
        client=agreement.client_id,
        signature=signature,
        uses=plan.uses,
        limits=plan.limits_from(agreement.first_day, clients=(agreement.client_id,)),
        prices=plan.prices,
        currency=plan.currency,
        royalty_basis_points=plan.royalty_basis_points,
        renewal_fee_minor=plan.renewal_fee_minor,
        lawful_basis=plan.lawful_basis,
        post_mortem=plan.post_mortem,
    )


def _offer(
    agreement: Agreement,
    version: AgreementVersion,
    signature: Signature,
    texts: Sequence[AgreementText],
    replica_notice: timedelta,
) -> Offer:
    plan = Planned.read(version.terms)
    prices = {Use(use): price for use, price in agreement.prices.items()} or None
    return Offer(
        agreement=agreement,
        signature=signature,
        version_number=version.number,
        planned=replace(plan, prices=prices),
        texts=tuple(texts),
        replica_notice=replica_notice,
    )


def _distance(locale: str, wanted: str, language: str) -> tuple[bool, bool, bool, str]:
    own = locale.partition("-")[0]
    return (locale != wanted, own != language, own != "en", locale)
