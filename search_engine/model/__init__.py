"""
The domain types, all of them: frozen, without I/O, without a library's types.

    Document = Record + Sections        what a municipality published
      └─ Section                        a heading's text, with the printed pages it stands on
           └─ Passage                   a stretch of a section, small enough to be read as a result
    Query -> ParsedQuery -> Results     what a reader asked, how it was read, what was found
               └─ Hit                   a passage, its record, its score, the words to mark
    Query -> Expression -> Occurrences  … or what exactly must stand there, and every place where it does
                             └─ Occurrence
    Query -> Reply                      … and what the documents answer, if they do
               └─ Answer                of which kind, how certain
                    └─ Citation         the document's own words, and where they stand

Offsets count Unicode code points and are half-open, everywhere. Texts are NFC.
"""

from search_engine.model.answers import Answer, Citation, Reply
from search_engine.model.collection import SetAside, Status, Suggestion, SuggestionKind, Topic, TopicEntry
from search_engine.model.documents import YEAR, Document, Entry, PageMark, Passage, PassageTerms, Record, Section
from search_engine.model.facts import Asked, Fact, FactKind
from search_engine.model.queries import (
    ExactPhrase,
    ExactWord,
    Expression,
    Filters,
    LeftOut,
    Mode,
    Nearby,
    ParsedQuery,
    Query,
    ReadWord,
    Repair,
    Sort,
)
from search_engine.model.results import (
    Candidates,
    Copy,
    Evidence,
    FacetCount,
    Facets,
    Hit,
    Nearness,
    Occurrence,
    Occurrences,
    Results,
    Scored,
    Source,
)

__all__ = [
    "YEAR",
    "Answer",
    "Asked",
    "Candidates",
    "Citation",
    "Copy",
    "Document",
    "Entry",
    "Evidence",
    "ExactPhrase",
    "ExactWord",
    "Expression",
    "FacetCount",
    "Facets",
    "Fact",
    "FactKind",
    "Filters",
    "Hit",
    "LeftOut",
    "Mode",
    "Nearby",
    "Nearness",
    "Occurrence",
    "Occurrences",
    "PageMark",
    "ParsedQuery",
    "Passage",
    "PassageTerms",
    "Query",
    "ReadWord",
    "Record",
    "Repair",
    "Reply",
    "Results",
    "Scored",
    "Section",
    "SetAside",
    "Sort",
    "Source",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "Topic",
    "TopicEntry",
]
