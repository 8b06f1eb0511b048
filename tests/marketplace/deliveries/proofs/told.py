"""Who was told what about recalls since somebody last looked: machines, people, end recipients."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from foundation.database import db
from foundation.mail.models import MailBody
from foundation.notices.models import Notice
from foundation.webhooks.models import Event, EventBody
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB, Cast
from tests.marketplace.deliveries.proofs.account import Account, Asked
from tests.marketplace.deliveries.proofs.world import MAIL

KINDS = ("recall.opened", "recall.reminder", "recall.overdue")


@dataclass
class Told:
    cast: Cast
    account: Account
    programs: dict[UUID, Program]
    """Of each client."""
    partner: UUID
    seen: set[UUID] = field(default_factory=set)

    def faults(self) -> list[str]:
        """Of what was sent since the last look against what was due: no less, and nothing twice."""
        new = [each for each in self.account.asked if not each.told]
        again = [each for each in self.account.asked if each.told and each.steps() > each.reminded]
        late = [each for each in again if each.steps() == 3]
        db.session.rollback()
        found = self._machines(new)
        for kind, asked in zip(
            KINDS, (new, [each for each in again if each not in late], late), strict=True
        ):
            found += self._people(kind, asked)
        found += self._letters(new, [each for each in again if each not in late], late)
        for each in new:
            each.told = True
        for each in again:
            each.reminded = each.steps()
        db.session.rollback()
        return found + self.feeds()

    def feeds(self) -> list[str]:
        """What waits for each client's answer."""
        found = []
        for client, program in self.programs.items():
            answer = program.get("/api/v1/recalls", unanswered=True, limit=100).json
            told = Counter(_key(client, each) for each in answer["items"])
            due = Counter(each.key for each in self.account.unasked(client))
            found += _differ(f"the feed of {_name(client)}", told, due)
        return found

    def _machines(self, new: Sequence[Asked]) -> list[str]:
        wanted = select(Event.id, Event.owner_id, EventBody.text).join(
            EventBody, EventBody.event_id == Event.id
        )
        rows = db.session().execute(wanted.where(Event.type == "recall.opened")).all()
        fresh = [row for row in rows if row.id not in self.seen]
        self.seen.update(row.id for row in fresh)
        told = Counter(_key(row.owner_id, json.loads(row.text)["data"]) for row in fresh)
        return _differ("webhooks", told, Counter(each.key for each in new))

    def _people(self, kind: str, due: Sequence[Asked]) -> list[str]:
        """One notice to each who answers for the client, with how many recordings it is about."""
        found = []
        people = {NORTHLAB: (self.cast.ada, self.cast.ben), RIVALLAB: (self.cast.rolf,)}
        for client, those in people.items():
            theirs = {each.recording for each in due if each.holder[0] == client}
            expected = [f"{len(theirs)} recording"] if theirs else []
            for person in those:
                of = Notice
                wanted = select(of.id, of.text).where(of.kind == kind, of.account_id == person.id)
                rows = [row for row in db.session().execute(wanted) if row.id not in self.seen]
                self.seen.update(row.id for row in rows)
                if len(rows) != len(expected) or any(
                    said not in row.text for row, said in zip(rows, expected, strict=True)
                ):
                    said = [row.text for row in rows]
                    found.append(f"{person.email} was told {said} ({kind}), due {expected}")
        others = (self.cast.omar, self.cast.mira, self.cast.vera)
        wanted = select(Notice.id).where(
            Notice.kind == kind, Notice.account_id.in_([each.id for each in others])
        )
        return found + [f"{kind} to somebody else" for _ in db.session().execute(wanted)]

    def _letters(self, *due: Sequence[Asked]) -> list[str]:
        """One letter to the end recipient for each reason to write, with its recordings' hashes."""
        wanted = select(MailBody.mail_id, MailBody.subject, MailBody.text)
        rows = db.session().execute(wanted.where(MailBody.recipient == MAIL)).all()
        left = [row for row in rows if row.mail_id not in self.seen]
        self.seen.update(row.mail_id for row in left)
        found = []
        for number, asked in enumerate(due):
            theirs = [each for each in asked if each.holder[1] == self.partner]
            if not theirs:
                continue
            fits = [row for row in left if _says(row.text, theirs)]
            fits = [row for row in fits if row.subject.startswith("Again: ") == bool(number)]
            if not fits:
                found.append(f"the partner was not written to about {len(theirs)} ({number})")
            else:
                left.remove(fits[0])
        return found + [f"one letter too many: {row.subject}" for row in left]


def _says(text: str, asked: Sequence[Asked]) -> bool:
    hashes = Counter(line.strip() for line in text.splitlines() if line.startswith("  sha256:"))
    return hashes == Counter(file for each in asked for file in each.files)


def _key(client: UUID, said):
    recipient = said["recipient_id"] and UUID(said["recipient_id"])
    return UUID(said["recording_id"]), (client, recipient), said["cause"], frozenset(said["files"])


def _differ(where: str, told: Counter, due: Counter) -> list[str]:
    return [
        *(f"{where}: told and not due: {_short(each)}" for each in (told - due).elements()),
        *(f"{where}: due and not told: {_short(each)}" for each in (due - told).elements()),
    ]


def _short(key) -> str:
    recording, (client, recipient), cause, files = key
    supplied = " and its partner" if recipient else ""
    return f"{recording.hex[-4:]} of {_name(client)}{supplied}, {cause}, {len(files)} files"


def _name(client: UUID) -> str:
    return {NORTHLAB: "Northlab", RIVALLAB: "Rival"}[client]
