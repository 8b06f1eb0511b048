"""What a performer does with a paper: it is shown to them, and they sign or refuse it."""

from dataclasses import replace
from uuid import UUID

from consent.signing import documents, following, news, queries
from consent.signing.answers import Answers
from consent.signing.keeping import keep
from consent.signing.models import AgreementState, Refusal, Showing
from consent.signing.offers import offer_of
from consent.signing.preparing import prepared, refuse_answered
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.fresh import Proven


def show(agreement_id: UUID, locale: str, *, actor: Actor) -> Showing:
    """Puts on record that it was shown: its clocks begin with the first time."""
    with transaction() as session:
        offer = offer_of(session, queries.locked(session, agreement_id, actor))
        text = offer.text(locale)
        found = queries.showing(session, agreement_id, offer.shown_hash(text))
        if found is None:
            found = Showing(
                agreement_id=agreement_id,
                version_id=offer.agreement.version_id,
                locale=text.locale,
                text_hash=text.hash,
                summary_hash=offer.summary_hash,
                offer_hash=offer.offer_hash,
                shown_hash=offer.shown_hash(text),
            )
            session.add(found)
            audit.record(session, actor, "agreement.shown", agreement_id, locale=text.locale)
        return found


def sign(agreement_id: UUID, seen: str, answers: Answers, *, proven: Proven, actor: Actor) -> None:
    """One paper. The document is made before anything is kept, so that what cannot be printed
    is not signed, and nobody waits for it behind a lock."""
    at = now()
    agreement = queries.own(db.session(), agreement_id, actor)
    signing = prepared(db.session(), agreement, seen, answers, proven=proven, at=at)
    document, names = documents.document_of(signing), signing.names
    with transaction() as session:
        agreement = queries.locked(session, agreement_id, actor)
        # Again, under the lock: the document is about exactly this, or nothing is signed.
        again = prepared(session, agreement, seen, answers, proven=proven, at=at)
        keep(session, replace(again, names=names), document, actor)
        audit.record(session, actor, "agreement.signed", agreement.id, terms_hash=again.plan.hash)
        news.tell(session, again.offer, news.SIGNED, "/signed")
        following.signed(session, agreement, actor)


def refuse(agreement_id: UUID, *, actor: Actor) -> None:
    """An answer like the other. Whoever changes their mind may sign while there is time."""
    with transaction() as session:
        agreement = queries.locked(session, agreement_id, actor)
        refuse_answered(agreement, now(), AgreementState.REQUESTED)
        agreement.state, agreement.answered_at = AgreementState.REFUSED, now()
        session.add(Refusal(agreement_id=agreement.id, refused_by=actor.id))
        audit.record(session, actor, "agreement.refused", agreement.id)
        following.refused(session, agreement, actor)
