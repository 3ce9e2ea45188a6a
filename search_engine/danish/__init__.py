"""
Danish text to index terms.

Passages and questions go through the same function, so a word matches the same way
wherever the index lives:

    >>> [stem(token.word) for token in tokens("Efter § 4, stk. 2 i regulativerne")]
    ['eft', '§4', 'stk', '2', 'i', 'regulativ']

A second reading, for a field of its own, takes compounds apart and leaves small words
out, so that "skolens politik" meets "skolepolitik"; it depends on the documents (``lexicon.py``):

    >>> list(Lexicon().parts(["efter", "skolepolitikken"]))
    ['+skol', '+politik']

Other words for the same thing (``thesaurus.py``) and typing errors (``repair.py``) are
seen to in questions alone. Changing what this module
returns makes every existing index wrong: raise INDEX_FORMAT in the same commit.
"""

from __future__ import annotations

from search_engine.danish.lexicon import PART, Lexicon
from search_engine.danish.stems import STOP_WORDS, stem
from search_engine.danish.tokens import Token, tokens, words

__all__ = ["PART", "STOP_WORDS", "Lexicon", "Token", "stem", "tokens", "words"]
