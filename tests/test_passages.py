"""Sections to passages: exact slices, short enough to read, the same through any re-index."""

from hypothesis import given
from hypothesis import strategies as st

from search_engine.danish import Lexicon
from search_engine.model import Document, Entry, PageMark, Section
from search_engine.passages import MAX_CHARS, passage_terms, split


def document(*texts: str, **record) -> Document:
    sections = tuple(Section(("Afsnit",), text, f"afsnit-{n}") for n, text in enumerate(texts))
    return Document(
        **{"id": "d", "title": "Skolepolitik", "location": "d.txt", "fingerprint": "f", "sections": sections, **record}
    )


WORDS = st.sampled_from(["Vi", "vil", "lytte.", "Kommunen:", "\n", "\n\n", "- ", " ", "jf. § 18.", "ord" * 500])


@given(st.lists(WORDS, max_size=400).map(" ".join).map(str.strip))
def test_the_passages_of_a_section_join_to_its_text_and_none_is_too_long(text):
    passages = list(split(document(text)))

    assert all(passage.text == text[passage.start : passage.end] for passage in passages)
    assert all(len(passage.text) <= MAX_CHARS and passage.text.strip() for passage in passages)
    assert "".join(passage.text for passage in passages) == (text if text.strip() else "")
    assert len({passage.id for passage in passages}) == len(passages)


def test_a_lead_in_stays_with_its_list():
    before = "Kommunen har mange opgaver, og de bliver flere. " * 16
    text = f"{before}\n\nKommunen vil:\n" + "\n".join(f"- tage sig af opgave nummer {n} i rækken" for n in range(15))

    passages = [passage.text for passage in split(document(text))]

    assert any("Kommunen vil:\n- tage" in passage for passage in passages)


def test_a_paragraph_stays_whole_though_the_passages_are_uneven_for_it():
    reason = "Kommunen har ingen politik for det. Det skyldes, at alle borgere er lige og har de samme rettigheder. "
    text = "\n\n".join(["Kommunen har mange opgaver. " * 22, reason * 4, "Byrådet tager stilling hvert år. " * 19])

    passages = [passage.text for passage in split(document(text))]

    assert len(passages) == 2
    assert any(passage.count(reason.strip()) == 4 for passage in passages)


def test_a_numbered_item_stays_with_its_number():
    before = "Kommunen har mange opgaver, og de bliver flere. " * 20
    text = f"{before}De fem mål er: 1. Økonomi 2. Kvalitet 3. Udvikling 4. Ledelse 5. Dialog. {before}"

    passages = [passage.text for passage in split(document(text))]

    assert any("De fem mål er: 1. Økonomi 2. Kvalitet 3. Udvikling 4. Ledelse 5. Dialog." in text for text in passages)


def test_an_id_survives_other_texts_coming_and_going():
    before = [passage.id for passage in split(document("Affald hentes om tirsdagen."))]
    after = [passage.id for passage in split(document("Et nyt afsnit.", "Affald  hentes\nom tirsdagen."))]

    assert before[0] == after[1] != after[0]


def test_a_passage_knows_the_pages_it_starts_and_ends_on():
    section = Section(("Afsnit",), "Første side. Anden side. ", "afsnit", (PageMark(0, 4), PageMark(13, 5)))

    (passage,) = split(document(sections=(section,)))

    assert (passage.page, passage.page_end) == (4, 5)


def test_the_municipality_is_searched_with_the_title_and_an_entry_by_its_own():
    entry = Entry("Skole", "Læsestrategi", "Om læsning.", "afsnit-0")
    overview = document("Læsestrategi\nOm læsning.", municipality="Nordby", entries=(entry,))

    (passage,) = split(overview)
    terms = passage_terms(overview, passage, Lexicon())

    assert "nordby" in terms.title
    assert "læsestrategi" in terms.heading
