"""
The documents' own words that answer a question, or none.

Nothing is written here that does not stand in a document: an answer is a stretch of a
passage, chosen among those that the search found, and where no stretch is good enough,
there is no answer. A wrong answer costs more trust than none.

    about.py        question -> the words that it is about
    candidates.py   passage -> the stretches that could be an answer
    choice.py       which of them is, and how certain that is
"""

from __future__ import annotations

from search_engine.answers.about import Word, about
from search_engine.answers.choice import READ, Found, choose, missing

__all__ = ["READ", "Found", "Word", "about", "choose", "missing"]
