"""
Why a passage was found: what of the query stands in it, and in which field.

    storskrald      1 in the heading, 2 in the text
    other words     3

The score is not taken apart to the last digit: it follows from these counts, from how many
passages have the word, and from the numbers of ``ranking.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from search_engine.danish import PART
from search_engine.model import Evidence, ParsedQuery, PassageTerms


def evidence(parsed: ParsedQuery, held: PassageTerms) -> Iterator[Evidence]:
    """What of *parsed* the terms *held* by a passage have, in the order of the query, other words for it last."""
    counts = {field: Counter(getattr(held, field)) for field in ("title", "heading", "body", "parts")}

    def of(word: str | None, *stems: str) -> Evidence:
        whole = {field: sum(counts[field][stem] for stem in stems) for field in ("title", "heading", "body")}
        parts = sum(counts["parts"][PART + stem] for stem in stems)
        return Evidence(word, **whole, within=max(0, parts - sum(whole.values())))

    read = dict.fromkeys((word.word, word.stem) for word in parsed.words if word.stem)
    found = [of(word, stem) for word, stem in read if stem]
    others = dict.fromkeys(term.removeprefix(PART) for term in (*parsed.synonyms, *parsed.variants))
    if others:
        found.append(of(None, *others))
    return (one for one in found if one.title or one.heading or one.body or one.within)
