"""What a machine may lack is said in one sentence, before anything is installed or started."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.launch import prepare
from tests.architecture.code import ROOT

PREPARE = ROOT / "foundation/launch/prepare.py"
OLD = (3, 5)


def run(*command: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**clean, **surroundings}
    )


def test_an_old_python_can_read_what_tells_it_so():
    ast.parse(PREPARE.read_text(), feature_version=OLD)


@pytest.mark.parametrize("newer", ["f'{a}'", "a: int = 1", "(a := 1)"])
def test_what_an_old_python_could_not_read_would_be_found(newer):
    with pytest.raises(SyntaxError):
        ast.parse(newer, feature_version=OLD)


def test_an_old_python_is_told_what_to_install():
    with pytest.raises(prepare.Missing, match=r"needs Python 3\.11 .* this is 3\.9.*PYTHON="):
        prepare.require_python((3, 9))


def test_a_missing_venv_module_is_named_with_its_package():
    without = "import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = ['prepare.py'];"
    ended = run(
        sys.executable, "-c", without + f"runpy.run_path({str(PREPARE)!r}, {{}}, '__main__')"
    )
    assert ended.returncode == 1
    assert "apt install python3" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_taken_port_is_said_with_another_to_take():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(sys.executable, str(PREPARE), "--port", str(port))
    assert ended.returncode == 1
    assert f"Port {port} is taken" in ended.stderr
    assert f"make run PORT={port + 1}" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_port_just_let_go_is_not_taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()  # Leaves the port in TIME_WAIT.
    prepare.require_port(str(port))


@pytest.mark.parametrize("port", ["http", "0", "70000", ""])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(prepare.Missing, match="is no port"):
        prepare.require_port(port)


def test_a_folder_that_cannot_be_written_is_named():
    with pytest.raises(prepare.Missing, match="/proc, which cannot be written"):
        prepare.require_writable("/proc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy that wants something not installed, with an environment that is already made."""
    (tmp_path / "foundation/launch").mkdir(parents=True)
    shutil.copy(PREPARE, tmp_path / "foundation/launch")
    (tmp_path / "requirements.txt").write_text("no-such-package==1 --hash=sha256:" + "0" * 64)
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    return tmp_path


def test_an_unreachable_package_index_is_one_sentence(project):
    script = project / "foundation/launch/prepare.py"
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull}
    ended = run(sys.executable, str(script), PIP_RETRIES="0", **nowhere)
    assert ended.returncode == 1
    assert "the package index cannot be reached" in ended.stderr
    assert ended.stderr.count("\n") == 1
