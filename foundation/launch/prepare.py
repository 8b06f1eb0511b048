"""Makes this machine ready, or says in one sentence what is missing. Run by path, by any Python 3.

It must be readable by a Python too old for the rest: no f-strings, no annotated names.
"""

import argparse
import errno
import hashlib
import os
import socket
import subprocess
import sys
import tempfile

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
PRINT_TOOLS = (
    "import sys, tomllib; "
    "print('\\n'.join(tomllib.load(open(sys.argv[1], 'rb'))['dependency-groups']['dev']))"
)


class Missing(Exception):
    """One sentence: what is missing, and what to do."""


def require_python(version: "tuple[int, ...]" = sys.version_info[:2]) -> None:
    if version < OLDEST:
        raise Missing(
            "Fairtake needs Python {}.{} or newer and this is {}.{}: install one and name it, "
            "as in `make run PYTHON=python3.11`.".format(*(OLDEST + tuple(version)))
        )


def require_venv() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        raise Missing(
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: apt install python{}.{}-venv).".format(*sys.version_info[:2])
        ) from None


def require_writable(folder: str) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as why:
        raise Missing(
            "Fairtake keeps its data and its virtual environment in {}, which cannot be written "
            "({}): copy the project to a folder of your own.".format(folder, why.strerror)
        ) from None


def require_port(port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Missing(
            "PORT={} is no port: choose a number, as in `make run PORT=5001`.".format(port)
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as why:
            if why.errno == errno.EACCES:
                raise Missing("Port {} needs root: choose one above 1023.".format(port)) from None
            raise Missing(
                "Port {} is taken by another program (an earlier `make run`?): end that one, or "
                "choose another port, as in `make run PORT={}`.".format(port, int(port) % 65535 + 1)
            ) from None


def install() -> None:
    """What the application needs, each file checked against its hash."""
    requirements = os.path.join(ROOT, "requirements.txt")
    with open(requirements) as listed:
        wanted = listed.read()
    if _is_done("installed", wanted):
        return
    _say("Installing what Fairtake needs into .venv, once ...")
    if not os.path.exists(PYTHON):
        _run([sys.executable, "-m", "venv", VENV], "The virtual environment was not made")
    _pip(["--require-hashes", "-r", requirements])
    _note("installed", wanted)


def install_tools() -> None:
    """What developing and testing need on top."""
    project = os.path.join(ROOT, "pyproject.toml")
    wanted = subprocess.check_output([PYTHON, "-c", PRINT_TOOLS, project]).decode()
    if _is_done("tools", wanted):
        return
    _say("Installing the tools for checks and tests, once ...")
    _pip(wanted.split())
    _note("tools", wanted)


def _pip(arguments: "list[str]") -> None:
    quiet = ["-q", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"]
    _run([PYTHON, "-m", "pip", "install"] + quiet + arguments, "Installing packages failed")


def _run(command: "list[str]", failure: str) -> None:
    """Quiet when it works, so that what a person sees is what matters to them."""
    ran = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = ran.communicate()[0].decode("utf-8", "replace")
    if ran.returncode == 0:
        return
    log = os.path.join(VENV, "failed.log")
    with open(log, "w") as kept:
        kept.write(output)
    raise Missing("{}: {} (all of it is in {}).".format(failure, _reason(output), log))


def _reason(output: str) -> str:
    if "NewConnectionError" in output or "from versions: none" in output:
        return "the package index cannot be reached, so connect this machine to the network"
    if "DO NOT MATCH THE HASHES" in output:
        return "a package is not the one whose hash requirements.txt names, so it was not installed"
    if "No space left" in output:
        return "the disk is full"
    said = [line for line in output.splitlines() if line.strip()] or ["it said nothing"]
    return said[-1].replace("ERROR: ", "").rstrip(".")


def _fingerprint(wanted: str) -> str:
    """Of what was asked for and of the interpreter: when either changes, install again."""
    return hashlib.sha256((wanted + sys.version).encode()).hexdigest()


def _is_done(stamp: str, wanted: str) -> bool:
    try:
        with open(os.path.join(VENV, stamp)) as kept:
            return kept.read() == _fingerprint(wanted) and os.path.exists(PYTHON)
    except OSError:
        return False


def _note(stamp: str, wanted: str) -> None:
    with open(os.path.join(VENV, stamp), "w") as kept:
        kept.write(_fingerprint(wanted))


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def main() -> None:
    asked = argparse.ArgumentParser(description="Makes this machine ready for Fairtake.")
    asked.add_argument("--port", help="a port that must be free")
    asked.add_argument("--tools", action="store_true", help="for checks and tests too")
    wanted = asked.parse_args()
    require_python()
    require_writable(ROOT)
    require_venv()
    if wanted.port is not None:
        require_port(wanted.port)
    install()
    if wanted.tools:
        install_tools()


if __name__ == "__main__":
    try:
        main()
    except Missing as sentence:
        sys.exit(str(sentence))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
