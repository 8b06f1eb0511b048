"""The machine check of an hour of sound, in its process apart, over the hour."""

import subprocess
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from bench.rows import Bench, Goal, Row, interleaved
from foundation.apart import ROOT
from marketplace.takes.checking.running import command_for

HOUR_S = 3_600
RATE = 48_000
MEMORY_MB = 100


def measure() -> Row:
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        path, peaks = _an_hour(Path(folder) / "hour.wav"), list[float]()
        _checked_s(path, peaks)  # Once before, so that the file is as warm as it will be.
        if max(peaks) > MEMORY_MB:
            raise RuntimeError(f"the check filled {max(peaks):.0f} MB")
        return interleaved(
            BENCH.name,
            lambda: _checked_s(path, peaks),
            lambda: float(HOUR_S),
            packages=("av", "numpy"),
            peak_memory_mb=f"{max(peaks):.0f}",
        )


def _an_hour(path: Path) -> Path:
    """A minute of a voice with pauses over a little noise, sixty times."""
    at = np.arange(60 * RATE) / RATE
    spoken = 0.1 * np.sin(2 * np.pi * 220 * at) * (at % 3 < 2)
    minute = spoken + 0.0005 * np.random.default_rng(7).standard_normal(len(at))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for _ in range(60):
            file.writeframes(np.rint(minute * 32_767).astype("<i2").tobytes())
    return path


def _checked_s(path: Path, peaks: list[float]) -> float:
    """And how much memory it had filled at most, each time that it said how far it is."""
    began = time.perf_counter()
    with subprocess.Popen(
        command_for([path]), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in process.stdout or ():
            peaks.append(_peak_mb(process.pid))
    if process.returncode:
        raise RuntimeError("the check failed")
    return time.perf_counter() - began


def _peak_mb(pid: int) -> float:
    """Of this program alone: what `getrusage` says of a child begins with its parent's."""
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return int(peak.split()[1]) / 1_000


BENCH = Bench("machine_check", Goal(at_most=0.01), measure)
