"""
A collection whose every state is known: after batch 7 these documents, with these texts.

A batch changes some documents, removes some and brings others back. The document "stand"
says which batch it was, so that an index can be compared with what it claims to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish import Lexicon
from search_engine.model import Document, ParsedQuery, Passage, PassageTerms, Query, Record, Section

STAND = "stand"
COUNT = 12
WORDS = "affald borger dagtilbud ejendom forening gebyr havn idræt jord klima lokalplan miljø natur".split()  # noqa: SIM905
EVERYWHERE = "kommune"  # a word of every passage


def documents_after(batch: int) -> dict[str, int]:
    """Document id -> version."""
    numbers = (number for number in range(COUNT) if (batch + number) % 5)
    return {STAND: batch, **{f"dokument/{number}": (batch + number) // 3 for number in numbers}}


def document(document_id: str, version: int) -> tuple[Document, list[Passage]]:
    """Two sections with text, one without; three passages."""
    words = [WORDS[(version + place * place) % len(WORDS)] for place in range(40)]
    parts = [
        f"{EVERYWHERE} {own_word(document_id, version)} {' '.join(words[:20])}\n",
        f"{EVERYWHERE} {' '.join(words[20:])}",
        f"{EVERYWHERE} version{version}",
    ]
    sections = (
        Section(("Formål",), parts[0] + parts[1], "formaal"),
        Section(("Bilag",), "", "bilag"),
        Section(("Formål", "Tid"), parts[2], "tid"),
    )
    title = f"Om {document_id} i 20{version % 100:02}"
    found = Document(id=document_id, title=title, location=document_id, fingerprint=str(version), sections=sections)
    passages = []
    for number, (section, start) in enumerate(((0, 0), (0, len(parts[0])), (2, 0))):
        text, place = parts[number], sections[section]
        passage = Passage(
            f"{document_id}#{version}.{number}",
            document_id,
            section,
            place.path,
            place.anchor,
            start,
            start + len(text),
            text,
        )
        passages.append(passage)
    return found, passages


def analysis(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    """A term for each word, as it is written."""
    words_of = (record.title, " ".join(passage.path), passage.text, f"+{passage.text}")  # title, heading, body, parts
    return PassageTerms(*(tuple(words.lower().split()) for words in words_of))


def own_word(document_id: str, version: int) -> str:
    """A word that no other document has, and no other version of this one."""
    return f"{document_id}v{version}"


def publish(backend: WhooshBackend, batch: int) -> None:
    """Make the index what it is after *batch*, as an ingest does: only what has changed."""
    wanted, known = documents_after(batch), backend.fingerprints()
    with backend.publish(analysis) as publication:
        for document_id in known.keys() - wanted.keys():
            publication.remove(document_id)
        for document_id, version in wanted.items():
            if known.get(document_id) != str(version):
                publication.put(*document(document_id, version))


def search(backend: WhooshBackend, word: str) -> Mapping[str, str]:
    """Passage id -> the fingerprint of its document, of everything with *word*, copies of what is shown too."""
    found = backend.candidates(ParsedQuery((), (word,)), Query(word, limit=10_000))
    return {one.passage.id: one.record.fingerprint for shown in found.scored for one in (shown, *shown.copies)}


def batch_of(backend: WhooshBackend) -> int:
    """
    The batch after which the index is as it is, having compared all of it.

    Raises:
        AssertionError: If it is not what it was after that batch, or is not whole.
    """
    fingerprints = backend.fingerprints()
    batch = int(fingerprints[STAND])
    wanted = documents_after(batch)
    assert fingerprints == {document_id: str(version) for document_id, version in wanted.items()}
    passages: dict[str, str] = {}
    for document_id, version in wanted.items():
        expected, parts = document(document_id, version)
        assert backend.document(document_id) == expected
        assert list(backend.passages(document_id)) == parts
        assert search(backend, own_word(document_id, version)) == {parts[0].id: str(version)}
        passages |= {passage.id: str(version) for passage in parts}
    assert search(backend, EVERYWHERE) == passages
    assert backend.verify(analysis) == list(backend.status().problems)
    return batch
