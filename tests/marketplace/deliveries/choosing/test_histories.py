"""Random histories: whatever happens to takes, consents, copies and pay, what is chosen is what a
plain account of it says, and every take is counted once."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, DestructionCause, Use
from consent.media.destroying import order_destruction
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.deliveries.choosing import rights
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import chosen, counted, why_not
from marketplace.facts.models import FactOutcome
from marketplace.facts.steps import record_settlement
from marketplace.profiles.words import Emotion
from marketplace.requests.scene import Beat
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import narrowed, resumed, suspended, tell, withdrawn
from tests.consent.recordings.performed import USES
from tests.marketplace.deliveries.choosing.played import copied, earned, marked, paper, scene, take

TAKES, ACTS, SEEDS = 14, 36, (1, 2)
LENGTHS = (20_000, 60_000, 100_000)
SEEN = 5
"""At least so many are chosen in all, or the test would see nothing."""
DAYS = (date(2026, 6, 1), date(2029, 3, 1))


@dataclass
class Consent:
    grant: Grant
    limits: Limits
    uses: set[Use]
    moved: str = "given"


@dataclass
class Told:
    """One take, as somebody with a pencil would note it."""

    id: UUID
    client: UUID
    performers: list[UUID]
    accepted: bool
    length_ms: int
    begins: Emotion
    consents: list[Consent]
    marks: int = 0
    copies: set[int] = field(default_factory=set)
    destroyed: bool = False


class Account:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = [uuid4() for _ in range(4)]
        self.late: dict[tuple[UUID, UUID], list[UUID]] = {}
        feelings = (Emotion.ANGER, Emotion.JOY)
        self.scenes = [
            (client, each, scene(client, beats=(Beat(feeling=each),)))
            for client in (NORTHLAB, RIVALLAB)
            for each in feelings
        ]
        self.takes = [self._played() for _ in range(TAKES)]

    def _played(self) -> Told:
        client, begins, of = self.chance.choice(self.scenes)
        people = self.chance.sample(self.people, self.chance.choice((1, 2, 2)))
        limits = [
            Limits(
                ends_on=self.chance.choice(DAYS),
                starts_on=date(2026, 3, 1),
                clients=(client,),
                territories=self.chance.choice((None, None, ("EU",))),
            )
            for _ in people
        ]
        papers = [paper(each, client, limits=of) for each, of in zip(people, limits, strict=True)]
        accept, length = self.chance.random() < 0.85, self.chance.choice(LENGTHS)
        kept = take(of, *papers, accept=accept, **({"accepted_ms": length} if accept else {}))
        consents = [
            Consent(_grant(recording), of, set(USES))
            for recording, of in zip(kept.recordings, limits, strict=True)
        ]
        self.kept = {**getattr(self, "kept", {}), kept.id: (of, kept)}
        return Told(kept.id, client, people, accept, length, begins, consents)

    def act(self) -> None:
        told = self.chance.choice(self.takes)
        acts = (self.withdraw, self.pause, self.pause, self.narrow, self.mark, self.copy)
        self.chance.choice((*acts, self.copy, self.destroy, self.owe, self.pay, self.pay))(told)
        db.session.rollback()

    def withdraw(self, told: Told) -> None:
        consent = self.chance.choice(told.consents)
        if consent.moved == "given" and self.chance.random() < 0.5:
            tell(consent.grant, withdrawn(consent.grant))
            consent.moved = "withdrawn"

    def pause(self, told: Told) -> None:
        consent = self.chance.choice(told.consents)
        if consent.moved == "given":
            tell(consent.grant, suspended(consent.grant))
            consent.moved = "suspended"
        elif consent.moved == "suspended":
            tell(consent.grant, resumed(consent.grant))
            consent.moved = "given"

    def narrow(self, told: Told) -> None:
        consent = self.chance.choice(told.consents)
        if consent.moved == "given" and self.chance.random() < 0.5:
            consent.uses.discard(self.chance.choice((Use.EVALUATION, Use.GENERATIVE_TRAINING)))
            uses = dict.fromkeys(consent.uses, Answer.ALLOWED)
            tell(consent.grant, narrowed(consent.grant, uses=uses, limits=consent.limits))

    def mark(self, told: Told) -> None:
        marked(self.kept[told.id][1])
        told.marks += 1

    def copy(self, told: Told) -> None:
        copied(self.kept[told.id][1], told.marks)
        told.copies.add(told.marks)

    def destroy(self, told: Told) -> None:
        if self.chance.random() < 0.3 and not told.destroyed:
            with transaction() as session:
                recording = self.kept[told.id][1].recordings[-1]
                cause, due = DestructionCause.RETENTION_ENDED, now().date() + timedelta(days=30)
                order_destruction(session, recording, cause, due_on=due)
            told.destroyed = True

    def owe(self, told: Told) -> None:
        whose = told.client, self.chance.choice(told.performers)
        of, kept = self.kept[told.id]
        fact = earned(of, kept, whose[1], pay_by=now().date() - timedelta(days=1))
        self.late.setdefault(whose, []).append(fact)

    def pay(self, told: Told) -> None:
        owed = [whose for whose in self.late if whose[0] == told.client]
        if owed:
            with transaction() as session:
                facts = self.late.pop(self.chance.choice(owed))
                record_settlement(session, facts, FactOutcome.PAID, now())

    def asked(self) -> Choice:
        return Choice(
            uses=tuple(
                self.chance.sample((Use.EVALUATION, Use.GENERATIVE_TRAINING), self._one_or_two())
            ),
            territories=self.chance.choice(((), ("EU",), ("EU", "US"))),
            until=self.chance.choice((None, None, date(2026, 6, 1), date(2027, 1, 1))),
            begins=self.chance.choice((None, None, Emotion.JOY)),
            speakers=self.chance.choice((None, None, (2, 2))),
            seconds=self.chance.choice((None, None, (30, 100))),
        )

    def _one_or_two(self) -> int:
        return self.chance.choice((1, 2))

    def says(self, client: UUID, choice: Choice) -> set[UUID]:
        return {each.id for each in self.takes if self._fits(each, client, choice)}

    def _fits(self, told: Told, client: UUID, choice: Choice) -> bool:
        return (
            told.client == client
            and told.accepted
            and choice.begins in (None, told.begins)
            and (not choice.speakers or len(told.performers) == 2)
            and (not choice.seconds or 30_000 <= told.length_ms <= 100_000)
            and not told.destroyed
            and (told.marks == 0 or told.marks in told.copies)
            and not any((client, each) in self.late for each in told.performers)
            and all(_allows(each, choice) for each in told.consents)
        )


def _allows(consent: Consent, choice: Choice) -> bool:
    limits = consent.limits
    in_places = choice.territories and set(choice.territories) <= {*(limits.territories or ())}
    return (
        consent.moved == "given"
        and set(choice.uses) <= consent.uses
        and (limits.territories is None or bool(in_places))
        and limits.ends_on >= max(now().date(), choice.until or date.min)
    )


def _grant(recording: UUID) -> Grant:
    with transaction() as session:
        grant = session.scalars(select(Grant).where(Grant.recording_id == recording)).one()
        session.expunge(grant)
    return grant


def agree(account: Account) -> int:
    """How many were chosen, over a few questions."""
    found = 0
    for client in (NORTHLAB, RIVALLAB):
        choice = account.asked()
        db.session.rollback()
        session = db.session()
        ours, counts = (ask(session, client, choice) for ask in (chosen, counted))
        ids = {each.take_id for each in ours.takes}
        assert ids == account.says(client, choice), choice
        own = {each.id for each in account.takes if each.client == client}
        assert counts.takes == len(ids)
        assert ours.left_out == counts.left_out
        assert sum(counts.left_out.values()) == len(own - ids)
        assert set(why_not(session, client, choice, own)) == own - ids
        found += len(ids)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_chosen_is_what_a_plain_account_says(cast, seed):
    account, found = Account(seed), 0
    for number in range(ACTS):
        account.act()
        if number % 4 == 3:
            found += agree(account)
    assert found > SEEN


def test_a_consent_that_nobody_asks_would_be_found(cast, monkeypatch):
    class Nothing:
        refused_as_written = ()

    account = Account(SEEDS[0])
    monkeypatch.setattr(rights, "decide", lambda *_: Nothing())
    with pytest.raises(AssertionError):
        for _ in range(ACTS):
            account.act()
            agree(account)
