"""
What a text means, as a vector: near that of a text which says the same in other words.

    model.py    text -> vector, by a model that comes as a package with its weights
    units.py    what of a passage has a vector: the whole, and each of its sentences, below title and heading
    kept.py     the vectors of all passages, in a file beside the index

Words find and rank; this is for the second look at what they found, and for choosing an answer.
Nothing needs it: where the model or a vector is missing, words alone decide
(docs/decisions/0011-meaning.md).
"""

from search_engine.meaning.kept import Meanings
from search_engine.meaning.model import Vector, Vectors, is_there, of_query, of_texts
from search_engine.meaning.units import digest, key, spans, units

__all__ = ["Meanings", "Vector", "Vectors", "digest", "is_there", "key", "of_query", "of_texts", "spans", "units"]
