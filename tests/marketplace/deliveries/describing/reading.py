"""A program of its own, without any network: reads deliveries with the reference reader.

python reading.py FOLDER...   prints what it found in each, as JSON
"""

import hashlib
import json
import logging
import re
import runpy
import socket
import sys
from pathlib import Path


def no_network(*_given):
    raise OSError("There is no network.")


socket.socket.connect = socket.getaddrinfo = no_network

import mlcroissant  # noqa: E402
from mlcroissant.scripts import validate  # noqa: E402

KEPT = re.compile(r"```python\n(.*?)```", re.DOTALL)


def said_by(work):
    try:
        return work()
    except BaseException as why:
        chain = []
        while why is not None:
            chain.append(f"{type(why).__name__}: {why}")
            why = why.__cause__
        return " / ".join(chain)


def found_in(folder):
    jsonld = str(folder / "croissant.json")
    validate.FLAGS(["mlcroissant validate", "--jsonld", jsonld])
    validate.main([])  # The command itself: it ends the program where something is wrong.
    dataset = mlcroissant.Dataset(jsonld=jsonld)
    return {
        "version": dataset.metadata.ctx.conforms_to.value,
        "warnings": sorted(dataset.metadata.ctx.issues.warnings),
        "files": [plain(each) for each in dataset.records("files")],
        "consents": [plain(each) for each in dataset.records("consents")],
        "contents": {
            each["media-wav/file"].decode(): hashlib.sha256(each["media-wav/content"]).hexdigest()
            for each in dataset.records("media-wav")
        },
        "round_trip": dataset.metadata.to_json(),
    }


def plain(record):
    """Texts come out of it as bytes; by the last part of each name."""
    return {
        name.partition("/")[2]: value.decode() if isinstance(value, bytes) else value
        for name, value in record.items()
    }


def run_readme(folder):
    """Every line that it tells people to run."""
    for number, source in enumerate(KEPT.findall((folder / "README.md").read_text())):
        script = folder / f"line-{number}.py"
        script.write_text(f"import os\nos.chdir({str(folder)!r})\n{source}")
        runpy.run_path(str(script))
    return number + 1


logging.disable(logging.CRITICAL)
answers = {}
real, sys.stdout = sys.stdout, sys.stderr
for name in map(Path, sys.argv[1:]):
    answers[name.name] = {
        "found": said_by(lambda folder=name: found_in(folder)),
        "readme": said_by(lambda folder=name: run_readme(folder)),
    }
json.dump(answers, real, default=str)
