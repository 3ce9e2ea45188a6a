"""
The documents' own words that answer a question, or none.

Nothing is written here that does not stand in a document: an answer is a stretch of a
passage, chosen among those that the search found, and where no stretch is good enough,
there is no answer. A wrong answer costs more trust than none.

    about.py        question -> the words that it is about
    candidates.py   passage -> the stretches that could be an answer
    coverage.py     how far a text has those words
    narrowing.py    words that say which of several figures is meant
    counting.py     how many things a stretch lists
    features.py     what speaks for a stretch, and what against it
    choice.py       which of them answers, how certain that is, and what to quote
    quotation.py    a stretch -> what of the passage is quoted for it
    absence.py      where nothing answers: what is missing
"""

from __future__ import annotations

from search_engine.answers.about import About, about
from search_engine.answers.absence import missing
from search_engine.answers.choice import Choice, Quote, choose
from search_engine.answers.features import READ

__all__ = ["READ", "About", "Choice", "Quote", "about", "choose", "missing"]
