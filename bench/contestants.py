"""
The engines, each over the same passages, terms, fields and weights; top ten, one thread.

    arrays      this product: numpy arrays compiled from its Whoosh index
    whoosh      the same index, by Whoosh's own searcher: BM25 in each field, added up
    tantivy     Rust, by its Python package
    fts5        SQLite's full-text index

tantivy and FTS5 score BM25 with k1 and b of their own (1.2 and 0.75, the same numbers).
A term is written as a number for FTS5, whose tokenizer would take "§18" apart.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import tantivy
from whoosh import query as whoosh_query
from whoosh.scoring import BM25F, WeightLengthScorer
from whoosh.searching import Searcher

from search_engine import ranking
from search_engine.backends.whoosh import WhooshBackend
from search_engine.backends.whoosh.reader import WHOOSH, Reader, open_whoosh
from search_engine.engine import SearchEngine
from search_engine.model import Document, ParsedQuery, PassageTerms

TOP = 10
TEXT_FIELDS = ("title", "heading", "body")
FIELDS = (*TEXT_FIELDS, "parts")


class Contestant(Protocol):
    """An index in a folder, and the three ways of asking it. Each returns how many it shows."""

    name: str

    def question(self, words: Sequence[str], parts: Sequence[str]) -> int: ...

    def all_of(self, words: Sequence[str]) -> int: ...

    def phrase(self, words: Sequence[str]) -> int: ...


class ArraysContestant:
    """
    What the product ranks with.

    The candidate stage alone: the top ten, and how many there are in all. What comes
    after it in a search (facets, the second look, stored texts) none of the others does.
    """

    name = "arrays"

    def __init__(self, folder: Path) -> None:
        self._search = Reader(generation(folder)).search

    def question(self, words: Sequence[str], parts: Sequence[str]) -> int:
        return self._find(ParsedQuery((), tuple(words), tuple(parts)))

    def all_of(self, words: Sequence[str]) -> int:
        return self._find(ParsedQuery((), (), required=tuple((word,) for word in words)))

    def phrase(self, words: Sequence[str]) -> int:
        return self._find(ParsedQuery((), (), required=(tuple(words),)))

    def _find(self, parsed: ParsedQuery) -> int:
        matches = self._search.matching(parsed)
        matches.count()
        return len(self._search.in_order(matches.best(TOP)).passages[:TOP])


class WhooshContestant:
    """Whoosh's searcher, with its BM25F and Lucene's idf, over the product's own index."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._searcher = Searcher(open_whoosh(generation(folder) / WHOOSH), weighting=LuceneBM25())

    def question(self, words: Sequence[str], parts: Sequence[str]) -> int:
        terms = [self._term(field, word) for word in words for field in TEXT_FIELDS]
        return self._find(whoosh_query.Or(terms + [self._term("parts", part) for part in parts]))

    def all_of(self, words: Sequence[str]) -> int:
        return self._find(
            whoosh_query.And([whoosh_query.Or([self._term(field, word) for field in TEXT_FIELDS]) for word in words])
        )

    def phrase(self, words: Sequence[str]) -> int:
        return self._find(whoosh_query.Or([whoosh_query.Phrase(field, list(words)) for field in TEXT_FIELDS]))

    def _term(self, field: str, term: str) -> whoosh_query.Term:
        return whoosh_query.Term(field, term, boost=ranking.FIELD_WEIGHTS[field])

    def _find(self, query: whoosh_query.Query) -> int:
        return self._searcher.search(query, limit=TOP).scored_length()


class LuceneBM25(BM25F):
    """Whoosh's BM25F with the idf of ``ranking.py``."""

    def scorer(self, searcher, fieldname, text, qf=1):
        return _LuceneScorer(searcher, fieldname, text)


class _LuceneScorer(WeightLengthScorer):
    def __init__(self, searcher, field: str, text: bytes) -> None:
        top = searcher.get_parent()
        self._idf = float(ranking.idf(top.doc_frequency(field, text), top.doc_count_all()))
        self._average = top.avg_field_length(field) or 1
        self.setup(searcher, field, text)

    def _score(self, weight: float, length: int) -> float:
        return self._idf * float(ranking.saturation(ranking.tempered(weight, length, self._average)))


class TantivyContestant:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    @staticmethod
    def build(folder: Path, passages: Iterable[PassageTerms]) -> None:
        builder = tantivy.SchemaBuilder()
        for field in FIELDS:
            option = "freq" if field == "parts" else "position"
            builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for passage in passages:
            writer.add_document(tantivy.Document(**{field: " ".join(getattr(passage, field)) for field in FIELDS}))
        writer.commit()
        writer.wait_merging_threads()

    def question(self, words: Sequence[str], parts: Sequence[str]) -> int:
        terms = [self._term(field, word) for word in words for field in TEXT_FIELDS]
        return self._find(terms + [self._term("parts", part) for part in parts], tantivy.Occur.Should)

    def all_of(self, words: Sequence[str]) -> int:
        each = [self._any([self._term(field, word) for field in TEXT_FIELDS]) for word in words]
        return self._find(each, tantivy.Occur.Must)

    def phrase(self, words: Sequence[str]) -> int:
        phrases = [tantivy.Query.phrase_query(self._schema, field, list(words)) for field in TEXT_FIELDS]
        return self._find(phrases, tantivy.Occur.Should)

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, field, term), ranking.FIELD_WEIGHTS[field]
        )

    def _any(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def _find(self, queries: Sequence[tantivy.Query], occur: tantivy.Occur) -> int:
        query = tantivy.Query.boolean_query([(occur, query) for query in queries])
        return len(self._searcher.search(query, limit=TOP).hits)


class Fts5Contestant:
    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite")
        self._numbers = dict(self._database.execute("SELECT term, number FROM terms"))
        weights = ", ".join(str(ranking.FIELD_WEIGHTS[field]) for field in FIELDS)
        self._statement = (
            f"SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, {weights}) LIMIT {TOP}"  # noqa: S608  # our own numbers
        )

    @staticmethod
    def build(folder: Path, passages: Iterable[PassageTerms]) -> None:
        numbers: dict[str, int] = {}

        def written(terms: Sequence[str]) -> str:
            return " ".join(f"t{numbers.setdefault(term, len(numbers))}" for term in terms)

        database = sqlite3.connect(folder / "fts5.sqlite")
        database.execute("CREATE VIRTUAL TABLE passages USING fts5(title, heading, body, parts, content='')")
        database.executemany(
            "INSERT INTO passages (rowid, title, heading, body, parts) VALUES (?, ?, ?, ?, ?)",
            (
                (number, *(written(getattr(passage, field)) for field in FIELDS))
                for number, passage in enumerate(passages)
            ),
        )
        database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        database.execute("CREATE TABLE terms (term TEXT PRIMARY KEY, number INTEGER)")
        database.executemany("INSERT INTO terms VALUES (?, ?)", numbers.items())
        database.commit()
        database.close()

    def question(self, words: Sequence[str], parts: Sequence[str]) -> int:
        return self._find(" OR ".join(self._written([*words, *parts])))

    def all_of(self, words: Sequence[str]) -> int:
        return self._find(" AND ".join(self._written(words)))

    def phrase(self, words: Sequence[str]) -> int:
        return self._find(f'"{" ".join(self._written(words))}"')

    def _written(self, terms: Sequence[str]) -> list[str]:
        return [f"t{self._numbers.get(term, 'x')}" for term in terms]

    def _find(self, match: str) -> int:
        return len(self._database.execute(self._statement, [match]).fetchall())


def generation(folder: Path) -> Path:
    """The one generation of a benchmark's index."""
    return next((folder / "generations").glob("g*"))


def build_product(folder: Path, documents: Iterable[Document]) -> None:
    """The product's own index, made as the product makes it."""
    shutil.rmtree(folder, ignore_errors=True)
    with SearchEngine(WhooshBackend(folder)).publish(rebuild=True) as publication:
        for document in documents:
            publication.put(document)
