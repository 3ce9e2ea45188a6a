# ruff: noqa: E501
"""
What a question asks for, and about what.

    >>> asked = read("Hvornår er fristen for at søge § 18-midler i 2026?")
    >>> asked.kind, asked.asking, asked.about, asked.years
    (<FactKind.DEADLINE: 'deadline'>, ('hvornår', 'fristen'), ('søge', '§18', 'midler', '2026'), ('2026',))

Keywords ask, too ("åbningstider genbrugsplads"). The words are read as they were meant: without
Danish letters ("hvornaar"), with a letter wrong ("hvonår"), written together ("hvormange").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from search_engine.danish.numerals import NUMERALS
from search_engine.danish.stems import STOP_WORDS
from search_engine.danish.tokens import Token, tokens
from search_engine.model import YEAR, Asked, FactKind

K = FactKind


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of asking: the groups of *pattern* are the words that ask, and *kinds* what for."""

    pattern: re.Pattern[str]
    kinds: tuple[FactKind, ...]


def _rules(*rules: tuple[str, tuple[FactKind, ...]]) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), kinds) for pattern, kinds in rules)


# A noun that names what is asked for -> its kind. The end of a compound counts too ("timepris", "ansøgningsfrist").
NOUNS: Mapping[str, FactKind] = {
    noun: kind
    for kind, nouns in {
        K.MONEY: """pris prisen priser priserne takst taksten takster taksterne gebyr gebyret gebyrer husleje huslejen
            afgift afgiften afgifter bøde bøden udgift udgiften udgifter beløb beløbet beløbsgrænse kontingent kontingentet
            depositum depositummet rabat rabatten tilskud tilskuddet betaling egenbetaling egenbetalingen omkostning
            omkostninger kroner løn lønnen honorar honoraret leje lejen betalingen""",
        K.DEADLINE: "frist fristen frister fristerne deadline deadlinen deadlines",
        K.HOURS: """åbningstid åbningstiden åbningstider åbningstiderne telefontid telefontiden telefontider træffetid
            træffetiden træffetider ekspeditionstid ekspeditionstider besøgstid besøgstider lukketid lukketider""",
        K.PHONE: """telefon telefonen telefonnummer telefonnummeret telefonnumre tlf nummer nummeret mobilnummer
            mobilnummeret direkte_nummer""",
        K.EMAIL: "mail mailen email emailen mailadresse mailadressen emailadresse emailadressen",
        K.WEB: "webadresse webadressen link linket url",
        K.ADDRESS: "adresse adressen adresser besøgsadresse besøgsadressen postadresse",
        K.PERIOD: """varighed varigheden behandlingstid behandlingstiden behandlingstider sagsbehandlingstid
            sagsbehandlingstiden sagsbehandlingstider ventetid ventetiden ventetider løbetid løbetiden svartid svartiden
            opsigelse opsigelsen opsigelsesvarsel opsigelsesvarslet varsel varslet gyldighed gyldighedsperiode periode
            perioden""",
        K.FREQUENCY: "hyppighed hyppigheden interval",
        K.SHARE: "procent procenten procentdel procentsats andel andelen stemmeprocent renten rente skatteprocent",
        K.AGE: "alder alderen aldersgrænse aldersgrænsen alderskrav",
        K.NUMBER: """antal antallet temperatur temperaturen størrelse størrelsen højde højden bredde bredden længde
            længden afstand afstanden areal arealet kapacitet kapaciteten indbyggertal""",
        K.YEAR: "årstal årstallet",
        K.DATE: """dato datoen datoer datoerne tidspunkt tidspunktet tidspunkter tømmedag tømmedage tømningsdag
            afhentning afhentningsdag mødedato mødedatoer""",
        K.REASON: """årsag årsagen årsager grund grunden begrundelse begrundelsen formål formålet hensigt hensigten
            baggrund baggrunden""",
        K.DEFINITION: "betydning betydningen definition definitionen forkortelse forkortelsen forskel forskellen",
        K.RULE: "regel reglen regler reglerne krav kravet kravene betingelse betingelser betingelserne",
        K.PROCEDURE: "fremgangsmåde fremgangsmåden ansøgning tilmelding bestilling ansøgningsskema klagevejledning",
        K.NAME: """borgmester borgmesteren formand formanden direktør direktøren leder lederen chef chefen
            kontaktperson kontaktpersonen næstformand næstformanden bestyrer viceborgmester viceborgmesteren
            skoleleder skolelederen kommunaldirektør kommunaldirektøren""",
        K.OFFICE: "afdeling afdelingen udvalg udvalget forvaltning forvaltningen center centeret centret myndighed",
        K.PLACE: "placering placeringen beliggenhed beliggenheden sted stedet",
        K.LIST: "liste listen oversigt oversigten eksempler medlemmer medlemmerne",
    }.items()
    for noun in nouns.split()
}
TAILS = tuple(
    noun for noun in NOUNS if len(noun) >= 4 and noun not in {"leje", "lejen", "mail", "grund", "link", "regel"}
)
ROLES = {noun for noun, kind in NOUNS.items() if kind is K.NAME}

MONEY_WORDS = re.compile(
    r"\b(?:\w*(?:betal|pris|krone|penge|tilskud|gebyr|afgift|bøde|udgift|rabat|spare|budget|husleje|beløb|forbrug|legat)"
    r"\w*|kost\w*|kr|støtte|løn|dyrt?|ydelse\w*|takst\w*|pulje\w*|\w+puljen?|leje|depositum|refund\w*|dækket)\b"
)
UNITS = r"(?:dage?|uger?|måneder|måned|minutter|døgn|hverdage)"
SUBJECT = r"(?:jeg|man|vi|du|i|han|hun|de|der|det|den|kommunen|mine?|mit|vores|en|et|børn|borgere|alle|nogen|folk)"
ADJECTIVE = r"(?:stor[te]?|høj[te]?|lille|små|lav[te]?|bred[te]?|dyb[te]?|tung[te]?|varmt?|kold[te]?|tæt|tykt?|stejlt?|lang[te]?|tunge|megen)"

# The words are those of the question, lower case, with a comma where a sign stands; the first match in the question wins,
# and of those at one place the first rule.
RULES = _rules(
    # hvor mange, hvor meget …
    (r"\b(hvor mange penge|hvor mange (?:kroner|kr))\b", (K.MONEY, K.NUMBER)),
    (r"\b(hvor mange procent|hvor (?:stor|store) (?:en )?(?:del|andel|procentdel))\b", (K.SHARE, K.NUMBER)),
    (r"\b(hvor mange gange)\b", (K.FREQUENCY, K.NUMBER)),
    (rf"\b(hvor mange {UNITS}|hvor mange års? (?!gammel|gamle))\b", (K.PERIOD, K.NUMBER)),
    (r"\b(hvor mange timer)\b", (K.NUMBER, K.PERIOD)),
    (r"\b(hvor (?:mange år )?(?:gammel|gamle|gammelt|ung|unge))\b", (K.AGE, K.PERIOD)),
    (r"\b(hvor mange)\b", (K.NUMBER,)),
    (r"\b(hvor (?:dyrt?|dyre|billigt?))\b", (K.MONEY,)),
    (r"\b(hvor meget af)\b", (K.SHARE, K.NUMBER)),
    (r"\b(hvor meget)\b", (K.NUMBER, K.MONEY)),
    (r"\b(hvor (?:ofte|tit|hyppigt|jævnligt))\b", (K.FREQUENCY,)),
    (r"\b(hvor (?:længe|hurtigt|lang tid|kort tid|lang en periode))\b", (K.PERIOD,)),
    (
        r"\b(hvor lang\b)(?: \w+){0,4} \w*(?:tid|tiden|varslet|varsel|opsigelse|forløb|forløbet|periode|perioden|kø|køen)\b",
        (K.PERIOD,),
    ),
    (r"\b(hvor (?:tidligt|sent|lang tid før|lang tid i forvejen|længe før))\b", (K.DEADLINE, K.DATE)),
    (rf"\b(hvor {ADJECTIVE})\b", (K.NUMBER,)),
    # hvornår
    (r"\b(i hvilke[tn]? år|hvilke[tn]? år|hvilke[tn]? årstal|hvad år|hvornår\b.* hvilket år)\b", (K.YEAR,)),
    (
        r"\b(hvornår|hvad tid|hvad for en tid)\b(?: \w+){0,6} (åbn\w+|åbent?|åbne|luk\w+|ekspedition\w*|\w*træffetid\w*)\b",
        (K.HOURS, K.DATE),
    ),
    (r"\b(hvornår|hvad tid)\b(?: \w+){0,4} (\w*frist(?:en|er)?|deadline\w*|senest)\b", (K.DEADLINE,)),
    (r"\b(?:fra |til )?(hvornår|hvad tid|hvilken tid|hvad dato|hvad dag)\b", (K.DATE,)),
    (
        r"\b(hvilke[tn]? (?:dage?|datoer|dato|måned|måneder|uge|uger|ugedage?|tidspunkt|tidspunkter|periode|kvartal))\b",
        (K.DATE, K.PERIOD),
    ),
    # hvem
    (
        r"\b(hvem (?:skal|kan|bør|må) (?:jeg|man|vi|du|borgere)(?: \w+){0,2} (?:kontakte|ringe|henvende|skrive|spørge|tale|snakke|tage|få))\b",
        (K.CONTACT, K.OFFICE),
    ),
    (
        r"\b(hvem (?:er|var|hedder|blev)) (?:\w+ ){0,2}?(?=\w*(?:" + "|".join(sorted(ROLES)) + r")\b)",
        (K.NAME, K.PERSON),
    ),
    (
        r"\b(hvem (?:bestemmer|afgør|beslutter|vedtager|vedtog|godkender|behandler|vurderer|tildeler|har ansvaret|har ansvar|er ansvarlige?|står for|tager stilling|fører tilsyn|fastsætter|sørger for|leder|udpeger|laver))\b",
        (K.OFFICE, K.PERSON),
    ),
    (r"\b(hvem (?:kan|må|skal|har ret|får|bør))\b", (K.PERSON, K.RULE)),
    (r"\b((?:til |af |fra )?hvem)\b", (K.PERSON, K.OFFICE)),
    # hvad
    (r"\b(hvad (?:koster|kostede|kommer|kom|vil))\b(?: \w+){0,8} (?:til at )?(koste)\b", (K.MONEY,)),
    (r"\b(hvad (?:koster|kostede|koste))\b", (K.MONEY,)),
    (r"\b(hvad) (?:skal|skulle|må|kan) \w+(?: \w+)? (betale|give|af med)\b", (K.MONEY,)),
    (
        r"\b(hvad) (?:gør|skal|kan) (?:jeg|man|vi|du)(?: \w+){0,2} (gøre|stille op)\b|\b(hvad gør (?:jeg|man|vi|du))\b",
        (K.PROCEDURE, K.RULE),
    ),
    (
        r"\b(hvad sker der|hvad siger (?:reglerne|loven)|hvad gælder|hvad er (?:reglerne|kravene|kravet|betingelserne)|hvad kræver)\b",
        (K.RULE,),
    ),
    (
        r"\b(hvad (?:betyder|betød|menes|forstås|dækker|kaldes|indebærer)|hvad vil det sige|hvad mener)\b",
        (K.DEFINITION,),
    ),
    (r"\b(hvad (?:er meningen|skyldes))\b", (K.REASON,)),
    (r"\b(hvad) (?:er )?står (?:\w+ ){1,4}?(for)\b", (K.DEFINITION,)),
    (
        r"\b(hvad (?:skal|kan|må) (?:jeg|man|vi|du|der))(?: \w+){0,3} (?:have med|medbringe|vedlægge|med|få|søge|låne|aflevere|komme|smide|putte|indeholde)\b",
        (K.LIST, K.RULE),
    ),
    (r"\b(hvad hedder|hvad hed)\b", (K.NAME, K.DEFINITION)),
    (r"\b(hvad er|hvad var)\b", (K.DEFINITION, K.STATEMENT)),
    (r"\b(hvad for nogle)\b", (K.LIST,)),
    (r"\b(hvad)\b", (K.STATEMENT,)),
    # hvilke
    (
        r"\b(hvilken) \w*(?:afdeling|forvaltning|myndighed|instans)\b|\b(hvilket) \w*(?:udvalg|center|kontor|råd)\b",
        (K.OFFICE, K.PERSON),
    ),
    (r"\b(hvilken) \w*(?:person|gruppe|medarbejder|vejleder)\b", (K.PERSON,)),
    (
        r"\b(hvilke[tn]?) (?:af \w+ )?\w*(?:sted|steder|skole|skoler|hal|haller|hallen|by|byer|bygning|plads|pladser|skoledistrikt|lokale|bibliotek)\b",
        (K.PLACE,),
    ),
    (r"\b(på hvilken måde|hvilken måde)\b", (K.PROCEDURE,)),
    (r"\b(hvilken alder)\b", (K.AGE,)),
    (r"\b(hvilke|hvad for nogen)\b", (K.LIST,)),
    (r"\b(hvilke[tn])\b", (K.STATEMENT, K.LIST)),
    # the others
    (r"\b(hvordan|hvorledes)\b", (K.PROCEDURE,)),
    (r"\b(hvorfor|af hvilken grund)\b", (K.REASON,)),
    (r"\b(hvortil)\b(?: \w+){0,4} (?:søge|henvende|sende|klage)\b", (K.CONTACT, K.PLACE)),
    (
        r"\b(hvor)\b (?:kan|skal) (?:jeg|man|vi) (?:\w+ ){0,2}?(?:melde|anmelde|henvende|ringe|klage|indberette|spørge|skrive|rapportere)\b",
        (K.CONTACT, K.PLACE),
    ),
    (r"\b(hvor) (?:søger|bestiller|melder|tilmelder|klager|køber|ansøger)\b", (K.PROCEDURE, K.PLACE, K.CONTACT)),
    (
        r"\b(hvor (?:henne|kan|er|ligger|skal|bor|foregår|holdes|findes|finder|afleverer)|hvorhenne|hvorhen|hvorfra|hvortil)\b",
        (K.PLACE,),
    ),
    (r"\b(hvor)\b", (K.PLACE,)),
    # yes or no, and what goes for it
    (r"(?:^|, )((?:er|bliver) det gratis|koster|kostede)\b", (K.MONEY,)),
    (r"\b(koster det)\b|\b(får man penge|skal (?:jeg|man|vi) betale)\b", (K.MONEY, K.RULE)),
    (rf"\b((?:må|måtte) {SUBJECT}|(?:er|var) det (?:tilladt|lovligt|forbudt|muligt|ok|okay|et krav))\b", (K.RULE,)),
    (
        rf"(?:^|, |\bog )((?:kan|skal|bør|får|kunne|skulle|behøver|har|er|bliver|var|vil|må|måtte|gælder|findes|giver|tager|hjælper|betaler|rydder|henter|dækker|sejler|kommer|kræver|tæller|hører|mister|ryger|tilbyder|ligger|går|ejer|står|holder|åbner|lukker|bruger|laver|støtter|sørger|passer|udfører|gør|sker)) (?:{SUBJECT}|\w+(?:en|et|ne|kommune)|\w+)\b",
        (K.RULE,),
    ),
)
KEYWORD_RULES = _rules(
    (
        r"^(?:\w+ )?(søg|søge|ansøg|ansøge|bestil|bestille|meld|tilmeld|tilmelde|anmeld|anmelde|opsig|opsige|book|booke|klag|klage|forny|forny|ændre|flyt|udmeld|udmelde|afmeld|afmelde)\b|\b(bestille|tilmelde|anmelde|udmelde|afmelde|opsige|booke)$",
        (K.PROCEDURE,),
    ),
    (r"\b(åbent|åben|lukket)\b", (K.HOURS,)),
    (r"\b(telefon \w*tid\w*)\b", (K.HOURS,)),
)

STOPS = {
    "til",
    "på",
    "for",
    "om",
    "i",
    "af",
    "ved",
    "hos",
    "fra",
    "med",
    "som",
    "der",
    ",",
}  # what a noun is followed by
TOGETHER = re.compile(r"hvor(mange|meget|længe|lang|langt|stor|stort|tit|ofte|gammel|henne|hurtigt|tidligt|højt?)$")


def read(text: str) -> Asked:
    """How *text*, which is NFC, was meant. Of keywords that name no kind of fact the kinds are empty."""
    typed = list(tokens(text))
    words = [_spelled(token.word) for token in typed]
    line, places = _line(text, typed, words)
    found = _way(line)
    kinds, asking = _kinds(line, places, words, found)
    count = _count(words)
    said = {*asking, *([count[0]] if count else [])}
    about = [
        token
        for number, (token, word) in enumerate(zip(typed, words, strict=True))
        if number not in said and word not in STOP_WORDS
    ]
    return Asked(
        kinds=kinds,
        count=count[1] if count else None,
        asking=tuple(typed[number].word for number in sorted(said)),
        about=tuple(token.word for token in about),
        names=tuple(token.word for token in about if token.start and text[token.start].isupper()),
        years=tuple(token.word for token in about if YEAR.fullmatch(token.word)),
        numbers=tuple(
            token.word for token in about if any(map(str.isdigit, token.word)) and not YEAR.fullmatch(token.word)
        ),
        is_question=found is not None or "?" in text,
    )


def _line(text: str, typed: Sequence[Token], words: Sequence[str]) -> tuple[str, list[int]]:
    """The words in one line, with a comma where a sign stands; and the word's number for each character of it."""
    line, places, end = "", [], 0
    for number, (token, word) in enumerate(zip(typed, words, strict=True)):
        if number:
            sign = ", " if re.search(r"[,.;:?!–]", text[end : token.start]) else " "
            line += sign
            places += [number - 1] * len(sign)
        line += word
        places += [number] * len(word)
        end = token.end
    return line, places


def _way(line: str) -> tuple[Rule, re.Match[str]] | None:
    """The first way of asking in *line*."""
    matches = ((rule, match) for rule in RULES if (match := rule.pattern.search(line)))
    return min(matches, key=lambda found: found[1].start(), default=None)


def _kinds(
    line: str, places: Sequence[int], words: Sequence[str], found: tuple[Rule, re.Match[str]] | None
) -> tuple[tuple[FactKind, ...], set[int]]:
    """What is asked for, the likeliest first, and the numbers of the words that say so."""
    if found:
        rule, match = found
        asking = set(_groups(match, places))
        kinds = rule.kinds
        if kinds[0] is K.NUMBER and not match[0].endswith(("mange", "timer")):
            if MONEY_WORDS.search(line):
                kinds = (K.MONEY, K.NUMBER)
        elif kinds[0] in {K.DEFINITION, K.STATEMENT, K.LIST, K.NAME, K.PLACE} and (
            noun := _noun_behind(words, max(asking))
        ):
            if noun[1] not in {kinds[0]}:
                kinds = (noun[1], *(kind for kind in kinds if kind is not noun[1]))
            if noun[2]:
                asking.add(noun[0])
        elif kinds[0] is K.NAME:
            kinds = (K.DEFINITION, K.NAME)
        return kinds, asking
    asking = set()
    named: list[FactKind] = []
    for rule in KEYWORD_RULES:
        if said := rule.pattern.search(line):
            asking |= set(_groups(said, places))
            named += rule.kinds
    for number, word in enumerate(words):
        if number not in asking and (kind := _noun(word)):
            named.append(kind)
            if word in NOUNS:
                asking.add(number)
    return tuple(dict.fromkeys(named)), asking


def _noun_behind(words: Sequence[str], last: int) -> tuple[int, FactKind, bool] | None:
    """The noun behind the word of number *last* that names a kind: its number, the kind, whether it says only that."""
    for number in range(last + 1, min(last + 6, len(words))):
        if words[number] in STOPS:
            return None
        if kind := _noun(words[number]):
            return number, kind, words[number] in NOUNS
    return None


def _noun(word: str) -> FactKind | None:
    """The kind of fact that *word* names, or the last part of it."""
    if word in NOUNS:
        return NOUNS[word]
    if word.endswith(TAILS):
        return next(NOUNS[tail] for tail in sorted(TAILS, key=len, reverse=True) if word.endswith(tail))
    return None


def _groups(match: re.Match[str], places: Sequence[int]) -> Iterator[int]:
    for start, end in match.regs[1:]:
        yield from places[max(start, 0) : max(end, 0)]


def _count(words: Sequence[str]) -> tuple[int, int] | None:
    """The number of things asked for ("hvilke syv", "nævn tre"): the number of its word, and the count."""
    for number, word in enumerate(words[1:], start=1):
        before = words[number - 2 : number] if words[number - 1] in {"de", "af"} else words[number - 1 : number]
        value = NUMERALS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0)
        if value > 1 and before[0] in COUNTED:
            return number, value
    return None


def _spelled(word: str) -> str:
    """*word* as it was meant, where it is one of those that ask."""
    if word in STOP_WORDS or word in NOUNS:
        return word
    if together := TOGETHER.match(word):
        return "hvor " + together[1]
    meant = _meanings()
    folded = _folded(word)
    if word == "mang":
        return "mange"
    if folded in meant:
        return meant[folded]
    if len(word) >= MIN_LENGTH:
        return next((meant[less] for less in [folded, *_less(folded)] if less in meant), word)
    return word


COUNTED = {"hvilke", "hvad", "nævn", "de"}
MIN_LENGTH = 6  # letters of a word that may have one wrong: of five, "kostet" and "kosteskab" are near; guess
ASKING = (
    "hvornår hvordan hvorfor hvilken hvilket hvilke hvorhen koster kostede betyder længe mange åbent åbner åbne lukker"
)


@cache
def _meanings() -> Mapping[str, str]:
    """How a word may be written -> the word: without Danish letters; where it is long, with one left out."""
    words = [*ASKING.split(), *(noun for noun in NOUNS if len(noun) > MIN_LENGTH)]
    less = {less: word for word in words if len(word) >= MIN_LENGTH for less in _less(_folded(word))}
    short = {_folded(noun): noun for noun in NOUNS}
    return less | short | {_folded(word): word for word in words}


def _less(word: str) -> list[str]:
    """*word* with any one letter but the first left out."""
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _folded(word: str) -> str:
    return word.replace("å", "a").replace("aa", "a").replace("ø", "o").replace("oe", "o").replace("æ", "ae")
