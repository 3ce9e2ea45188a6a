"""
Other words for the same thing: what citizens say and what offices write.

    >>> found = packaged().synonyms(list(tokens("mit skrald")))
    >>> [(token.word, other.text) for token, others in found.items() for other in others]
    [('skrald', 'affald'), ('skrald', 'renovation')]

They stand in ``thesaurus.toml``, or in a file of the maintainers' own, for anybody to edit:
lines as in Solr's synonym files, under a topic each. They are looked up by stem, and only for
the query: the index does not know them. Of an expression the telling words must stand near each
other, in any order ("fælde træ": "vores træ skal fældes").

The abbreviations that the documents explain are handled like them (``abbreviations.py``).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from search_engine.danish.abbreviations import Abbreviation
from search_engine.danish.stems import STOP_WORDS, stem
from search_engine.danish.tokens import Token, tokens
from search_engine.errors import BadThesaurus, cause

FILE = Path(__file__).parent / "thesaurus.toml"
LONGEST = 5  # words in an expression: what the file promises
WINDOW = 8  # words of a query in which all of an expression's stand; the longest that an abbreviation stands for

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Synonym:
    """Another expression for what was typed, as it stands in the file. Few of thousands are asked for their stems."""

    text: str

    @cached_property
    def signs(self) -> Stems:
        return tuple(map(_sign, tokens(self.text)))

    @cached_property
    def telling(self) -> Stems:
        """Its stems but for the small words."""
        words = [token.word for token in tokens(self.text)]
        return tuple(map(stem, [word for word in words if word not in STOP_WORDS] or words))


@dataclass(frozen=True, slots=True)
class Line:
    """
    Expressions for the same thing; *number* is where in the file they stand.

    With *one_way* ones, each of those is read as the others, and not the others as it.
    """

    number: int
    one_way: tuple[Synonym, ...]
    others: tuple[Synonym, ...]


class Thesaurus:
    """What *lines* say. Never changes; safe to share between threads."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        table: dict[Stems, dict[Synonym, None]] = defaultdict(dict)
        for line in lines:
            for typed in line.one_way or line.others:
                table[_key(typed.signs)] |= {other: None for other in line.others if other != typed}
        self._tables: tuple[Mapping[Stems, tuple[Synonym, ...]], ...] = (
            {key: tuple(found) for key, found in table.items()},
        )

    @classmethod
    def read(cls, path: Path) -> Thesaurus:
        """
        Raises:
            BadThesaurus: If the file cannot be used; the message names each line that is wrong, and the next move.
        """
        found = tuple(lines(path))
        faults = list(_faults(found))
        if faults:
            raise BadThesaurus("\n".join([f"»{path}« kan ikke bruges:", *faults]))
        return cls(found)

    @classmethod
    def of_abbreviations(cls, explained: Iterable[Abbreviation]) -> Thesaurus:
        """What the documents explain; an abbreviation that they explain in several ways has all of them."""
        return cls(Line(0, (), (Synonym(short), Synonym(long))) for short, long in explained)

    def __or__(self, other: Thesaurus) -> Thesaurus:
        """What is in either."""
        both = Thesaurus()
        both._tables = (*self._tables, *other._tables)
        return both

    def synonyms(self, typed: Sequence[Token]) -> dict[Token, tuple[Synonym, ...]]:
        """For each word of *typed* the others for it, and for the expressions that it is part of."""
        signs = list(map(_sign, typed))
        found: dict[Token, dict[Synonym, None]] = defaultdict(dict)
        for start in range(len(typed)):
            for end in range(start + 1, min(start + WINDOW, len(typed)) + 1):
                key = _key(signs[start:end])
                for others in filter(None, (table.get(key) for table in self._tables)):
                    for place in range(start, end):
                        if signs[place] in key:
                            found[typed[place]] |= dict.fromkeys(others)
        return {token: tuple(others) for token, others in found.items()}


EMPTY = Thesaurus()


@cache
def packaged() -> Thesaurus:
    """The one that comes with the program."""
    return Thesaurus.read(FILE)


def lines(path: Path) -> Iterator[Line]:
    """What stands in a file, in order, not yet looked into; raises as ``Thesaurus.read`` does."""
    try:
        text = path.read_text(encoding="utf-8")
        topics = tomllib.loads(text).get("topic", [{}])
        written = [line for topic in topics for line in topic["words"].splitlines()]
    except OSError as error:
        raise BadThesaurus(f"»{path}« kan ikke læses: {cause(error)}. Ret stien.") from error
    except UnicodeDecodeError as error:
        raise BadThesaurus(f"»{path}« er ikke skrevet i UTF-8. Gem den igen som UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadThesaurus(f'»{path}« er ikke TOML: {error}. Se efter en glemt """ eller [[topic]].') from error
    except (KeyError, TypeError, AttributeError) as error:
        message = 'Skriv ordene under [[topic]] med name = "…" og words = """…""".'
        raise BadThesaurus(f"»{path}« har ingen emner, eller et emne har ingen ord. {message}") from error
    numbers = defaultdict[str, list[int]](list)
    for number, line in enumerate(text.splitlines(), start=1):
        numbers[line].append(number)
    for line in written:
        if line.strip() and not line.lstrip().startswith("#"):
            one_way, _, others = line.rpartition("=>")
            yield Line(numbers[line].pop(0) if numbers[line] else 0, _expressions(one_way), _expressions(others))


def _key(signs: Sequence[str]) -> Stems:
    """
    What an expression is looked up by: its telling words in any order, small ones left out.

    Where only one is telling they make the difference: "sige op" is not "sige".
    """
    telling = sorted(sign for sign in signs if sign not in STOP_WORDS)
    return tuple(telling) if len(telling) > 1 else tuple(signs)


def _sign(token: Token) -> str:
    """The stem; small words stay as they are ("tage" has the stem of "tag"), and "demens" is not taken for "dem"."""
    if token.word in STOP_WORDS:
        return token.word
    stemmed = stem(token.word)
    return f"{stemmed}-" if stemmed in STOP_WORDS else stemmed


def _expressions(written: str) -> tuple[Synonym, ...]:
    texts = [" ".join(text.split()) for text in written.split(",") if written.strip()]
    return tuple(map(Synonym, texts))


def _faults(lines: Iterable[Line]) -> Iterator[str]:
    """A sentence for each line that cannot be meant as it stands."""
    seen: dict[tuple[bool, str], int] = {}
    for line in lines:
        where = f"Linje {line.number}:"
        written = (*line.one_way, *line.others)
        if len(written) < 2 or not line.others:
            yield f"{where} kun ét udtryk. Skriv et til, eller slet linjen."
        for place, expression in enumerate(written):
            words = len(list(tokens(expression.text)))
            if not words:
                yield f"{where} »{expression.text}« har intet ord. Se efter et komma for meget."
            if "=>" in expression.text:
                yield f"{where} »{expression.text}« har en pil for meget. Skriv to linjer."
            if words > LONGEST:
                yield f"{where} »{expression.text}« har over {LONGEST} ord. Skriv det kortere."
            if expression.text in [other.text for other in written[:place]]:
                yield f"{where} »{expression.text}« står der to gange. Slet den ene."
        for expression in line.one_way or line.others:
            before = seen.setdefault((bool(line.one_way), expression.text), line.number)
            if before != line.number:
                yield f"{where} »{expression.text}« står også i linje {before}. Saml linjerne, eller slet den ene."
