"""
The ways in which Danes ask.

A way is a regular expression for the question's words, in one line, in small letters, rightly
spelled, with a comma where a sign stands. Its groups are the words that ask; they say only
what for, and a text that answers need not have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search_engine.danish.questions.nouns import ROLES
from search_engine.model import FactKind as K


@dataclass(frozen=True, slots=True)
class Way:
    """What somebody asks for who asks like *pattern*: *kinds*, the likeliest first."""

    pattern: re.Pattern[str]
    kinds: tuple[K, ...]


def _way(pattern: str, *kinds: K) -> Way:
    return Way(re.compile(pattern), kinds)


WHO = r"(?:jeg|man|vi|du|i|han|hun|de|der|det|den|kommunen|mine?|mit|vores|en|et|børn|borgere|alle|nogen|folk)"
UNITS = r"(?:dage?|uger?|måneder|måned|minutter|døgn|hverdage)"
SIZES = (
    r"(?:stor[te]?|høj[te]?|lille|små|lav[te]?|bred[te]?|dyb[te]?|tung[te]?|varmt?|kold[te]?|tæt|tykt?|stejlt?|lang[te]?"
    r"|megen|kraftigt?)"
)
PLACES = r"(?:steder?|byer?|kommune|bygning|plads|skoledistrikt|lokale|hal|skole|bibliotek|adresse)"
OPEN = r"(?:åbn(?!ede)\w+|åbent?|luk(?!kede)\w+|\w*ekspedition\w*|\w*træffe(?:tid\w*|s)?|bemandet)"
ONCE = r"(?:tilmeld|ansøg|indskriv|pulje|salg|booking|bestilling|sæson)"  # opens on a day, and not every day
DECIDES = (
    r"(?:bestemmer|afgør|beslutter|vedtager|vedtog|godkender|godkendte|behandler|vurderer|tildeler|bevilger"
    r"|har ansvar(?:et)?|er ansvarlige?|står (?:for|bag)|tager stilling|fører tilsyn|fastsætter|sørger for|leder"
    r"|udpeger|administrerer)"
)

# The first in the question counts, and of those at one place the first here.
WAYS = (
    # hvor mange, hvor meget …
    _way(r"\b(hvor mange (?:penge|kroner|kr|millioner|milliarder))\b", K.MONEY, K.NUMBER),
    _way(r"\b(hvor mange (?:procent|pct)|hvor (?:stor|store) (?:en )?(?:procent)?(?:del|andel))\b", K.SHARE, K.NUMBER),
    _way(r"\b(hvor mange gange)\b", K.FREQUENCY, K.NUMBER),
    _way(rf"\b(hvor mange {UNITS}|hvor mange års?(?! gam))\b", K.PERIOD, K.NUMBER),
    _way(r"\b(hvor mange timers?)\b", K.NUMBER, K.PERIOD),
    _way(r"\b(hvor (?:mange år )?(?:gammel|gamle|gammelt|unge?))\b", K.AGE, K.PERIOD, K.YEAR),
    _way(r"\b(hvor mange|hvor få(?= (?!jeg|man|vi|du)))\b", K.NUMBER),
    _way(r"\b(hvor (?:dyrt?|dyre|billigt?))\b", K.MONEY),
    _way(r"\b(hvor meget) af\b", K.SHARE, K.NUMBER),
    _way(r"\b(hvor meget) (?:\w+ ){0,3}(?:få|får|tjener|give|giver)\b", K.MONEY, K.NUMBER),
    _way(r"\b(hvor meget)\b", K.NUMBER, K.MONEY),
    _way(r"\b(hvor (?:ofte|tit|hyppigt|jævnligt|regelmæssigt))\b", K.FREQUENCY),
    _way(r"\b(hvor (?:tidligt|sent))\b", K.DEADLINE, K.DATE),
    _way(r"\b(hvor (?:hurtigt|stærkt)) (?:må|kan|skal) (?:\w+ )?køres?\b", K.NUMBER),
    _way(r"\b(hvor (?:længe|hurtigt|lang tid|kort tid|lang en periode))\b", K.PERIOD),
    _way(
        r"\b(hvor lang)\b(?: \w+){0,4} "
        r"\w*(?:tid(?:en)?|varsel|varslet|opsigelse|forløb(?:et)?|periode|perioden|kø(?:en)?)\b",
        K.PERIOD,
    ),
    _way(rf"\b(hvor {SIZES})\b", K.NUMBER),
    # hvornår
    _way(r"\b(i hvilke[tn]? år|hvilke[tn]? år|hvilke[tn]? årstal|hvad år)\b", K.YEAR),
    _way(
        rf"\b(hvornår|^når|hvad tid|hvad for en tid)\b(?: \w+){{0,6}} ({OPEN})\b(?! (?:den )?nye?\b| dør|.*{ONCE})",
        K.HOURS,
        K.DATE,
    ),
    _way(r"\b(hvornår|hvad tid)\b(?: \w+){0,4} (\w*frist(?:en|er|erne)?|deadline\w*|senest)\b", K.DEADLINE, K.DATE),
    _way(r"\b((?:fra |til )?(?:hvornår|hvad tid|hvilken tid|hvad dato|hvad dag|hvad klokken))\b", K.DATE),
    _way(
        r"\b(hvilke[tn]? (?:dage?|datoe?r?|måned|måneder|uger?|ugedage?|tidspunkter|tidspunkt|periode|kvartal))\b",
        K.DATE,
        K.PERIOD,
    ),
    # hvem
    _way(
        r"\b(hvem (?:skal|kan|bør|må) (?:jeg|man|vi|du|borgere))(?: \w+){0,2} "
        r"(kontakte|ringe|henvende|skrive|spørge|tale|snakke|tage fat|få fat)\b",
        K.CONTACT,
        K.OFFICE,
    ),
    _way(rf"\b(hvem (?:er|var|hedder|blev|bliver)) (?:\w+ ){{0,2}}?(?=\w*(?:{'|'.join(ROLES)})\b)", K.NAME, K.PERSON),
    _way(rf"\b(hvem (?:der )?{DECIDES})\b", K.OFFICE, K.PERSON),
    _way(r"\b(hvem (?:kan|må|skal|har ret|får|bør))\b", K.PERSON, K.RULE),
    _way(r"\b((?:til |af |fra |for )?hvem)\b", K.PERSON, K.OFFICE),
    # hvad
    _way(r"\b(hvad (?:koster|kostede|koste))\b", K.MONEY),
    _way(r"\b(hvad)\b(?: \w+){1,8} (koster?|kostede|betale|af med|give for)\b", K.MONEY),
    _way(r"\b(hvad (?:tager|løber|beløber))\b(?: \w+){1,4} (for|op i|sig til)\b", K.MONEY),
    _way(r"\b(hvad) (?:skal|skulle|bør) \w+ give\b", K.MONEY),
    _way(r"\b(hvad) (?:får|tjener|giver)\b(?: \w+){1,8} i (løn|honorar|vederlag|tilskud|timen|bøde)\b", K.MONEY),
    _way(r"\b(hvad (?:betaler|betalte|betales))\b|\b(hvad får (?:man|jeg|vi|du) for) at\b", K.MONEY),
    _way(r"\b(hvad (?:skal|kan|bør) (?:jeg|man|vi|du))(?: \w+){0,2} (gøre|stille op)\b", K.PROCEDURE, K.RULE),
    _way(r"\b(hvad (?:gør|gøres))\b", K.PROCEDURE, K.STATEMENT),
    _way(r"\b(hvad (?:sker der|siger (?:reglerne|loven)|gælder|kræver|kræves))\b", K.RULE),
    _way(r"\b(hvad (?:betyder|betød|menes|forstås|dækker|kaldes|indebærer)|hvad vil det sige)\b", K.DEFINITION),
    _way(r"\b(hvad (?:er meningen|skyldes))\b", K.REASON),
    _way(r"\b(hvad)(?: er)? står (?:\w+ ){1,4}?(for)\b", K.DEFINITION),
    _way(r"\b(hvad er) .* (forkortelse|forkortet)\b", K.DEFINITION),
    _way(
        r"\b(hvad) (?:skal|kan|må) (?:jeg|man|vi|du|der)\b(?: \w+){0,3} "
        r"(?:have med|medbringe|vedlægge|med|få|søge|låne|aflevere|komme|smide|putte|bruge)\b",
        K.LIST,
        K.RULE,
    ),
    _way(rf"\b(hvad (?:hedder|hed))\b(?= (?:\w+ ){{0,2}}?\w*(?:{'|'.join(ROLES)})\b)", K.NAME),
    _way(r"\b(hvad (?:hedder|hed))\b", K.STATEMENT, K.DEFINITION),
    _way(r"\b(hvad for nogle|hvad for nogen)\b", K.LIST),
    _way(r"\b(hvad (?:er|var))\b", K.DEFINITION, K.STATEMENT),
    _way(r"\b(hvad)\b", K.STATEMENT),
    # hvilken
    _way(r"\b(hvilken) \w*(?:afdeling|forvaltning|myndighed|instans)\b", K.OFFICE, K.PERSON),
    _way(r"\b(hvilket) \w*(?:udvalg|center|kontor|råd|nævn)\b", K.OFFICE, K.PERSON),
    _way(r"\b(hvilken) \w*(?:person|gruppe|medarbejder|vejleder|målgruppe)\b", K.PERSON),
    _way(rf"\b(hvilken af) .*\w*{PLACES}\w*\b|\b(hvilke[nt]) \w*{PLACES}\b|\b(hvilke steder)\b", K.PLACE),
    _way(r"\b((?:på )?hvilken måde)\b", K.PROCEDURE),
    _way(r"\b(hvilken alder)\b", K.AGE),
    _way(r"\b(nævn|hvilke)\b", K.LIST),
    _way(r"\b(hvilke[tn])\b", K.STATEMENT, K.LIST),
    # hvordan, hvorfor, hvor
    _way(r"\b(hvordan (?:er|var))\b", K.STATEMENT, K.PROCEDURE),
    _way(r"\b(hvordan|hvorledes)\b", K.PROCEDURE),
    _way(r"\b(hvorfor)\b", K.REASON),
    _way(
        r"\b(hvor|hvortil) (?:(?:kan|skal) (?:jeg|man|vi) (?:\w+ ){0,2}?"
        r"(?:melde|anmelde|henvende|ringe|klage|indberette|spørge|skrive|rapportere)"
        r"|(?:henvender|klager|indberetter|anmelder|melder|ringer))\b",
        K.CONTACT,
        K.PROCEDURE,
        K.PLACE,
    ),
    _way(r"\b(hvor) (?:søger|bestiller|tilmelder|køber|ansøger)\b", K.PROCEDURE, K.PLACE, K.CONTACT),
    _way(r"\b(hvor henne|hvorhenne|hvorhen|hvorfra|hvortil)\b", K.PLACE),
    # Not "et hus, hvor døren er åben": there the verb does not come first.
    _way(
        rf"(?:^|(?:ved|vide|se|sige|mig|oplyse|fortælle),? )(hvor)\b|\b(hvor)\b(?! {WHO}\b| \w+(?:en|et|ne)\b)", K.PLACE
    ),
)

# Yes or no, and what goes for it. Any of the above in the question is plainer, unless these begin it.
VERBS = (
    r"(?:kan|skal|bør|får|kunne|skulle|behøver|har|er|bliver|blev|var|vil|må|måtte|gælder|findes|giver|tager|hjælper"
    r"|betaler|rydder|henter|dækker|sejler|kommer|kræver|tæller|hører|mister|ryger|tilbyder|ligger|går|ejer|står|holder"
    r"|bruger|laver|støtter|sørger|passer|udfører|gør|sker|tilhører|udbetaler|kører|sælger|udlejer)"
)
YES_OR_NO = (
    _way(r"(?:^|, )((?:er|bliver) det gratis|kostede|koster)\b", K.MONEY, K.RULE),
    _way(r"\b(koster det)\b|\b(får man penge)\b", K.MONEY, K.RULE),
    _way(r"\b((?:skal|må) (?:jeg|man|vi) betale)\b", K.RULE, K.MONEY),
    _way(r"(?:^|, )(har|holder|er) .*\b(åbent?|lukket)\b", K.HOURS, K.RULE),
    _way(rf"\b((?:må|måtte) {WHO})\b|\b((?:er|var) det (?:tilladt|lovligt|forbudt|muligt|ok|okay|et krav))\b", K.RULE),
    _way(rf"^({VERBS}) \w|, ({VERBS}) (?:{WHO}\b|\w+(?:en|et|ne)\b)", K.RULE),
)

# What is put in front of a question: "er der nogen, der ved, hvor …".
INDIRECT = re.compile(
    r"^(?:.*\b(?:vide|ved|ved du|oplyse|fortælle|fortælle mig|sige|sige mig|finde ud af|spørge)"
    r"|(?:kan|hvor kan) (?:jeg|man) se)(?:,| om)? (?=hv)"
)

KEYWORDS = (
    _way(r"^(kontakt)\b|\b(kontaktoplysninger|kontaktinfo)\b", K.CONTACT),
    _way(r"\b(telefon \w*tid\w*)\b|\b(åbent|åben|lukket)\b", K.HOURS),
    _way(
        r"^(?:\w+ )?(søge?|ansøge?|bestil|bestille|meld|tilmelde?|anmelde?|opsige?|booke?|klage?|forny|ændre|flyt"
        r"|udmelde?|afmelde?)\b"
        r"|\b(bestille|tilmelde|anmelde|udmelde|afmelde|opsige|booke|ansøge)$",
        K.PROCEDURE,
    ),
)
