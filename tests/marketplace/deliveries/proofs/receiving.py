"""What clients do: choose, have built, fetch, answer; and what is built for them."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from consent.holders.errors import RecipientNotNamed
from consent.keeping.jobs import keep as keep_ledger
from consent.ledger.explaining.words import Attestation, RecallCause, Use
from consent.recalls import answering
from consent.recalls.models import Recall
from foundation import clock
from foundation.database import db
from marketplace.deliveries.building import jobs as building_jobs
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.building.errors import RecallsOverdue, UnderWayAlready
from marketplace.deliveries.building.models import UNDER_WAY, Delivery, DeliveryState
from marketplace.deliveries.choosing.actions import create_dataset
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.errors import NothingChosen
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.deliveries.choosing.models import DatasetVersion, DatasetVersionTake
from marketplace.deliveries.taking.asking import ask_for_delta
from marketplace.deliveries.taking.errors import DeltaThere, NothingEnded
from tests.cast import NORTHLAB, RIVALLAB
from tests.marketplace.deliveries.proofs.account import LINK_LIVES, Had
from tests.marketplace.deliveries.proofs.doing import Link
from tests.marketplace.deliveries.proofs.instants import Killed
from tests.marketplace.deliveries.proofs.performing import Performers
from tests.marketplace.deliveries.proofs.world import FOUND, stored

SETTING_ASIDE = (RecallCause.NARROWED,)


class Clients(Performers):
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
            except UnderWayAlready as same:
                self._expect_under_way(same.delivery_id)

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

    def _expect_under_way(self, delivery_id: UUID) -> None:
        assert self._states()[delivery_id][1] in UNDER_WAY

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
