"""What the catalogue says of a document, read from what it says itself; nothing is invented."""

from datetime import date
from pathlib import Path

import pytest

from ingest import contact, dates, files, kinds, municipality, run

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"


def read(corpus, text, path="dokument.txt", sidecar=""):
    """The document that *text* is when it lies at *path*."""
    file = corpus / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    if sidecar:
        file.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    (found,) = files.walk(corpus)
    return run.read(found)


POLICY = """Cykelpolitik

Vi vil have flere på cykel i Bøgesund Kommune.

Kontakt

Center for Trafik og Byrum
Telefon: 1034 2440
E-mail:
Sidst opdateret den 8. april 2019
"""


def test_a_policy_page_tells_all_of_this(tmp_path):
    document = read(tmp_path, POLICY, "bøgesund/veje-og-trafik/cykelpolitik.txt")

    assert document.id == "bøgesund/veje-og-trafik/cykelpolitik"
    assert document.title == "Cykelpolitik"
    assert document.municipality == "Bøgesund"
    assert document.kind == "politik"
    assert document.topic == "Veje og trafik"
    assert document.updated == date(2019, 4, 8)
    assert document.published is None
    assert document.contact == "Center for Trafik og Byrum, telefon 1034 2440"
    assert document.location == "bøgesund/veje-og-trafik/cykelpolitik.txt"


def test_what_nothing_states_is_none(tmp_path):
    document = read(tmp_path, "Om skove\n\nHer vokser bøg og eg, og der er rådyr.")

    said = (document.municipality, document.kind, document.topic, document.date, document.contact, document.pages)
    assert said == (None,) * 6


def test_a_sidecar_has_the_last_word(tmp_path):
    document = read(
        tmp_path,
        POLICY,
        sidecar="""
        title = "Cyklistplan"
        kind = "plan"
        topic = "Cykler"
        updated = 2024-01-31
        contact = "Borgerservice"
        replaced_by = "cyklistplan-2025"
        """,
    )

    assert (document.title, document.kind, document.topic) == ("Cyklistplan", "plan", "Cykler")
    assert (document.updated, document.contact) == (date(2024, 1, 31), "Borgerservice")
    assert (document.municipality, document.replaced_by) == ("Bøgesund", "cyklistplan-2025")


# ---------------------------------------------------------------- title and location


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Skove - Bøgesund Kommune</title>", "<h1>Vores skove</h1><p>Bøg.</p>", "Vores skove"),
        ("<title>Skove - Bøgesund Kommune</title>", "<p>Bøg.</p>", "Skove"),
        ("<title>Bøgesund Kommune | Skove</title>", "<p>Bøg.</p>", "Skove"),
        ("<title>Skove – bøg og eg</title>", "<p>Bøg.</p>", "Skove – bøg og eg"),
        ("<title>Bøgesund Kommune</title>", "<h1>Bøgesund Kommune</h1><h2>Skove</h2><p>Bøg.</p>", "Skove"),
        ("", "<h1>Bøgesund Kommune</h1><main><h1>Skove</h1><p>Bøg.</p><h1>Søer</h1><p>Sø.</p></main>", "Skove"),
        ("", "<p>Skove:</p><p>Bøg.</p>", "Skove"),
        ("", "<h1>Ældrepolitik. Godkendt af Byrådet den 25. februar 2013</h1><p>Vi.</p>", "Ældrepolitik"),
        ("", "<h1>Bøgesund Kommune. Regulativ for affald</h1><p>§ 1</p>", "Regulativ for affald"),
        ("", f"<p>{'Skoven er stor. ' * 30}</p>", "om skove"),
    ],
)
def test_a_title_is_the_heading_of_the_page_without_its_sender(tmp_path, head, body, title):
    assert read(tmp_path, f"<head>{head}</head><body>{body}</body>", "om-skove.html").title == title


def test_a_sender_in_capitals_is_no_title(tmp_path):
    document = read(tmp_path, "BØGESUND KOMMUNE\nVej og Park\nSKOVPOLITIK\n\n1 Formål\n\nBøg og eg.\n\n2 Mål\n\nFlere.")

    assert (document.title, document.kind) == ("SKOVPOLITIK", "politik")


@pytest.mark.parametrize(
    ("text", "location"),
    [
        (
            "Skove\n\nBøg.\n\nhttps://boegesund.example/skove\n\nKilde: Bøgesund Kommune",
            "https://boegesund.example/skove",
        ),
        ("Skove\n\nBøg.\n\nKilde: https://boegesund.example/skove.", "https://boegesund.example/skove"),
        ("Skove\n\nSe mere om bøg på https://boegesund.example/bøg og om eg.", "skove.txt"),
        ("Skove\n\nhttps://boegesund.example/a\n\nhttps://boegesund.example/b", "skove.txt"),
        ("Skove\n\nBøg.\n\nhttps://navn:kode@boegesund.example/skove", "skove.txt"),
    ],
)
def test_a_location_is_the_one_address_that_stands_as_the_source_or_the_path(tmp_path, text, location):
    assert read(tmp_path, text, "skove.txt").location == location


def test_a_page_states_its_own_address_if_it_can_be_opened(tmp_path):
    page = "<link rel=canonical href='{}'><p>Skove.</p>"
    assert read(tmp_path, page.format("https://a.example/b"), "skove.html").location == "https://a.example/b"
    assert read(tmp_path, page.format("javascript:alert(1)"), "skove.html").location == "skove.html"


# ---------------------------------------------------------------- municipality


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bøgesund Kommune vil det.", "Bøgesund"),
        ("Bøgesund Kommunes politik", "Bøgesund"),
        ("Foto: Bøgesund kommune.", "Bøgesund"),
        ("vi i Høje-Taastrup Kommune", "Høje-Taastrup"),
        ("Ringkøbing-Skjern Kommunes råd", "Ringkøbing-Skjern"),
        ("Faaborg- Midtfyn Kommune", "Faaborg-Midtfyn"),
        ("Høje Taastrup Kommune", "Høje Taastrup"),
        ("Vesthimmerlands Kommune", "Vesthimmerlands"),
        ("Aarhus Kommune", "Aarhus"),
        ("Københavns Kommune", "København"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("BALLERUP KOMMUNE 2017", "Ballerup"),
        ("LYNGBY-TAARBÆK KOMMUNES PLAN", "Lyngby-Taarbæk"),
        ("Vores Kommune er grøn. I Kommunen går det godt. Hver kommune for sig.", None),
        ("Tryg kommune for alle\nGrøn kommune i vækst", None),
        ("den bedste kommune, og kommunens råd", None),
        ("Bøgesund og Ravnshede Kommune og Bøgesund Kommune. Bøgesund Kommune.", "Bøgesund"),
    ],
)
def test_a_municipality_is_the_name_before_the_word_kommune(text, name):
    assert municipality.find("", text) == name


def test_a_title_weighs_more_than_the_neighbours_in_the_text():
    assert municipality.find("Ravnshede Kommunes plan", "Bøgesund Kommune. " * 3) == "Ravnshede"


def test_a_page_that_names_its_municipality_only_in_the_footer_is_of_that_municipality(tmp_path):
    page = "<main><h1>Skove</h1><p>Bøg og eg.</p></main><footer>Bøgesund Kommune, Torvet 1</footer>"

    assert read(tmp_path, page, "skove.html").municipality == "Bøgesund"


@pytest.mark.parametrize(
    ("folder", "text", "name"),
    [
        ("bøgesund", "Der er skove i Bøgesund.", "Bøgesund"),
        ("bøgesund", "Skriv til skov@boegesund.example", "Bøgesund"),
        ("store-ask", "Toget til Store Ask er sent på den.", "Store-Ask"),
        ("affald", "Affald er et problem. Sortér dit affald.", None),
    ],
)
def test_a_folder_names_the_municipality_where_the_text_uses_the_name(folder, text, name):
    assert municipality.of_folder(folder, text) == name


# ---------------------------------------------------------------- kind and topic


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Medborgerskabspolitik", "politik"),
        ("Bøgesund Kommunes politikker", "politik"),
        ("Forvaltningens strategiplan 2013-14", "plan"),
        ("Sammenhængende strategi for unge", "strategi"),
        ("Handleplan for frivillighedspolitikken", "plan"),
        ("Stab for Strategi, Kommunikation og Erhverv Forvaltningens strategiplan", "plan"),
        ("Kasse- og regnskabsregulativ", "regulativ"),
        ("Referat af møde i Udvalget for Plan og Miljø", "referat"),
        ("Takster og gebyrer 2026", "takst"),
        ("Hvad koster en plads?", "takst"),
        ("Prisliste", "takst"),
        ("Sådan søger du om tilskud", "vejledning"),
        ("Retningslinjer for brug af kommunens lokaler", "vejledning"),
        ("Driftsaftale med Bøgesund Hallerne", "aftale"),
        ("Vedtægter for Ældrerådet", "vedtægt"),
        ("Det fjernsyn, vi benyttede til television", None),
        ("Plantning af træer", None),
    ],
)
def test_the_last_part_of_a_compound_says_what_a_document_is(title, kind):
    said = kinds.find(title=title, text="", location="a.txt", folders=(), is_overview=False, is_web_page=False)
    assert said == kind


@pytest.mark.parametrize(
    ("path", "text", "kind", "topic"),
    [
        ("nyheder/færge.txt", "Ny færgeplan vedtaget\n\nFærgen sejler.", "nyhed", None),
        ("færge.txt", "Ny færgeplan\n\nFærgen sejler.\n\nKilde: Bøgesund Kommune", "nyhed", None),
        ("færge.txt", "Færgen\n\nSejler.\n\nhttps://boegesund.example/nyheder/faerge", "nyhed", None),
        (
            "bøgesund/trafik/politikker/cykler.txt",
            "Flere på cykel\n\nI Bøgesund Kommune cykler vi.",
            "politik",
            "Trafik",
        ),
        ("bøgesund/cykler.txt", "Flere på cykel\n\nI Bøgesund Kommune cykler vi.", None, None),
        ("cykler.html", "<h1>Flere på cykel</h1><p>Cykl.</p>", "webside", None),
    ],
)
def test_a_path_tells_kind_and_topic_where_the_title_does_not(tmp_path, path, text, kind, topic):
    document = read(tmp_path, text, path)

    assert (document.kind, document.topic) == (kind, topic)


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "field", "day"),
    [
        ("Sidst opdateret den 8. april 2019", "updated", date(2019, 4, 8)),
        ("Senest revideret: 27.01.2020", "updated", date(2020, 1, 27)),
        ("Revideret 2020-01-27 og opdateret 3/2 2021.\nOpdateret 1. marts 2021", "updated", date(2021, 3, 1)),
        ("Godkendt af Byrådet den 20. marts 2013", "published", date(2013, 3, 20)),
        ("Vedtaget i Bøgesund Byråd d. 3. maj 2024", "published", date(2024, 5, 3)),
        ("Publiceret d. 3. maj 2024", "published", date(2024, 5, 3)),
        ("Byrådet godkendte denne politik den 19. juni 2024.", "published", date(2024, 6, 19)),
        ("Politikken er vedtaget af Byrådet den 19. juni 2024.", "published", date(2024, 6, 19)),
        ("Skove\n\n3. maj 2024\n\nI dag åbner skoven.", "published", date(2024, 5, 3)),
        ("Bøgesund, den 3. maj 2024\n\nI dag åbner skoven.", "published", date(2024, 5, 3)),
        ("1 Skovplan Godkendt af Byrådet den 25. februar 2013 Forord Skoven er", "published", date(2013, 2, 25)),
        ("Taksterne gælder fra 1. januar 2026.", "valid_from", date(2026, 1, 1)),
        ("Planen er vedtaget 3. maj 2024 og træder i kraft den 1. juni 2024.", "valid_from", date(2024, 6, 1)),
        ("Priserne nedenfor gælder fra den 1. januar 2026 til den 31. december 2026.", "valid_to", date(2026, 12, 31)),
    ],
)
def test_a_date_is_what_its_label_says(text, field, day):
    assert getattr(dates.find(text), field) == day


@pytest.mark.parametrize(
    "text",
    [
        "Skoven\n\nLoven om skove blev vedtaget af Folketinget den 3. juni 2020.",
        "Skoven\n\nPlanen er den første, efter at reformen trådte i kraft den 1. juli 2025.",
        "Skoven\n\nDemenspolitikken er vedtaget den 3. maj 2010.",
        "Godkendt i marts 2016",
        "Sidst opdateret den 31. februar 2019",
        "Sidst opdateret den 8. april 1019",
        "Vedtaget efter en lang debat. Næste møde er den 3. maj 2024",
        "Skoven\n\nDen åbner 3. maj 2024 klokken ti.",
    ],
)
def test_no_date_is_invented(text):
    assert dates.find(text, "Skovpolitik") == dates.Dates()


def test_of_a_document_its_compound_is_itself():
    said = "Skoven\n\nSkovpolitikken er vedtaget den 3. maj 2010."

    assert dates.find(said, "Skovpolitik").published == date(2010, 5, 3)


def test_a_page_says_its_dates_in_the_head_and_the_footer(tmp_path):
    page = "<meta name=dcterms.modified content=2026-01-02><main><h1>Skove</h1><p>Bøg.</p></main>{}"

    assert read(tmp_path, page.format(""), "a.html").updated == date(2026, 1, 2)
    stamped = page.format("<footer>Sidst opdateret 5. maj 2026</footer>")
    assert read(tmp_path, stamped, "a.html").updated == date(2026, 5, 5)


# ---------------------------------------------------------------- contact


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Skove\n\nBøg.\n\nKontakt\n\nNaturkontoret\nTlf. 10 34 24 75", "Naturkontoret, telefon 10 34 24 75"),
        ("Skove\n\nBøg.\n\nKontakt\n\nNaturkontoret, tlf. 10 34 24 75", "Naturkontoret, telefon 10 34 24 75"),
        (
            "Skove\n\nBøg.\n\nKontakt\n\nNaturkontoret\nTelefon: 1034 2475\nE-mail: natur@boegesund.example",
            "Naturkontoret, telefon 1034 2475, e-mail natur@boegesund.example",
        ),
        (
            "Skove\n\nDer er bøg. Har du spørgsmål? Kontakt Naturkontoret på telefon 1034 2475.",
            "Naturkontoret, telefon 1034 2475",
        ),
        (
            "Skove\n\nSpørgsmål om bøg besvares af Center for Natur og Miljø på telefon 1034 2475.",
            "Center for Natur og Miljø, telefon 1034 2475",
        ),
        ("Skove\n\nBrænder skoven, så ring til vagten på telefon 1034 2475 straks.", None),
        ("Skove\n\nDer er 10342475 træer.", None),
    ],
)
def test_a_contact_is_an_office_and_its_number(tmp_path, text, said):
    assert read(tmp_path, text).contact == said


def test_a_sentence_about_calling_is_read_in_a_moment():
    assert contact.find("Spørgsmål " + "om bøg og eg " * 20_000, ()) is None


# ---------------------------------------------------------------- real documents


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed documents beside the repository")
def test_real_documents_are_described():
    found = {file.id[:3]: run.read(file) for file in files.walk(SEEDS)}

    assert [found[seed].municipality for seed in sorted(found)] == [
        "Næstved", "Næstved", "Næstved", "Lyngby-Taarbæk", "Næstved"
    ]  # fmt: skip
    assert [found[seed].kind for seed in sorted(found)] == ["oversigt", "politik", "politik", "plan", "nyhed"]
    assert [found[seed].updated for seed in sorted(found)] == [
        date(2020, 1, 27), None, date(2019, 4, 8), None, None
    ]  # fmt: skip
    assert all(document.published is None for document in found.values())
    assert found["002"].contact == "Center for Kultur og Borgerservice, telefon 5588 3020"
    assert found["003"].pages == 13
    assert found["003"].title.endswith("strategiplan for 2013-14")
    assert found["003"].year == 2013
    assert found["004"].location.startswith("https://www.naestved.dk/nyheder/")
