"""
Nouns that name what is asked for: "prisen", "ansøgningsfrist", "telefonnummer".

    >>> named("timeprisen"), named("prisen"), named("politik")
    (<FactKind.MONEY: 'money'>, <FactKind.MONEY: 'money'>, None)
"""

from __future__ import annotations

from functools import lru_cache

from search_engine.model import FactKind as K

NOUNS = {
    noun: kind
    for kind, nouns in {
        K.MONEY: """pris prisen priser priserne takst taksten takster taksterne gebyr gebyret gebyrer gebyrerne husleje
            huslejen afgift afgiften afgifter bøde bøden bøder udgift udgiften udgifter beløb beløbet kontingent
            kontingentet depositum depositummet indskud indskuddet rabat rabatten tilskud tilskuddet betaling betalingen
            egenbetaling egenbetalingen brugerbetaling brugerbetalingen omkostning omkostninger kroner løn lønnen
            honorar honoraret leje lejen sats satsen satserne indkomstgrænse indkomstgrænsen indtægtsgrænse
            indtægtsgrænsen formuegrænse formuegrænsen beløbsgrænse beløbsgrænsen""",
        K.DEADLINE: "frist fristen frister fristerne deadline deadlinen deadlines",
        K.HOURS: """åbningstid åbningstiden åbningstider åbningstiderne telefontid telefontiden telefontider træffetid
            træffetiden træffetider ekspeditionstid ekspeditionstider besøgstid besøgstider lukketid lukketider""",
        K.PHONE: """telefon telefonen telefonnummer telefonnummeret telefonnumre tlf nummer nummeret mobilnummer
            mobilnummeret telefonlinje""",
        K.EMAIL: "mail mailen email emailen mailadresse mailadressen emailadresse emailadressen",
        K.WEB: "webadresse webadressen link linket url",
        K.ADDRESS: "adresse adressen adresser besøgsadresse besøgsadressen postadresse",
        K.PERIOD: """varighed varigheden behandlingstid behandlingstiden behandlingstider sagsbehandlingstid
            sagsbehandlingstiden sagsbehandlingstider ventetid ventetiden ventetider løbetid løbetiden svartid svartiden
            opsigelse opsigelsen opsigelsesvarsel opsigelsesvarslet varsel varslet gyldighed gyldighedsperiode lånetid
            lånetiden periode perioden""",
        K.FREQUENCY: "hyppighed hyppigheden interval",
        K.SHARE: "procent procenten procentdel procentsats andel andelen stemmeprocent renten rente skatteprocent",
        K.AGE: "alder alderen aldersgrænse aldersgrænsen alderskrav",
        K.NUMBER: """antal antallet temperatur temperaturen størrelse størrelsen højde højden bredde bredden længde
            længden afstand afstanden areal arealet kapacitet kapaciteten indbyggertal indbyggertallet
            hastighedsgrænse hastighedsgrænsen højdegrænse højdegrænsen vægtgrænse vægtgrænsen støjgrænse
            støjgrænsen""",
        K.YEAR: "årstal årstallet",
        K.DATE: """dato datoen datoer datoerne tidspunkt tidspunktet tidspunkter tømmedag tømmedage tømningsdag
            afhentningsdag mødedato mødedatoer""",
        K.REASON: """årsag årsagen årsager grunden begrundelse begrundelsen formål formålet hensigt hensigten
            baggrunden""",
        K.DEFINITION: "betydning betydningen definition definitionen forkortelse forkortelsen forskel forskellen",
        K.RULE: "regler reglerne krav kravet kravene betingelse betingelser betingelserne kriterier kriterierne",
        K.PROCEDURE: "fremgangsmåde fremgangsmåden ansøgning tilmelding bestilling ansøgningsskema klagevejledning",
        K.NAME: """borgmester borgmesteren formand formanden direktør direktøren leder lederen chef chefen
            kontaktperson kontaktpersonen næstformand næstformanden bestyrer bestyreren viceborgmester viceborgmesteren
            skoleleder skolelederen kommunaldirektør kommunaldirektøren rådgiver rådgiveren borgerrådgiver
            borgerrådgiveren koordinator koordinatoren inspektør inspektøren""",
        K.STATEMENT: "vision visionen mål målet målene motto mottoet målsætning målsætningen budskab budskabet",
        K.PLACE: "placering placeringen beliggenhed beliggenheden",
    }.items()
    for noun in nouns.split()
}
# These say something else behind another word ("tilbagebetaling", "indsatser") or are too short to be told apart.
NO_TAILS = set(
    "leje lejen mail link betaling krav kravene ansøgning indskud budget periode sats satsen satserne".split()  # noqa: SIM905
)
TAILS = sorted(
    (n for n, k in NOUNS.items() if len(n) > 3 and n not in NO_TAILS and k not in {K.NAME, K.STATEMENT}),
    key=len,
    reverse=True,
)
# These end like one and are other words: "kalder" is no age, "forhandel" no share.
ALIKE = ("kalder", "falder", "handel", "handelen", "advarsel", "advarslen")
ROLES = tuple(noun for noun, kind in NOUNS.items() if kind is K.NAME)


@lru_cache(maxsize=10_000)
def named(word: str) -> K | None:
    """The kind of fact that *word*, or the last part of it, names."""
    if word.endswith(ALIKE):
        return None
    return NOUNS.get(word) or next((NOUNS[tail] for tail in TAILS if word.endswith(tail)), None)
