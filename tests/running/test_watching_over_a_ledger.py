"""`flask witness` and `flask ledger monitor` as a union types them: real processes, nothing set."""

import subprocess
import sys
from http.client import HTTPConnection

from tests.architecture.code import ROOT
from tests.consent.ledger.grown_log import KEY, GrownLog
from tests.running.programs import environment, flask, free_port, until

LOG = GrownLog().grow(9)


def asked(port: int, body: bytes) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/add-checkpoint", body)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_a_witness_and_a_monitor_run_with_nothing_configured(tmp_path):
    site, state, port = tmp_path / "site", str(tmp_path / "union"), free_port()
    site.mkdir()
    LOG.publish(site)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "witness", "run"]
    command += ["--state", state, "--port", str(port), "--origin-vkey", str(KEY.verifier)]
    settings = environment(tmp_path)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=pipe, text=True) as witness:
        until(lambda: asked(port, LOG.asks(0)) in (200, 409), "the witness does not answer")
        known = flask(tmp_path, "witness", "key", "--state", state)
        policy = tmp_path / "policy"
        address = f"http://127.0.0.1:{port}/"
        policy.write_text(
            f"log {KEY.verifier}\nwitness union {known.stdout.strip()} {address}\nquorum union\n"
        )
        arguments = [str(site), "--state", str(tmp_path / "monitor"), "--policy", str(policy)]
        looked = flask(tmp_path, "ledger", "monitor", *arguments, "--once")
        witness.terminate()
        said, _ = witness.communicate(timeout=20)
    assert known.stdout.strip() in said
    assert witness.returncode == 0
    assert (looked.returncode, looked.stderr) == (0, "")
    assert looked.stdout == "9 entries, 9 of them new: nothing is wrong.\n"
