"""The arrays that rank against the formula counted by hand, and against their own history."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made import Made, analysis, document, put

from search_engine.backends.whoosh import WhooshBackend
from search_engine.backends.whoosh.arrays import Arrays
from search_engine.danish import Lexicon
from search_engine.model import ParsedQuery, Passage, PassageTerms, Query, Record, Sort
from search_engine.ranking import FIELD_WEIGHTS, K1, PARTS_WEIGHT, B

WORDS = [f"ord{number}" for number in range(60)]
FREQUENCIES = [1 / rank for rank in range(1, len(WORDS) + 1)]


def collection(count: int, seed: int) -> list[Made]:
    """Random documents in which some words are common and most are rare."""
    chance = random.Random(seed)  # noqa: S311  # to be had again, not to be secret

    def text(longest: int) -> str:
        return " ".join(chance.choices(WORDS, FREQUENCIES, k=chance.randint(1, longest)))

    return [
        document(f"d{number:03}", *(text(80) for _ in range(chance.randint(1, 6))), title=text(6), heading=text(4))
        for number in range(count)
    ]


def with_parts(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    """Parts beside the body's words."""
    terms = analysis(record, passage, lexicon)
    return replace(terms, parts=tuple(f"+{word}" for word in terms.body if word < "ord4"))


def terms_by_id(made: Sequence[Made]) -> dict[str, PassageTerms]:
    return {passage.id: with_parts(whole, passage, Lexicon()) for whole, passages in made for passage in passages}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshBackend, list[Made]]:
    made = collection(120, seed=1)
    return put(WhooshBackend(tmp_path_factory.mktemp("index")), *made, analysis=with_parts), made


def scores_by_hand(made: Sequence[Made], parsed: ParsedQuery) -> dict[str, float]:
    """Passage id -> score of everything that matches, counted as one would on paper."""
    held = terms_by_id(made)
    texts = {id: {field: getattr(terms, field) for field in FIELD_WEIGHTS} for id, terms in held.items()}
    average = {field: sum(len(fields[field]) for fields in texts.values()) / len(texts) for field in FIELD_WEIGHTS}

    def tempered(term: str, fields: dict[str, tuple[str, ...]]) -> float:
        return sum(
            weight * fields[field].count(term) / (1 - B + B * len(fields[field]) / average[field])
            for field, weight in FIELD_WEIGHTS.items()
        )

    scores = dict.fromkeys(
        (id for id, fields in texts.items() if all(stands(phrase, fields) for phrase in parsed.required)), 0.0
    )
    for term in dict.fromkeys([*parsed.terms, *parsed.parts, *(term for phrase in parsed.required for term in phrase)]):
        n = sum(any(term in words for words in fields.values()) for fields in texts.values())
        idf = math.log(1 + (len(texts) - n + 0.5) / (n + 0.5))
        for id in scores:
            tf = tempered(term, texts[id])
            scores[id] += (PARTS_WEIGHT if term[0] == "+" else 1) * idf * tf * (K1 + 1) / (tf + K1)
    return {id: score for id, score in scores.items() if score}


def stands(phrase: Sequence[str], fields: dict[str, tuple[str, ...]]) -> bool:
    worded = [fields[field] for field in ("title", "heading", "body")]
    return any(phrase == words[at : at + len(phrase)] for words in worded for at in range(len(words)))


def scores_of_arrays(backend: WhooshBackend, parsed: ParsedQuery) -> dict[str, float]:
    found = backend.candidates(parsed, Query("", sort=Sort.DATE, limit=10_000))  # by date: without the second look
    return {scored.passage.id: scored.score for scored in found.scored}


def queries(kind: str, made: Sequence[Made], count: int = 25) -> list[ParsedQuery]:
    chance = random.Random(kind)  # noqa: S311
    bodies = [terms.body for terms in terms_by_id(made).values() if len(terms.body) > 3]
    asked = []
    for _ in range(count):
        words = tuple(dict.fromkeys(chance.choices(WORDS, k=chance.randint(1, 7))))
        body = chance.choice(bodies)
        start = chance.randrange(len(body) - 2)
        phrase = body[start : start + chance.randint(2, 3)]
        asked.append(
            {
                "any of the words": ParsedQuery((), words, tuple(f"+{word}" for word in words)),
                "all of the words": ParsedQuery((), (), (), tuple((word,) for word in words[:3])),
                "a phrase": ParsedQuery((), (), (), (phrase,)),
                "a phrase and other words": ParsedQuery((), words, (), (phrase,)),
            }[kind]
        )
    return asked


@pytest.mark.parametrize("kind", ["any of the words", "all of the words", "a phrase", "a phrase and other words"])
def test_scores_are_those_of_the_formula(fresh: tuple[WhooshBackend, list[Made]], kind: str) -> None:
    backend, made = fresh
    matches = 0
    for parsed in queries(kind, made):
        expected = scores_by_hand(made, parsed)

        assert scores_of_arrays(backend, parsed) == pytest.approx(expected, rel=1e-5)  # ours are 32 bits

        matches += len(expected)
    assert matches > 50


def test_the_arrays_know_nothing_of_how_the_index_came_to_be(tmp_path: Path) -> None:
    """Documents put, replaced and removed in 30 publications, or put at once: the same bytes."""
    chance = random.Random(4)  # noqa: S311
    final, other = collection(40, seed=5), collection(60, seed=6)
    backend = WhooshBackend(tmp_path / "long")
    put(backend, *other, analysis=with_parts)
    for _ in range(30):
        put(backend, *chance.sample(other, 3), *chance.sample(final, 6), analysis=with_parts)
    left = [*final]
    chance.shuffle(left)
    with backend.publish(with_parts) as publication:
        for document_id in set(backend.fingerprints()) - {whole.id for whole, _ in final}:
            publication.remove(document_id)
        for made in left:
            publication.put(*made)

    short = put(WhooshBackend(tmp_path / "short"), *final, analysis=with_parts)

    assert backend.content_digest() == short.content_digest()
    long_arrays, short_arrays = (arrays(tmp_path / name) for name in ("long", "short"))
    assert long_arrays.keys() == short_arrays.keys()
    assert [name for name, array in short_arrays.items() if not np.array_equal(array, long_arrays[name])] == [
        "docnum",
        "document_docnum",
    ]
    assert not backend.verify(with_parts)


def test_another_text_is_another_content(tmp_path: Path) -> None:
    """Terms and counts the same; a space more."""
    first = put(WhooshBackend(tmp_path / "1"), document("d", "hej verden"))
    second = put(WhooshBackend(tmp_path / "2"), document("d", "hej  verden"))

    assert first.content_digest() != second.content_digest()


def arrays(root: Path) -> dict[str, np.ndarray]:
    newest = max((root / "generations").iterdir())
    return Arrays.open(newest / "arrays").by_name()
