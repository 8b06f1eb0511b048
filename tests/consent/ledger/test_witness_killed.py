"""A witness killed at any moment never puts its name under two trees of one size."""

import subprocess
import sys
import threading
from http.client import HTTPConnection, HTTPException

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.notes import open_note
from consent.ledger.witness.home import open_home
from consent.ledger.witness.witnessing import Witness
from tests.architecture.code import ROOT
from tests.consent.ledger.grown_log import KEY, GrownLog
from tests.running.programs import free_port, until

LOG = GrownLog().grow(40)
FORK = GrownLog(LOG.bodies[:3]).add(actor="compliance").grow(36)


def prepared(folder):
    home = open_home(folder, "union.example.org")
    home.store.trust(KEY.verifier)
    assert Witness(home).add(LOG.asks(0, 3)).status == 200
    return home


def asked_of_the_dying(folder, when: str, body: bytes) -> bytes:
    command = [sys.executable, "-m", "tests.consent.ledger.witness_process", str(folder), when]
    ended = subprocess.run(command, cwd=ROOT, input=body, capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr.decode()
    return ended.stdout


def test_killed_before_it_kept_the_checkpoint_it_has_signed_nothing(tmp_path):
    prepared(tmp_path)
    assert asked_of_the_dying(tmp_path, "before", LOG.asks(3, 9)) == b""
    witness = Witness(open_home(tmp_path))
    assert witness.add(FORK.asks(3, 9)).status == 200
    assert witness.add(LOG.asks(9, 9)).status == 409


def test_killed_before_it_answered_it_stands_by_what_it_kept(tmp_path):
    prepared(tmp_path)
    assert asked_of_the_dying(tmp_path, "after", LOG.asks(3, 9)) == b""
    witness = Witness(open_home(tmp_path))
    assert witness.add(FORK.asks(3, 9)).body == "9\n"
    assert witness.add(FORK.asks(9, 9)).status == 409
    assert witness.add(LOG.asks(9, 9)).status == 200


def post(port: int, body: bytes) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("POST", "/add-checkpoint", body)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()


class Keeper(threading.Thread):
    """One branch of the fork, asking for its next size whatever happens to the witness."""

    def __init__(self, port: int, branch: GrownLog) -> None:
        super().__init__()
        self.port, self.branch = port, branch
        self.signed: list[bytes] = []
        self.over = threading.Event()

    def run(self) -> None:
        old = 3
        while not self.over.is_set():
            size = min(old + 1, self.branch.size)
            status, said = post(self.port, self.branch.asks(old, size))
            if status == 200:
                self.signed.append(self.branch.checkpoint(size) + said.encode())
                old = size
            elif status == 409 and int(said) <= self.branch.size:
                old = int(said)


def test_killed_again_and_again_it_never_signs_two_roots_at_one_size(tmp_path):
    home, port = prepared(tmp_path), free_port()
    keepers = [Keeper(port, LOG), Keeper(port, FORK)]
    command = [sys.executable, "-m", "consent.ledger.witness", "run"]
    command += ["--state", str(tmp_path), "--port", str(port)]
    for keeper in keepers:
        keeper.start()
    try:
        for _ in range(4):
            before = sum(len(keeper.signed) for keeper in keepers)
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as running:
                until(lambda: sum(len(k.signed) for k in keepers) > before + 3, "nothing signed")  # noqa: B023
                running.kill()
    finally:
        for keeper in keepers:
            keeper.over.set()
        for keeper in keepers:
            keeper.join()
    assert len(roots_by_size(home, keepers)) > 3
    assert all(len(roots) == 1 for roots in roots_by_size(home, keepers).values())


def roots_by_size(home, keepers) -> dict[int, set[bytes]]:
    found: dict[int, set[bytes]] = {}
    for note in (note for keeper in keepers for note in keeper.signed):
        checkpoint = Checkpoint.parse(open_note(note, [home.key.verifier]).text)
        found.setdefault(checkpoint.size, set()).add(checkpoint.root)
    return found
