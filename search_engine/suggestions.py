"""
Suggestions while typing, from titles, headings and words of the documents.

Never from what others typed: that is not kept. Titles come first, then headings, then words
by the number of documents that have them; of each kind, what begins as it was typed before what
only has it somewhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from search_engine.danish import stem, tokens
from search_engine.danish.beginnings import folded
from search_engine.model import Suggestion, SuggestionKind

MOST = 6  # more nobody reads while typing; the API says so too
MAX_WORDS = 12  # of a long text the last ones say what is being typed

RANK = {kind: rank for rank, kind in enumerate(SuggestionKind)}


def suggest(text: str, find: Callable[[Sequence[str]], Iterable[Suggestion]]) -> tuple[Suggestion, ...]:
    """The best of what *find* has for the words of *text*, each once."""
    text = unicodedata.normalize("NFC", text)
    typed = list(tokens(text))[-MAX_WORDS:]
    if not typed:
        return ()
    beginning = folded(text.strip().lower())
    before = text[: typed[-1].start]

    def order(suggestion: Suggestion) -> tuple[int, bool]:
        return RANK[suggestion.kind], not folded(suggestion.text.lower()).startswith(beginning)

    chosen: dict[str, Suggestion] = {}
    for suggestion in sorted(find([folded(token.word) for token in typed]), key=order):
        if suggestion.kind is SuggestionKind.WORD:
            if suggestion.text != typed[-1].word and suggestion.text not in chosen:
                chosen.setdefault(stem(suggestion.text), replace(suggestion, text=before + suggestion.text))
        else:
            chosen.setdefault(suggestion.text.casefold(), suggestion)
    return tuple(chosen.values())[:MOST]
