"""
A word to its stem: irregular words from a table, the rest by Snowball's Danish rules.

    >>> stem("børnene"), stem("kommunens"), stem("sfo'ernes"), stem("§18")
    ('barn', 'kommun', 'sfo', '§18')

Snowball (Porter 2001, "Snowball: A language for stemming algorithms") knows no vowel
change ("bog", "bøger") and joins some words that differ ("politik", "politiker"): those
stand in ``words.toml``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from snowballstemmer.danish_stemmer import DanishStemmer

# Not snowballstemmer.stemmer("danish"): where PyStemmer is installed that hands out
# another object, and an index must not depend on what else a machine has.
_snowball = DanishStemmer()
_tables = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

IRREGULAR: dict[str, str] = {
    form: name
    for line in _tables["irregular"]["forms"].split("\n")
    for name, _, forms in [line.partition(":")]
    for form in [name, *forms.split()]
    if form
}
STOP_WORDS = frozenset(_tables["stop"]["words"].split())
ABBREVIATIONS = frozenset(_tables["abbreviations"]["words"].split())
LAST_ABBREVIATIONS = frozenset(_tables["abbreviations"]["last"].split())
SHORT_PARTS = frozenset(_tables["parts"]["short"].split())
NO_HEADS = frozenset(_tables["parts"]["no_heads"].split())


@lru_cache(maxsize=200_000)  # a municipality's vocabulary; the pure Python stemmer takes some 20 µs a word
def stem(word: str) -> str:
    """The stem of *word*, which is lower case."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    word, apostrophe, _ = word.partition("'")  # SFO'er, tv'et: what follows is inflection
    if apostrophe or not word.isalpha():
        return word
    return str(_snowball.stemWord(word))
