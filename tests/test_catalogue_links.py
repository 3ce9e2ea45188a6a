"""An overview's entries and the documents they name."""

from datetime import date

from search_engine.catalogue import topics, topics_by_document
from search_engine.model import Entry, Record


def record(id: str, title: str, municipality: str = "Nordby", **more) -> Record:
    return Record(id=id, title=title, municipality=municipality, location=id, fingerprint="f", **more)


def overview(*entries: tuple[str, str], **more) -> Record:
    listed = tuple(Entry(topic, title, "", f"post-{n}") for n, (topic, title) in enumerate(entries))
    return record("oversigt", "Politikker og strategier", entries=listed, **more)


def test_an_entry_names_the_document_whose_title_says_the_same():
    page = overview(("Ældre", "Frivillighedspolitik"), ("Ældre", "Demenspolitik"))
    policy = record("frivillig", "Nordby Kommunes frivillighedspolitik 2019-2022")

    (topic,) = topics([page, policy])

    assert [entry.document for entry in topic.entries] == [policy, None]
    assert topics_by_document([page, policy]) == {"frivillig": "Ældre"}


def test_another_municipalitys_document_of_the_same_name_is_not_it():
    page = overview(("Ældre", "Frivillighedspolitik"))
    other = record("frivillig", "Frivillighedspolitik", municipality="Sydby")

    assert topics_by_document([page, other]) == {}


def test_the_version_in_force_is_named_before_the_one_it_replaced():
    page = overview(("Skole", "Skolepolitik"))
    old = record("gammel", "Skolepolitik 2018", published=date(2018, 1, 1), replaced_by="ny")
    new = record("ny", "Skolepolitik 2024", published=date(2024, 1, 1))

    (topic,) = topics([page, new, old])

    assert topic.entries[0].document == new


def test_a_documents_own_topic_stands_and_topics_come_in_the_overviews_order():
    page = overview(("Ældre", "Demenspolitik"), ("Børn", ""))
    own = record("demens", "Demenspolitik", topic="Sundhed")

    assert [topic.name for topic in topics([own, page])] == ["Ældre", "Børn", "Sundhed"]
    assert topics([own, page])[2].documents == (own,)
    assert topics([own, page])[1].entries == ()
