"""A second process that judges rows while the first reads, links and hashes on."""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from consent.ledger.auditing.chunks import CHUNK, Chunk
from consent.ledger.auditing.judging import Judge, Judged, Row

_WORTH_IT = 64 * CHUNK
"""Of fewer entries the audit is over before a process has started."""


def judged(chunks: Iterable[Chunk], size: int) -> Iterator[tuple[Chunk, Judged | None]]:
    """In order. None where the quick way does not let a chunk pass."""
    if size < _WORTH_IT:
        judge = Judge()
        for chunk in chunks:
            yield chunk, judge.judge(chunk.rows) if chunk.whole else None
        return
    with Helper() as helper:
        before: Chunk | None = None
        for chunk in chunks:
            answer = helper.answer()
            helper.ask(chunk)
            if before is not None:
                yield before, answer
            before = chunk
        if before is not None:
            yield before, helper.answer()


class Helper:
    """One question at a time, so that neither process waits for the other to read. What it
    cannot be asked, as before it has started or after it was killed, is judged here."""

    def __init__(self) -> None:
        # Spawned: a fork would take the database's connections with it.
        spawned = multiprocessing.get_context("spawn")
        self._line, theirs = spawned.Pipe()
        self.process = spawned.Process(target=_help, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self._judge = Judge()
        self._started = False
        self.asked: Chunk | None = None
        self._answer: Judged | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _why: BaseException | None, _: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self._line.close()

    def ask(self, chunk: Chunk) -> None:
        self.asked = self._answer = None
        if not chunk.whole:
            return
        try:
            self._started = self._started or (self._line.poll() and self._line.recv())
            if self._started:
                self._line.send(chunk.rows)
                self.asked = chunk
        except (EOFError, OSError):
            self._started = False
        if self.asked is None:
            self._answer = self._judge.judge(chunk.rows)

    def answer(self) -> Judged | None:
        if self.asked is not None:
            try:
                self._answer = self._line.recv()
            except (EOFError, OSError):
                self._answer = self._judge.judge(self.asked.rows)
        return self._answer


def _help(line: "Connection[Judged | bool | None, list[Row]]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The first process gets it, and ends this one.
    judge = Judge()
    with suppress(EOFError, OSError):  # The first process is gone.
        line.send(True)
        while True:
            line.send(judge.judge(line.recv()))
