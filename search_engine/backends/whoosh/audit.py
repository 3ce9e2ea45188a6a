"""
Is a generation what it should be? Before it is served, and whenever somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
from whoosh.reading import IndexReader

from search_engine.backends import Analysis
from search_engine.backends.whoosh import manifest as manifests
from search_engine.backends.whoosh import proof
from search_engine.backends.whoosh.compilation import compile_arrays
from search_engine.backends.whoosh.generations import REBUILD
from search_engine.backends.whoosh.manifest import Damaged, Manifest
from search_engine.backends.whoosh.publication import Sample, WhooshPublication
from search_engine.backends.whoosh.reader import WHOOSH, Reader, open_whoosh
from search_engine.backends.whoosh.schema import FIELDS
from search_engine.model import ParsedQuery


def try_out(reader: Reader, publication: WhooshPublication) -> Iterator[str]:
    """Yield what a new index lacks of what was put into it: counts, and searches that must find."""
    expected, found = sorted(publication.documents), list(reader.arrays.tables.ids)
    if expected != found:
        yield f"den har {len(found)} dokumenter, og der blev lagt {len(expected)} i"
        return
    if reader.lexicon.learned != publication.lexicon.learned:
        yield "den har lært andre ord, end dem dokumenterne er læst med"
    for document_id, sample in publication.samples.items():
        if not _found(reader, document_id, sample):
            yield f"den finder ikke {document_id} igen"


def faults(folder: Path, manifest: Manifest, reader: Reader, analysis: Analysis) -> Iterator[str]:
    """Yield a sentence for everything in the generation that is not as it was made, or would be made otherwise now."""
    name = manifest.name
    try:
        manifests.check(folder, manifests.read(folder, name))
    except Damaged as damage:
        yield f"Udgave {name} af indekset er beskadiget: {damage}. {REBUILD}"
        return
    with closing(open_whoosh(folder / WHOOSH)) as whoosh:
        yield from _badly_made(whoosh, manifest, reader)
        yield from _badly_read(whoosh, reader, analysis)


def _badly_made(whoosh: IndexReader, manifest: Manifest, reader: Reader) -> Iterator[str]:
    """Does what ranks follow from what Whoosh keeps, and do the passages join?"""
    compiled = compile_arrays(whoosh)
    kept = reader.arrays.by_name()
    for part, array in compiled.arrays.by_name().items():
        if not np.array_equal(array, kept[part]):
            yield f"Rangeringens tal ({part}) svarer ikke til det, Whoosh har gemt. {REBUILD}"
    if compiled.digest != manifest.facts["content"]:
        yield f"Indholdet af udgave {manifest.name} er ikke det, der blev udgivet. {REBUILD}"
    for document_id in reader.arrays.tables.ids:
        if not _whole(reader, document_id):
            yield f"Teksten af {document_id} hænger ikke sammen i indekset. {REBUILD}"


def _badly_read(whoosh: IndexReader, reader: Reader, analysis: Analysis) -> Iterator[str]:
    """Do the terms follow from the texts?"""
    lexicon = proof.lexicon_of_texts(reader)
    if lexicon.learned != reader.lexicon.learned:
        yield f"Indekset har lært andre ord, end dem dets dokumenter har. {REBUILD}"
    for document_id in proof.misread(whoosh, reader, analysis, lexicon):
        yield f"Ordene i {document_id} er ikke læst, som de skal læses. {REBUILD}"


def _found(reader: Reader, document_id: str, sample: Sample) -> bool:
    first = int(reader.arrays.columns.document_ends[reader.arrays.document_number(document_id) or 0])
    numbers = [first + place for place, passage in enumerate(reader.passages(document_id)) if passage == sample.passage]
    terms = {term for field in FIELDS for term in getattr(sample.terms, field)}
    if not terms:
        return bool(numbers)
    hits = {term: len(reader.arrays.postings(term)[0]) for term in terms}
    rarest = min(hits, key=lambda term: (hits[term], term))
    asked = ParsedQuery(words=(), terms=(), required=((rarest,),))
    found = reader.search.matching(asked).all()
    return bool(numbers) and numbers[0] in found.passages


def _whole(reader: Reader, document_id: str) -> bool:
    """Whether the passages lie one after the other and are what their sections hold."""
    sections = reader.document(document_id).sections
    ends = [0] * len(sections)
    for passage in reader.passages(document_id):
        section = sections[passage.section]
        if passage.start != ends[passage.section] or section.text[passage.start : passage.end] != passage.text:
            return False
        ends[passage.section] = passage.end
    return True
