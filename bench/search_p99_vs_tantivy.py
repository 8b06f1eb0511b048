"""The slowest of a hundred searches among 100,000 gigs, over tantivy's: ours on SQLite.

400 questions of one to three words, each in one language, of open gigs; the best 20 of each. The
same on PostgreSQL is in `search_p99_vs_tantivy_pg`.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import tantivy
from sqlalchemy.orm import Session

from bench.gig_rows import LANGUAGES, Dictionary, Posted, gigs, keep
from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from foundation.database import db
from marketplace.gigs.searching import Search, found
from tests.databases.postgresql import server

GIGS = 100_000
QUESTIONS = 400
SHOWN = 20
_SLOW = 0.99

Question = tuple[list[str], str]


def measure() -> Row:
    return _measure("search_p99_vs_tantivy", "")


def measure_pg() -> Row:
    with server() as running:
        running.drop("bench")
        running.administer("CREATE DATABASE bench")
        return _measure("search_p99_vs_tantivy_pg", running.url("bench"))


def _measure(name: str, url: str) -> Row:
    dictionary = Dictionary()
    posted = list(gigs(GIGS, dictionary))
    asked = [_question(dictionary) for _ in range(QUESTIONS)]
    with ExitStack() as stack:
        stack.enter_context(application(url))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        keep(posted)
        peer, session = _index(posted, Path(folder)), db.session()
        _refuse_other_answers(session, peer, asked)
        return interleaved(
            name,
            lambda: _p99(asked, lambda each: _ours(session, each)),
            lambda: _p99(asked, lambda each: _theirs(peer, each)),
            packages=("sqlalchemy", "tantivy"),
            database=session.get_bind().dialect.name,
        )


def _question(dictionary: Dictionary) -> Question:
    words = dictionary.asked(dictionary.chance.randint(1, 3))
    return words, dictionary.chance.choice(LANGUAGES)


def _p99(asked: list[Question], answer: Callable[[Question], int]) -> float:
    """In milliseconds."""
    took = []
    for question in asked:
        began = time.perf_counter()
        answer(question)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[int(len(took) * _SLOW)]


def _ours(session: Session, question: Question) -> int:
    words, language = question
    search = Search(words=" ".join(words), language=language, best=True)
    return len(found(session, search, limit=SHOWN).places)


def _theirs(index: tantivy.Index, question: Question) -> int:
    words, language = question
    asked = f"({' AND '.join(words)}) AND language:{language} AND open:1"
    return len(index.searcher().search(index.parse_query(asked, ["title", "body"]), SHOWN).hits)


def _refuse_other_answers(session: Session, index: tantivy.Index, asked: list[Question]) -> None:
    """Who finds less is quicker, and worth nothing."""
    differ = [each for each in asked if _ours(session, each) != _theirs(index, each)]
    if differ:
        raise RuntimeError(f"{len(differ)} questions are answered otherwise, such as {differ[0]}")


def _index(posted: list[Posted], folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name)
    builder.add_text_field("language", tokenizer_name="raw")
    builder.add_integer_field("open", indexed=True)
    builder.add_integer_field("number", stored=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for each in posted:
        text = {"title": each.title, "body": each.body, "language": each.language}
        writer.add_document(tantivy.Document(number=each.number, open=int(each.open), **text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


BENCH = Bench("search_p99_vs_tantivy", Goal(at_most=5), measure)
BENCH_PG = Bench("search_p99_vs_tantivy_pg", Goal(at_most=5), measure_pg)
