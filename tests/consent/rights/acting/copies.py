"""What clients sign, what they are handed, and what they answer when it is asked back."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from consent.agreements.planned import last_day
from consent.holders.actions import deliver
from consent.holders.handing import Handover
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Attestation, Ending, Use
from consent.licences import ending, signing
from consent.licences.recipients.actions import NewRecipient, name_recipient
from consent.recalls.answering import attest_recall
from consent.recalls.models import Recall
from foundation import clock
from foundation.actors import SYSTEM, Actor, Power
from foundation.database import db
from foundation.ids import new_id
from tests.consent.holders.delivering import MANIFEST, STATED
from tests.consent.licences.licensed import WRITER, offered, open_offer
from tests.consent.rights.acting.account import Asked, Copy, Holder
from tests.consent.rights.acting.compliance import Compliance

MONTHS, NOTICE = 3, timedelta(days=14)
PARTNER = NewRecipient(name="Partner Labs", country="DE", purpose="Tunes for support.")


@dataclass
class Copies(Compliance):
    def sign(self, who: int, _which: int = 0, _number: int = 0) -> None:
        client, today = self.clients[who], clock.now().date()
        expected = client not in self.account.licences
        licence = self._try(expected, offered, self.version, client)
        if licence is not None:
            offer, owner = open_offer(licence), self._owner(client)
            seen = signing.show_offer(offer, actor=owner).hash
            signing.sign_offer(offer, "Somebody", seen, actor=owner)
            self.account.licences[client] = licence, last_day(today, MONTHS)

    def end_licence(self, who: int, _which: int, _number: int) -> None:
        client = self.clients[who]
        if client in self.account.licences:
            licence, _ = self.account.licences[client]
            cause, why = Ending.CLIENT_BREACH, "It was sold on."
            self._try(True, ending.terminate_licence, licence, cause, why, actor=WRITER)
            self._licence_over(client)

    def name(self, who: int, _which: int, _number: int) -> None:
        client = self.clients[who]
        if client in self.account.licences and client not in self.account.recipients:
            licence, _ = self.account.licences[client]
            named = self._try(True, name_recipient, licence, PARTNER, actor=self._owner(client))
            self.account.recipients[client] = named, clock.now().date() + NOTICE

    def deliver(self, who: int, which: int, number: int) -> None:
        """To whom it is for, or to the other; of one recording, or of all that one has."""
        recordings = list(self.account.given)
        if not recordings:
            return
        one = recordings[which % len(recordings)]
        client = self.account.given[one][0].client if number % 9 else self.clients[who]
        named = self.account.recipients.get(client)
        holder = (client, named[0] if named and number % 4 == 3 else None)
        use = (Use.EVALUATION, Use.GENERATIVE_TRAINING)[number % 2]
        self._hand_over([one] if number % 5 else recordings, holder, use)

    def _hand_over(self, recordings: list[UUID], holder: Holder, use: Use) -> None:
        client, recipient = holder
        files = {each: f"sha256:{sha256(new_id().bytes).hexdigest()}" for each in recordings}
        handover = Handover(
            delivery=new_id(),
            stated=Stated(**{**STATED, "client": client, "recipient": recipient, "uses": (use,)}),
            recordings={each: (file,) for each, file in files.items()},
            manifest=MANIFEST,
        )
        may = [self.account.may(each, use, client) for each in recordings]
        expected = all(may) and self.account.may_have(holder)
        self._try(expected, deliver, handover, actor=SYSTEM)
        if expected:
            for recording, file in files.items():
                copies = self.account.copies.setdefault(recording, [])
                copies.append(Copy(holder, use, file))

    def answer(self, _who: int, which: int, number: int) -> None:
        """All that was asked for, or half of it: then the rest is asked for."""
        if not self.account.asked:
            return
        asked = self.account.asked.pop(which % len(self.account.asked))
        files = sorted(asked.files)
        partly = number % 2 == 1 and len(files) > 1
        named = files[: len(files) // 2] if partly else files
        answer = Attestation.PARTLY_DESTROYED if partly else Attestation.DESTROYED
        recall, owner = self._recall(asked), self._owner(asked.holder[0])
        self._try(True, attest_recall, recall, answer, named, actor=owner)
        self._try(False, attest_recall, recall, answer, named, actor=owner)
        if partly:
            left = frozenset(files) - frozenset(named)
            self.account.asked.append(
                Asked(asked.recording, asked.performer, asked.holder, asked.cause, left)
            )

    def open_recalls(self) -> dict[UUID, Asked]:
        """As they are on record, of this history."""
        of, ids = Recall, [each.id for each in self.performers]
        wanted = select(of).where(of.performer_id.in_(ids), of.attested_at.is_(None))
        return {
            row.id: Asked(
                row.recording_id,
                ids.index(row.performer_id),
                (row.client_id, row.recipient_id),
                row.cause,
                frozenset(row.files),
            )
            for row in db.session().scalars(wanted)
        }

    def _recall(self, asked: Asked) -> UUID:
        found = next(id for id, each in self.open_recalls().items() if each == asked)
        db.session.rollback()
        return found

    def _owner(self, client: UUID) -> Actor:
        powers = frozenset((Power.SIGN_LICENCES, Power.ANSWER_RECALLS))
        return Actor(UUID(int=23), "client_owner", on_behalf_of=client, powers=powers)
