"""
Words as they stand, for exact search: nothing but capital letters is evened out.

    >>> [token.word for token in written("Frivillige skrev den 8/4-19 til post@nordby.dk om § 18")]
    ['frivillige', 'skrev', 'den', '8', '4', '19', 'til', 'post', 'nordby', 'dk', 'om', '§18']

They are those of ``tokens.py``, with two exceptions. A date's figures stay figures, for
who counts "april" does not mean "8/4". And an address is its words alone, so that no two
words stand for the same stretch of the text, and the next word is the next in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from search_engine.danish.tokens import Token, tokens


def written(text: str) -> Iterator[Token]:
    """Yield the words of *text*, which is NFC, in order; none overlaps another."""
    before: Token | None = None
    for token in tokens(text):
        if before and before.end <= token.start:
            yield _as_it_stands(before, text)
        before = token
    if before:
        yield _as_it_stands(before, text)


def _as_it_stands(token: Token, text: str) -> Token:
    if text[token.start].isdigit():
        stretch = text[token.start : token.end]
        if stretch != token.word and stretch.isdigit():
            return token._replace(word=stretch)
    return token
