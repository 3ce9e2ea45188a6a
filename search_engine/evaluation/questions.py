"""
Judged questions: what somebody asks, and what answers it.

A question names the document that answers it, and strings of which one must stand in the
passage or the answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from search_engine.errors import BadQuestions, cause

FIELDS = {"id", "q", "doc", "any_of", "kind"}


@dataclass(frozen=True, slots=True)
class Question:
    """
    What somebody asks, and what answers it.

    *documents* are (parts of) ids, any of which is right; none: the collection does
    not hold the answer. *kind* says how it is asked (question, keywords, synonym …),
    *type* what is asked for (date, money, list …).
    """

    id: str
    text: str
    documents: tuple[str, ...]
    any_of: tuple[str, ...]
    page: int | None
    kind: str
    type: str

    @property
    def half(self) -> str:
        """
        "tuning": may be looked at while ranking is changed; "check": only reported.

        Ids end in a number: the even ones are set aside, so that nobody chooses.
        """
        return "tuning" if int(self.id[-1]) % 2 else "check"

    def is_about(self, document_id: str) -> bool:
        """Whether the document is a right one."""
        return any(part in document_id for part in self.documents)

    def is_answered_by(self, text: str) -> bool:
        """Whether one of the expected strings stands in *text* of a right document."""
        folded = _folded(text)
        return any(_folded(expected) in folded for expected in self.any_of)


def read_questions(path: Path, half: str | None = None) -> tuple[Question, ...]:
    """
    The questions of a file of JSON lines, all or one half of them.

    Raises:
        BadQuestions: If a line is none; the message names file, line and what is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadQuestions(f"»{path}« kan ikke læses: {cause(error)}. Ret stien.") from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"»{path}« er ikke skrevet i UTF-8. Gem den igen som UTF-8.") from error
    questions = [_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if len({question.id for question in questions}) < len(questions):
        raise BadQuestions(f"»{path}« har to spørgsmål med samme id. Giv det ene et nyt.")
    return tuple(question for question in questions if half in (None, question.half))


def _question(path: Path, number: int, line: str) -> Question:
    try:
        values = json.loads(line)
        if not isinstance(values, dict):
            raise ValueError("den skal begynde med { og slutte med }")
        missing = FIELDS - values.keys()
        if missing:
            raise ValueError(f"»{sorted(missing)[0]}« mangler")
        if not str(values["id"])[-1:].isdecimal():
            raise ValueError("»id« skal ende på et tal")
        documents = [values["doc"]] if isinstance(values["doc"], str) else values["doc"] or []
        if bool(documents) != bool(values["any_of"]):
            raise ValueError("»doc« og »any_of« skal begge være der, eller ingen af dem")
        return Question(
            id=str(values["id"]),
            text=str(values["q"]),
            documents=tuple(map(str, documents)),
            any_of=tuple(map(str, values["any_of"])),
            page=values.get("page"),
            kind=str(values["kind"]),
            type=str(values.get("type") or "none"),
        )
    except json.JSONDecodeError as error:
        raise BadQuestions(f"»{path}«, linje {number}, er ikke JSON (ved tegn {error.pos + 1}). Ret den.") from error
    except (ValueError, TypeError) as error:
        raise BadQuestions(f"»{path}«, linje {number}, er ikke et spørgsmål: {error}.") from error


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()
