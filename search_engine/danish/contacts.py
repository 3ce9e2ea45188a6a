# ruff: noqa: E501
"""
Where somebody can be reached, and where a thing is: telephone, e-mail, web, addresses, places.

    >>> text = "Borgerservice, Torvegade 4, 4700 Egeby, tlf. 55 88 50 50, post@egeby.example"
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text) if fact.kind.strict]
    [('address', 'Torvegade 4, 4700 Egeby'), ('phone', '55 88 50 50'), ('email', 'post@egeby.example')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
WEB = re.compile(
    r"\b(?:https?://|www\.)[^\s)>\]]+[^\s)>\].,;:]|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:dk|com|org|net|eu|nu)\b(?:/[^\s)>\]]*[^\s)>\].,;:])?"
    r"|\b(?:hjemmesiden?|selvbetjening\w*|borger\.dk|MitID|Digital Post)\b",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\d.,-])(?:(?:\+45|0045)\s?)?(?:[2-9]\d{7}|[2-9]\d(?: \d\d){3}|[2-9]\d{3} \d{4}|[2-9]\d \d{3} \d{3})(?![\d]|[.,-]\d)"
)
SHORT_PHONE = re.compile(
    r"\b(?:ring|tlf\.?|telefon(?:nummer)?|kald)(?: til| på|:)? (1(?:12|14|8\d\d))\b", re.IGNORECASE
)
NO_PHONE = re.compile(
    r"\b(?:cvr|ean|se|konto|kontonr|reg|sagsnr|journalnr|j|id|p|cpr|isbn|issn|gln|dok|sag|lokationsnummer)\b\W*(?:nr|nummer|no)?\W*(?:er\W*)?$",
    re.IGNORECASE,
)

STREET = (
    r"(?:vej|vejen|gade|gaden|allé|alle|stræde|strædet|plads|pladsen|torv|torvet|vænge|vænget|boulevard|have|haven|bakke|bakken|sti|stien|park"
    r"|parken|ager|bro|dal|høj|kaj|kajen|krog|lunden?|marken?|skoven|toften?|vangen?|ringen?|stræde|banke|banken|eng|engen|svinget|gyden?|havn|havnen)"
)
ADDRESS = re.compile(
    rf"""
      \b[A-ZÆØÅ][\wéæøå.]*(?:[ -][A-ZÆØÅ][\wéæøå.]*){{0,3}}?{STREET}
      (?:\ \d{{1,3}}\ ?[A-Za-z]?\b)(?:\ ?[-–]\ ?\d{{1,3}})?
      (?:,\ (?:\d\.|st\.|stuen|kld\.)(?:\ ?(?:sal|tv|th|mf)\.?)?)?
      (?:[,\s]+[1-9]\d{{3}}\ [A-ZÆØÅ][a-zæøå]+(?:\ [A-ZÆØÅ]{{1,2}}\b)?)?
    """,
    re.VERBOSE,
)
PLACE = re.compile(
    r"""
      \b(?:[Ii]|[Pp]å|[Vv]ed|[Hh]os|[Tt]il|[Oo]mkring|[Ff]ra|[Mm]ellem|[Uu]d\ for)\ (?:den\ |det\ |de\ |kommunens\ |alle\ |dit\ |din\ |byens\ )?(?:lokale\ |nærmeste\ |kommunale\ |gamle\ |nye\ )?
        (?:[A-ZÆØÅ][\wéæøå]+(?:[ -][A-ZÆØÅ][\wéæøå]+){0,3}
         | \w*(?:skolen?|skolerne|biblioteket?|bibliotekerne|hallen|haller|hallerne|pladsen|pladser|pladserne|gården|huset|husene|centeret|centret|centrene|vejen|gaden|torvet|kirken
              |museet|parken|salen|lokalet|lokaler|lokalerne|klubben|klubberne|stadion|stationen|havnen|børnehaven|vuggestuen|klinikken|kontoret|rådhuset|plejehjemmet
              |botilbuddet|svømmehallen|apoteket|butikken|butikker|byen|landsbyen|området|hjemmet|skoven|stranden|foreningen|hjemmesiden|indgangen|containeren|domæne))\b
    """,
    re.VERBOSE,
)


def facts(text: str) -> Iterator[Fact]:
    """The facts of *text* that tell how to reach somebody, or where."""
    mails = [found.span() for found in EMAIL.finditer(text)] if "@" in text else []
    for span in mails:
        yield Fact(FactKind.EMAIL, *span)
    for found in WEB.finditer(text):
        if not any(start <= found.start() < end for start, end in mails):
            yield Fact(FactKind.WEB, *found.span())
    for found in PHONE.finditer(text):
        if not NO_PHONE.search(text[max(0, found.start() - 25) : found.start()]):
            yield Fact(FactKind.PHONE, *found.span())
    for found in SHORT_PHONE.finditer(text):
        yield Fact(FactKind.PHONE, *found.span(1))
    for found in ADDRESS.finditer(text):
        yield Fact(FactKind.ADDRESS, *found.span())
    for found in PLACE.finditer(text):
        yield Fact(FactKind.PLACE, *found.span())
