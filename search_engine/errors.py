"""
The errors, sorted by who can put them right.

    KommunesvarError
    ├── ReaderError              somebody who searches: change what was asked for
    │   ├── EmptyQuery
    │   ├── QueryTooLong
    │   ├── BadExpression        an exact search with a sign where it means nothing
    │   ├── BadFilter
    │   └── NotFound             no such document or passage (any more)
    ├── DocumentError            whoever keeps the documents: change the file
    │   ├── Undecodable
    │   ├── UnknownFormat
    │   ├── NoText               nothing left to read once the furniture is gone
    │   ├── BadSidecar
    │   └── PersonalData         holds what looks like a cpr number
    └── OperatorError            whoever runs the machine: run a command, free a disk
        ├── CorpusMissing
        ├── IndexMissing         no index yet: ingest
        ├── IndexFormat          made by another version: ingest --rebuild
        ├── IndexDamaged         no whole generation left: ingest --rebuild
        ├── IndexUnreadable      no right to read it, or something else is there
        ├── IndexUnwritable      no right or no room to write the next one: free the disk
        ├── IngestRunning        somebody else is ingesting (exit code 75)
        ├── BadSetting
        ├── BadQuestions         a file of judged questions that cannot be read
        ├── DictionaryMissing    the word list is not installed: make setup
        └── ModelMissing         what reads meaning is not made for this machine

Each carries one Danish sentence for the person who meets it: what was found, where,
and the next move. A library's errors are turned into these at the edge, with
``raise … from``. "No answer" is a value and has no error.
"""

import errno

CAUSES = {  # what the operating system says in English, for the middle of a sentence
    errno.EACCES: "der er ikke adgang",
    errno.EADDRNOTAVAIL: "maskinen har ikke den adresse",
    errno.EDQUOT: "kvoten er brugt op",
    errno.EEXIST: "der ligger en fil med det navn",
    errno.EIO: "disken svarer med en fejl",
    errno.EISDIR: "det er en mappe",
    errno.ELOOP: "linket fører i ring",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ENOENT: "den findes ikke",
    errno.ENOSPC: "disken er fuld",
    errno.ENOTDIR: "det er ikke en mappe",
    errno.EPERM: "kun ejeren må",
    errno.EROFS: "disken kan kun læses",
}


def cause(error: OSError) -> str:
    """Why the operating system refused, in Danish where we know it."""
    return CAUSES.get(error.errno or 0) or error.strerror or type(error).__name__


class KommunesvarError(Exception):
    """Anything of ours that went wrong; str() is a sentence that can be shown."""


class ReaderError(KommunesvarError):
    """The person who searches can put it right."""


class EmptyQuery(ReaderError):
    pass


class QueryTooLong(ReaderError):
    pass


class BadExpression(ReaderError):
    pass


class BadFilter(ReaderError):
    pass


class NotFound(ReaderError):
    pass


class DocumentError(KommunesvarError):
    """The document is set aside with this reason, and the run goes on."""


class Undecodable(DocumentError):
    pass


class UnknownFormat(DocumentError):
    pass


class NoText(DocumentError):
    pass


class BadSidecar(DocumentError):
    pass


class PersonalData(DocumentError):
    pass


class OperatorError(KommunesvarError):
    """The operator of the machine can put it right; the command line exits with 2."""


class CorpusMissing(OperatorError):
    pass


class IndexMissing(OperatorError):
    pass


class IndexFormat(OperatorError):
    pass


class IndexDamaged(OperatorError):
    pass


class IndexUnreadable(OperatorError):
    pass


class IndexUnwritable(OperatorError):
    pass


class IngestRunning(OperatorError):
    pass


class BadSetting(OperatorError):
    pass


class DictionaryMissing(OperatorError):
    pass


class ModelMissing(OperatorError):
    def __init__(self) -> None:
        super().__init__(
            "Modellen, der læser betydning, kan ikke køre her: den kræver Linux, på x86 med AVX2, eller en Mac med "
            "Apples processor. Flyt tjenesten, eller lad det være: der søges så efter ord alene."
        )


class BadQuestions(OperatorError):
    pass


class BadThesaurus(OperatorError):
    pass
