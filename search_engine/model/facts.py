"""What a text tells, and what a question asks for: both in the same kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """
    What a stretch of text tells, and what a question asks for.

    The first fourteen are the kinds of an answer; each of the others is a finer one, within
    its ``broad`` kind.
    """

    DEFINITION = "definition"
    PERSON = "person"  # anybody who acts or is meant: a group, too
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    PERIOD = "period"
    FREQUENCY = "frequency"
    CONTACT = "contact"
    LIST = "list"
    PROCEDURE = "procedure"
    REASON = "reason"
    RULE = "rule"
    STATEMENT = "statement"

    NAME = "name"  # of a person
    OFFICE = "office"  # who decides or is responsible: a committee, a centre, a manager
    DEADLINE = "deadline"
    YEAR = "year"
    TIME = "time"  # of the day
    SHARE = "share"
    AGE = "age"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    HOURS = "hours"  # opening hours

    @property
    def broad(self) -> FactKind:
        """The kind of an answer that this one is, or belongs to."""
        return BROAD.get(self, self)

    @property
    def fitting(self) -> frozenset[FactKind]:
        """The kinds of facts that answer a question for this one."""
        return FITTING[self]

    @property
    def strict(self) -> bool:
        """Whether a text without a fitting fact cannot be the answer: these are always found where they stand."""
        return self in STRICT


BROAD = {
    FactKind.NAME: FactKind.PERSON,
    FactKind.OFFICE: FactKind.PERSON,
    FactKind.DEADLINE: FactKind.DATE,
    FactKind.YEAR: FactKind.DATE,
    FactKind.TIME: FactKind.DATE,
    FactKind.SHARE: FactKind.NUMBER,
    FactKind.AGE: FactKind.NUMBER,
    FactKind.PHONE: FactKind.CONTACT,
    FactKind.EMAIL: FactKind.CONTACT,
    FactKind.WEB: FactKind.CONTACT,
    FactKind.ADDRESS: FactKind.CONTACT,
    FactKind.HOURS: FactKind.CONTACT,
}
_ALSO = {  # facts that answer too, beside those of the kind itself and the finer ones within it
    FactKind.DATE: {FactKind.HOURS},
    FactKind.DEADLINE: {FactKind.DATE, FactKind.PERIOD},  # "14 dage før" is a deadline, too
    FactKind.HOURS: {FactKind.TIME},
    FactKind.PLACE: {FactKind.ADDRESS, FactKind.WEB},
    FactKind.OFFICE: {FactKind.NAME},
    FactKind.NUMBER: {FactKind.PERIOD},  # "hvor mange timer"
    FactKind.MONEY: {FactKind.SHARE},  # "hvor meget kan jeg få i tilskud": "50 %"
}
FITTING = {
    kind: frozenset({kind, *(finer for finer, broad in BROAD.items() if broad is kind), *_ALSO.get(kind, ())})
    for kind in FactKind
}
STRICT = frozenset(
    {
        FactKind.NAME,
        FactKind.MONEY,
        FactKind.PHONE,
        FactKind.EMAIL,
        FactKind.ADDRESS,
        FactKind.HOURS,
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """
    A stretch of a text that tells something of *kind*, in half-open offsets.

    For definition, reason, procedure and rule it is only the words by which one knows
    ("fordi", "du skal").
    """

    kind: FactKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """
    How a question was read: what is asked for, and about what.

    *kinds*: the likeliest first, none where nothing says so. *count*: how many things
    ("Hvilke syv …"). *asking*: the words that say the kind ("hvor mange", "koster"), which a
    text that answers need not have; *about*: the other words, without small ones. Both are
    as ``danish.tokens`` reads them, in order. *names* (capital letters within the
    question), *years* and *numbers* are those of *about*. *is_question*: not mere keywords.
    """

    kinds: tuple[FactKind, ...] = ()
    count: int | None = None
    asking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    is_question: bool = False

    @property
    def kind(self) -> FactKind | None:
        """The likeliest kind."""
        return self.kinds[0] if self.kinds else None
