"""Anything in any order: consents given, narrowed, paused, ended and renewed, spans marked, data
chosen, built in pieces, handed over, fetched, recalled, answered or not, and days that pass."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from consent.grants.models import Grant
from consent.holders.errors import RecipientNotNamed
from consent.keeping.jobs import keep as keep_ledger
from consent.ledger.explaining.words import Attestation, Ending, Flaw, RecallCause, Use
from consent.licences.ending import terminate_licence
from consent.licences.recipients.actions import end_recipient
from consent.recalls import answering
from consent.recalls import jobs as recall_jobs
from consent.recalls.models import Recall
from consent.rights import jobs as right_jobs
from consent.rights.invalidating import confirm_invalidation, propose_invalidation
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.pausing import resume_recording, suspend_recording
from consent.rights.renewing import accept_renewal
from consent.rights.withdrawing import withdraw_recording
from foundation import clock
from foundation.database import db
from foundation.jobs import Job, run_due
from marketplace.deliveries.building import clearing
from marketplace.deliveries.building import jobs as building_jobs
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.building.errors import RecallsOverdue
from marketplace.deliveries.building.models import UNDER_WAY, Delivery, DeliveryState
from marketplace.deliveries.choosing.actions import create_dataset
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.errors import NothingChosen
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.deliveries.choosing.models import DatasetVersion, DatasetVersionTake
from marketplace.deliveries.taking.asking import ask_for_delta
from marketplace.deliveries.taking.errors import DeltaThere, NothingEnded
from marketplace.renewals import actions as renewals
from marketplace.renewals import jobs as renewal_jobs
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB, Cast, Person
from tests.consent.licences.licensed import SECOND, WRITER
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.deliveries.proofs.account import LINK_LIVES, Given, Had
from tests.marketplace.deliveries.proofs.instants import Instants, Killed
from tests.marketplace.deliveries.proofs.told import Told
from tests.marketplace.deliveries.proofs.world import FOUND, World, stored
from tests.marketplace.renewals.ending import fund, keys

SETTING_ASIDE = (RecallCause.NARROWED,)
_JOBS: Sequence[Job] = (*right_jobs.JOBS[:1], *clearing.JOBS[:1])


@dataclass(frozen=True)
class Link:
    url: str
    at: datetime
    path: str


class History:
    def __init__(self, app: Flask, cast: Cast, instants: Instants, seed: int) -> None:
        self.app, self.cast, self.instants = app, cast, instants
        self.dice = random.Random(seed)
        self.world = World(cast)
        self.world.begin()
        self.account = self.world.account
        self.asks: dict[UUID, Person] = {NORTHLAB: cast.ben, RIVALLAB: cast.rolf}
        set_up_phone(cast.rolf)
        self.programs = {client: Program(app, who) for client, who in self.asks.items()}
        self.told = Told(cast, self.account, self.programs, self.world.partner)
        self.versions: list[tuple[UUID, UUID]] = []
        self.links: list[Link] = []
        self.known: set[UUID] = set()
        self.done: list[str] = []
        self.seen: Counter[str] = Counter()
        """What happened at all: a history in which nothing does shows nothing."""

    def step(self) -> None:
        name = self.dice.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
        self.do(name)
        clock.move(timedelta(seconds=self.dice.randint(1, 45)))

    def do(self, name: str, *given: Any) -> None:
        self.done.append(name)
        getattr(self, name)(*given)
        db.session.rollback()

    # What performers do

    def withdraw(self) -> None:
        """Of all that was given for it, or under one paper."""
        if given := self._living():
            self.withdraw_of(given, whole=self.dice.random() < 0.5)

    def withdraw_of(self, given: Given, *, whole: bool = True) -> None:
        paper = None if whole else given.paper
        actor = self._of(given).actor
        withdraw_recording(given.recording, agreement_id=paper, actor=actor)
        ended = [each for each in self._alive(given.recording) if paper in (None, each.paper)]
        for each in ended:
            each.lives = False
        for each in ended:
            self.account.call_back(each, RecallCause.WITHDRAWN)
        self.seen["ended"] += 1

    def narrow(self) -> None:
        given = self._one(
            each for each in self._lives() if any(one.uses for one in self._alive(each.recording))
        )
        if given:
            uses = {use for each in self._alive(given.recording) for use in each.uses}
            self.narrow_of(given, self._one(uses))

    def narrow_of(self, given: Given, use: Use) -> None:
        alive = [each for each in self._alive(given.recording) if use in each.uses]
        narrowing = Narrowing(stopped=frozenset((use,)))
        narrow_recording(given.recording, narrowing, actor=self._of(given).actor)
        for each in alive:
            each.uses.discard(use)
        for each in alive:
            self.account.call_back(each, RecallCause.NARROWED)

    def pause(self) -> None:
        given = self._living()
        if given and not any(each.pauses for each in self._alive(given.recording)):
            until = self.dice.choice((None, clock.now().date() + timedelta(days=3)))
            suspend_recording(given.recording, until=until, actor=self._of(given).actor)
            for each in self._alive(given.recording):
                each.pauses.append(until)

    def resume(self) -> None:
        given = self._one(each for each in self._lives() if None in each.pauses)
        if given:
            resume_recording(given.recording, actor=self._of(given).actor)
            for each in self._alive(given.recording):
                each.pauses.clear()

    def invalidate(self) -> None:
        if given := self._living():
            session = db.session()
            of = Grant
            grant = session.scalars(
                select(of.id).where(
                    of.recording_id == given.recording, of.agreement_id == given.paper
                )
            ).one()
            session.rollback()
            found = propose_invalidation(grant, Flaw.WRONG_PERSON, "A twin.", actor=WRITER)
            confirm_invalidation(found, actor=SECOND)
            self.account.end(given, RecallCause.INVALIDATED)

    def mark(self) -> None:
        kept = self.dice.choice(self.world.takes)
        if self.account.marks.get(kept.recordings[0], 0) < 2:
            self.world.mark(kept)

    def copy(self) -> None:
        for kept in self.world.takes:
            self.world.copy(kept)

    def use_again(self) -> None:
        """The rival is allowed what all in a take still allow somebody."""
        kept = self.dice.choice(self.world.takes)
        clients = {each.client for each in self.account.given if each.recording in kept.recordings}
        if RIVALLAB not in clients and all(self._alive(each) for each in kept.recordings):
            self.world.again(kept, self.dice.choice((30, 200)))

    def renew(self) -> None:
        """What ends soon, as its client asks for it and pays."""
        for key in sorted(keys()):
            (order,) = renewals.ask_to_renew([key], actor=self.cast.ada.actor)
            fund(order)
        self._run(renewal_jobs.JOBS[1], right_jobs.JOBS[1])
        session, of = db.session(), RenewalOffer
        open_now = select(of).where(of.answer.is_(None), of.ends_on >= clock.now().date())
        offers = session.scalars(open_now.order_by(of.ends_on, of.agreement_id)).all()
        found = [(each.id, each.agreement_id, each.ends_on, each.renewed_until) for each in offers]
        session.rollback()
        for offer, paper, ends_on, until in found:
            mine = [e for e in self._lives() if (e.paper, e.ends_on) == (paper, ends_on)]
            if mine and self.dice.random() < 0.5:
                accept_renewal(offer, actor=self._of(mine[0]).actor)
                self.seen["renewed"] += 1
                for each in mine:
                    each.ends_on = until

    def end_supply(self) -> None:
        """From now on the partner gets nothing; what it has is still called back."""
        if self.account.recipients and self.account.had and self.dice.random() < 0.3:
            end_recipient(self.world.partner, actor=self.cast.ada.actor)
            self.account.recipients.clear()

    def end_licence(self) -> None:
        """Of the rival's: nothing that it was given leaves any more."""
        if RIVALLAB in self.account.licensed and self.dice.random() < 0.3:
            why = Ending.CLIENT_REQUEST, "They asked for it."
            terminate_licence(self.world.licences[RIVALLAB], *why, actor=WRITER)
            self.account.licensed.remove(RIVALLAB)

    # What clients do

    def choose(self) -> None:
        client = self.dice.choice((NORTHLAB, NORTHLAB, RIVALLAB))
        uses = self.dice.choice((FOUND[:1], FOUND[:1], FOUND[1:], FOUND))
        supplied = client in self.account.recipients.values() and self.dice.random() < 0.5
        form = Form(
            layout=self.dice.choice(list(Layout)),
            mixed=self.dice.random() < 0.5,
            shard_bytes=self.dice.choice((1, 10_000)),
        )
        with suppress(NothingChosen):
            self.choose_for(client, uses, form, supplied=supplied)

    def choose_for(
        self, client: UUID, uses: tuple[Use, ...], form: Form, *, supplied: bool = False
    ) -> UUID:
        recipient = self.world.partner if supplied else None
        choice = Choice(
            uses=tuple(sorted(uses)), end_product="support", regions=("EU",), recipient=recipient
        )
        actor = self.asks[client].actor
        dataset = create_dataset(uuid4().hex, choice, form, actor=actor)
        session, of = db.session(), DatasetVersion
        version = session.scalars(select(of.id).where(of.dataset_id == dataset)).one()
        held = session.scalars(
            select(DatasetVersionTake.take_id).where(DatasetVersionTake.version_id == version)
        ).all()
        session.rollback()
        for kept in self.world.takes:
            if kept.id in held:
                assert all(self.account.may(each, client, uses) for each in kept.recordings)
        self.versions.append((client, version))
        return version

    def ask(self) -> None:
        if self.versions:
            client, version = self.dice.choice(self.versions)
            try:
                self.ask_for(client, version)
            except RecipientNotNamed:
                assert not self.account.recipients, "the partner may receive"

    def ask_for(self, client: UUID, version: UUID) -> None:
        self._expect_owing(client, lambda: ask_for_delivery(version, actor=self.asks[client].actor))

    def delta(self) -> None:
        if had := self._one(self.account.had):
            client = had.holder[0]
            with suppress(DeltaThere, NothingEnded):
                self._expect_owing(
                    client, lambda: ask_for_delta(had.id, actor=self.asks[client].actor)
                )

    def build_and_end(self) -> None:
        """Somebody ends something while it is being built."""
        at = self.dice.randint(0, 14)
        act = self.dice.choice((self.withdraw, self.withdraw, self.narrow, self.pause, self.mark))
        if at:
            self.instants.act_at(at, act)
        else:
            self.instants.act_last(act)
        self.build()

    def build_and_die(self) -> None:
        self.instants.kill_at(self.dice.randint(1, 30))
        with suppress(Killed):
            self.build()
            return
        self.seen["killed"] += 1
        self.instants.over()
        clock.move(timedelta(minutes=4))

    def hand_over(self) -> None:
        """From the choice to the copy, with nothing between."""
        self.copy()
        self.choose()
        self.ask()
        self.build()

    def fetch(self) -> None:
        if had := self._one(self.account.had):
            self.fetch_all(had)

    def fetch_all(self, had: Had) -> None:
        """By the API, as programs do: each link is made or refused as the account says, and what
        comes by it is nothing else than what was looked at when it was handed over."""
        program = self.programs[had.holder[0]]
        listed = program.get(f"/api/v1/deliveries/{had.id}/files", limit=100).json["items"]
        assert {each["path"] for each in listed} == set(had.files)
        for each in listed:
            may = self.account.may_leave(had, had.files[each["path"]])
            answer = program.get(f"/api/v1/deliveries/{had.id}/files/{each['id']}/link")
            wrong = f"{each['path']} of {had.uses} may {'' if may else 'not '}leave"
            assert (answer.status_code == 200, each["available"]) == (may, may), wrong
            if may:
                body = self._get(answer.json["url"])
                assert body is not None, wrong
                assert f"sha256:{hashlib.sha256(body).hexdigest()}" == each["sha256"]
                self.links.append(Link(answer.json["url"], clock.now(), each["path"]))
            self.seen["left" if may else "shut"] += 1

    def use_old_link(self) -> None:
        """It may live out its minute, and no second more."""
        if self.links:
            link = self.dice.choice(self.links[-6:])
            if clock.now() - link.at > LINK_LIVES:
                assert self._get(link.url) is None, f"{link.path} left by a link from before"
                self.seen["old"] += 1

    def answer(self) -> None:
        """All of it, or in part: then the rest is asked for, with the same day."""
        asked = self._one(self.account.asked)
        if asked is None:
            return
        files = sorted(asked.files)
        partly = len(files) > 1 and self.dice.random() < 0.3
        named = files[:1] if partly else files
        said = [Attestation.DESTROYED, Attestation.NEVER_USED]
        said += [Attestation.QUARANTINED] if asked.cause in SETTING_ASIDE else []
        answer = Attestation.PARTLY_DESTROYED if partly else self.dice.choice(said)
        actor = self.asks[asked.holder[0]].actor
        answering.attest_recall(self._recall(asked), answer, named, actor=actor)
        self.account.asked.remove(asked)
        if partly:
            left = replace(asked, files=asked.files - set(named))
            self.account.asked.append(left)
        self.seen["answered"] += 1

    # What happens by itself

    def tell(self) -> None:
        self._run(*recall_jobs.JOBS)
        _none(self.told.faults())

    def tell_again(self) -> None:
        """Soon after, or by another worker: nobody is told twice."""
        self.tell()
        self.tell()

    def jobs(self) -> None:
        self._run(*_JOBS)
        today = clock.now().date()
        ended = [each for each in self._lives() if each.ends_on < today]
        for each in ended:
            each.lives = False
        for each in ended:
            self.account.call_back(each, RecallCause.EXPIRED)
            self.seen["expired"] += 1

    def days(self) -> None:
        self.jobs()
        clock.move(timedelta(days=self.dice.choice((1, 2, 6, 11))))
        self.jobs()
        self.tell()

    def settle(self) -> None:
        """Every recall is answered; then nobody hears of any again."""
        self.tell()
        while self.account.asked:
            self.answer()
        clock.move(timedelta(days=16))
        self._run(*recall_jobs.JOBS)
        _none(self.told.faults())
        for had in self.account.had:
            self.fetch_all(had)

    def check(self) -> None:
        """After every step: what each client may fetch, is told, and has."""
        for had in self.account.had:
            program = self.programs[had.holder[0]]
            listed = program.get(f"/api/v1/deliveries/{had.id}/files", limit=100).json["items"]
            for each in listed:
                may = self.account.may_leave(had, had.files[each["path"]])
                assert each["available"] is may, (each["path"], had.uses, each["why_not"])
        _none(self.told.feeds())

    def build(self) -> None:
        keep_ledger()
        owing = {client for client in self.asks if self.account.owes(client)}
        before = self._states()
        db.session.remove()
        try:
            self._run(building_jobs.JOBS[0])
        finally:
            db.session.rollback()
        self.instants.over()
        for delivery, (client, state) in self._states().items():
            if state is DeliveryState.DELIVERED and delivery not in self.known:
                assert client not in owing, "something new for who owes an answer"
                assert before[delivery][1] in UNDER_WAY
                self._handed_over(delivery)

    def _handed_over(self, delivery_id: UUID) -> None:
        """Everything in it may leave at this very moment, by its bytes."""
        found = self._had(delivery_id)
        for path, pieces in found.files.items():
            assert self.account.may_leave(found, pieces), f"{path} was handed over"
        self.known.add(delivery_id)
        self.account.had.append(found)
        self.seen["handed over"] += 1
        if found.holder[1]:
            self.seen["supplied"] += 1
        if found.holder[0] == RIVALLAB:
            self.seen["again"] += 1

    def _had(self, delivery_id: UUID) -> Had:
        session = db.session()
        row = session.get_one(Delivery, delivery_id)
        version = session.get_one(DatasetVersion, row.dataset_version_id)
        holder, uses = (row.client_id, row.recipient_id), version.chosen_by().uses
        session.rollback()
        program = self.programs[holder[0]]
        told = program.get(f"/api/v1/deliveries/{delivery_id}/manifest").json
        hashes: dict[UUID, set[str]] = {}
        for file in told["files"]:
            for each in (file, *file.get("members", ())):
                for recording in each["recordings"]:
                    hashes.setdefault(UUID(recording), set()).add(each["sha256"])
        return Had(
            delivery_id,
            holder,
            uses,
            {path: self.world.inside(path, body) for path, body in stored(delivery_id).items()},
            {recording: frozenset(each) for recording, each in hashes.items()},
        )

    def _states(self) -> dict[UUID, tuple[UUID, DeliveryState]]:
        session = db.session()
        session.rollback()
        rows = session.execute(select(Delivery.id, Delivery.client_id, Delivery.state))
        found = {row.id: (row.client_id, row.state) for row in rows}
        session.rollback()
        return found

    def _expect_owing(self, client: UUID, act: Callable[[], object]) -> None:
        owes = self.account.owes(client)
        try:
            act()
        except RecallsOverdue:
            assert owes, "refused for recalls that are not overdue"
            self.seen["refused"] += 1
        else:
            assert not owes, "something new was asked for by who owes an answer"

    def _recall(self, asked: Any) -> UUID:
        session, of = db.session(), Recall
        wanted = select(of).where(of.recording_id == asked.recording, of.attested_at.is_(None))
        (found,) = [
            each.id
            for each in session.scalars(wanted)
            if ((each.client_id, each.recipient_id), each.cause, frozenset(each.files))
            == (asked.holder, asked.cause, asked.files)
        ]
        session.rollback()
        return found

    def _get(self, url: str) -> bytes | None:
        with self.app.test_client().get(url) as answer:
            return answer.data if answer.status_code == 200 else None

    def _run(self, *jobs: Job) -> None:
        run_due(jobs, uuid4(), even_if_not_due=True)
        db.session.rollback()

    def _of(self, given: Given) -> Person:
        return self.world.people[given.recording]

    def _lives(self) -> list[Given]:
        return [each for each in self.account.given if each.lives]

    def _alive(self, recording: UUID) -> list[Given]:
        return [each for each in self._lives() if each.recording == recording]

    def _living(self) -> Given | None:
        return self._one(self._lives())

    def _one(self, found: Any) -> Any:
        rows = list(found)
        return self.dice.choice(rows) if rows else None


_ACTS = {
    **dict.fromkeys(("hand_over", "build_and_end"), 8),
    **dict.fromkeys(("ask", "build_and_die", "fetch", "use_old_link", "days"), 5),
    **dict.fromkeys(("delta", "answer", "tell_again", "use_again"), 4),
    **dict.fromkeys(("withdraw", "narrow", "pause", "resume", "mark", "copy", "build"), 3),
    **dict.fromkeys(("invalidate", "renew", "jobs"), 2),
    **dict.fromkeys(("end_supply", "end_licence"), 1),
}
"""And how often."""


def _none(faults: Sequence[str]) -> None:
    assert not faults, "; ".join(faults)


def run(history: History, steps: int) -> None:
    for _ in range(steps):
        history.step()
        history.check()
    history.settle()
