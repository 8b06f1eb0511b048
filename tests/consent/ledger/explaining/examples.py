"""One opening of every type, with every field that it can have."""

from datetime import date
from uuid import UUID

from consent.ledger.explaining import consenting, delivering, words, working
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits
from tests.consent.ledger.stories import (
    ABOUT,
    AGREEMENT,
    DELIVERY,
    LAB,
    MAYA,
    RECALL,
    RECORDING,
    STUDIO,
    TAKE,
    USES,
    at,
)

NOON = at(3, 2)
DAY = date(2026, 3, 1)
HASH = "sha256:" + "ab" * 32
EVERY_LIMIT = Limits(
    ends_on=date(2029, 3, 1),
    starts_on=date(2026, 4, 1),
    clients=(LAB,),
    recipients=(STUDIO,),
    end_products=("mental_health", "research"),
    prohibited_subjects=("politics",),
    models=("Quill 3", "Quill 4"),
    model_classes=("speech_model",),
    territories=("DE", "US-CA"),
    media=("audio",),
    storage_regions=("EU",),
    processing_regions=("EU", "US"),
    identifiability=words.Identifiability.NOT_IDENTIFIABLE,
    exclusivity=words.Exclusivity.NON_EXCLUSIVE,
    included_retakes=2,
)
TERMS = {
    "uses": USES,
    "limits": EVERY_LIMIT,
    "prices": {words.Use.MARKETING: 12_000},
    "currency": "EUR",
    "royalty_basis_points": 250,
    "renewal_fee_minor": 40_000,
    "lawful_basis": {words.Use.REVIEW: words.Basis.CONTRACT},
    "post_mortem": words.PostMortem.STOP,
}
LICENCE = UUID(int=9)
PAID = {
    "agreement": AGREEMENT,
    "earning": UUID(int=10),
    "payout": UUID(int=11),
    "amount_minor": 12_345,
    "currency": "USD",
    "recording": RECORDING,
}
SOLD = {**ABOUT, "client": LAB, "recipient": STUDIO}
EXAMPLES: list[Opening] = [
    consenting.AgreementSigned(
        person=MAYA,
        at=NOON,
        agreement=AGREEMENT,
        signature=words.Signature.RECORDING_AND_PAY,
        locale="de-AT",
        shown_at=at(3, 1),
        method="typed_name",
        client=LAB,
        engagement=UUID(int=12),
        representation=words.Representation.UNION,
        document=HASH,
    ),
    consenting.ConsentGiven(at=NOON, **ABOUT, **TERMS),
    consenting.ConsentRefused(at=NOON, **ABOUT, reason="Not for training."),
    consenting.ConsentNarrowed(at=NOON, **ABOUT, **TERMS),
    consenting.ConsentRenewed(at=NOON, **ABOUT, **TERMS),
    consenting.ConsentSuspended(
        at=NOON,
        **ABOUT,
        cause=words.SuspensionCause.STRIKE,
        until=date(2026, 6, 1),
        uses=(words.Use.GENERATIVE_TRAINING,),
        clients=(LAB,),
    ),
    consenting.ConsentResumed(at=NOON, **ABOUT, cause=words.SuspensionCause.STRIKE),
    consenting.ConsentWithdrawn(at=NOON, **ABOUT, reason="I changed my mind."),
    consenting.ConsentExpired(at=NOON, **ABOUT, ended_on=DAY),
    consenting.ConsentTerminated(
        at=NOON, **ABOUT, cause=words.Ending.CLIENT_BREACH, licence=LICENCE, reason="Resold."
    ),
    consenting.ConsentInvalidated(
        at=NOON, **ABOUT, flaw=words.Flaw.NO_NOTICE, reason="Shown after the call."
    ),
    working.RecordingRegistered(at=NOON, **ABOUT, sha256=HASH, take=TAKE),
    working.TakeAccepted(at=NOON, **ABOUT, take=TAKE),
    working.TakeRejected(at=NOON, **ABOUT, take=TAKE, cause="off_brief", reason="Too quiet."),
    working.HoursApproved(
        person=MAYA,
        at=NOON,
        agreement=AGREEMENT,
        worked_on=DAY,
        minutes=95,
        amount_minor=9_500,
        currency="JPY",
        booking=UUID(int=13),
    ),
    working.EarningPaid(person=MAYA, at=NOON, **PAID),
    working.EarningReturned(person=MAYA, at=NOON, **PAID, reason="Account closed."),
    delivering.DeliveryMade(
        at=NOON,
        **SOLD,
        delivery=DELIVERY,
        uses=(words.Use.NON_GENERATIVE_TRAINING,),
        end_product="research",
        models=("Quill 3",),
        model_class="speech_model",
        territories=("DE",),
        regions=("EU",),
        subjects=("cookery",),
        manifest=HASH,
    ),
    delivering.RecallOpened(
        at=NOON, **SOLD, recall=RECALL, cause=words.RecallCause.WITHDRAWN, due_on=at(4, 1).date()
    ),
    delivering.RecallAttested(
        at=NOON, **SOLD, recall=RECALL, answer=words.Attestation.DESTROYED, files=(HASH,)
    ),
    delivering.LicenceSigned(
        person=UUID(int=14), at=NOON, **TERMS, licence=LICENCE, client=LAB, document=HASH
    ),
    delivering.LicenceExtended(
        person=UUID(int=14), at=NOON, **TERMS, licence=LICENCE, client=LAB, document=HASH
    ),
    delivering.UseReported(
        at=NOON,
        **SOLD,
        licence=LICENCE,
        uses=(words.Use.EVALUATION,),
        from_on=DAY,
        to_on=NOON.date(),
        models=("Quill 3",),
        delivery=DELIVERY,
        dataset=UUID(int=16),
        dataset_name="Anger to relief",
        dataset_version=2,
        choice=HASH,
        cut_off=DAY,
        document=HASH,
    ),
    working.MediaDestroyed(
        at=NOON,
        **ABOUT,
        media=(words.Media.ORIGINAL, words.Media.BACKUP),
        cause=words.DestructionCause.WITHDRAWN,
        files=(HASH,),
    ),
    working.Correction(person=MAYA, at=NOON, corrects=0, reason="The wrong take was named."),
]
