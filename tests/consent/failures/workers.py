"""Starts a working process, traces it, kills it at a chosen system call, and lets it go on."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.running.programs import environment
from tests.running.warm import Warmed, started

CALLS = ("write", "pwrite64", "fdatasync", "fsync", "ftruncate", "rename", "link", "unlink")
"""All by which a file is changed or made durable here. `sendto` is how a server is spoken to."""

TRACE = f"trace={','.join((*CALLS, 'sendto'))}"


@dataclass
class Story:
    """What one that was killed had said until then."""

    acknowledged: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    ended: int | None = None

    def add(self, said: dict[str, Any]) -> None:
        self.acknowledged += said.get("acknowledged", [])
        self.signed += [said["signed"]] if "signed" in said else []
        self.erased += [said["erased"]] if "erased" in said else []


@dataclass
class Worker:
    process: Warmed
    strace: str
    log: Path

    def append(self, *tracing: str, fault: str = "") -> Story:
        return self.traced("append", *tracing, fault=fault)

    def traced(self, do: str, *tracing: str, **words: object) -> Story:
        """Under strace with these options, until it ends or is killed."""
        self._ask(do=do, **words)
        pid = self._hear()["pid"]
        command = [self.strace, "-qq", "-p", str(pid), "-o", str(self.log), *tracing]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL):
            return self._listen()

    def labour(self, threads: Sequence[str], rounds: int, *, rotates: bool = False) -> Story:
        self._ask(do="labour", threads=list(threads), rounds=rounds, rotates=rotates)
        return self._listen()

    def look(self, times: int) -> list[str]:
        """What an audit finds, so many times."""
        self._ask(do="look", times=times)
        found, said = [], self._hear()
        while "ended" not in said:
            found += said["faults"]
            said = self._hear()
        return [*found, *(["the audit itself failed"] if said["ended"] else [])]

    def grow(self) -> dict[str, Any]:
        self._ask(do="grow")
        said = self._hear()
        assert self._hear() == {"ended": 0}
        return said

    def go_on(self, story: Story) -> list[str]:
        told = {"acknowledged": story.acknowledged, "signed": story.signed}
        self._ask(do="go on", **told, erased=story.erased)
        said = self._hear()
        if "faults" not in said:
            return [f"it did not go on: {said}"]
        assert self._hear() == {"ended": 0}
        return list(said["faults"])

    def counted(self) -> dict[str, int]:
        """How often each call is made in a run that nobody disturbs."""
        self.append("-e", TRACE)
        return self.calls()

    def calls(self) -> dict[str, int]:
        """How often each was made by the one that was traced last."""
        calls = [line.partition("(")[0].split()[-1] for line in self.log.read_text().splitlines()]
        return {call: calls.count(call) for call in sorted(set(calls)) if call[0].isalpha()}

    def _listen(self) -> Story:
        story = Story()
        while True:
            said = self._hear()
            story.add(said)
            if "ended" in said:
                story.ended = said["ended"]
                return story

    def _ask(self, **words: object) -> None:
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())


@contextmanager
def working(
    url: str, var: Path, strace: str = "", *, policy: str = "", second_place: str = ""
) -> Iterator[Worker]:
    program = "tests.consent.failures.working"
    with running(program, url, str(var), policy, second_place, var=var, strace=strace) as worker:
        yield worker


@contextmanager
def running(program: str, *arguments: str, var: Path, strace: str) -> Iterator[Worker]:
    """One that imports everything once, and works as a new process for each line it reads."""
    with started(program, *arguments, around=environment(var), talks=True) as process:
        try:
            assert json.loads(process.stdout.readline()) == {"ready": True}
            yield Worker(process, strace, var.with_name("calls"))
        finally:
            process.kill()
