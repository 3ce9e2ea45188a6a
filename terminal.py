"""
What the command line says: its help and complaints in Danish, and results as text.

Results go to stdout, reports and progress to stderr.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.run import Report
from search_engine.model import (
    Citation,
    Evidence,
    LeftOut,
    Occurrences,
    Passage,
    ReadWord,
    Record,
    Reply,
    Results,
    Status,
)
from search_engine.ranking import SYNONYM_WEIGHT

if TYPE_CHECKING:
    from search_engine.evaluation import AnswerEvaluation, Evaluation, Move
    from web.statistics import Counts

FAILED = 2  # argparse's own exit code for a wrong command line

SHOWN = ("title", "municipality", "kind", "topic", "published", "updated", "contact", "location", "pages")

LISTED = 50  # guess: rows of a list that one looks through in a terminal; --json has them all
LACKS = {"no-hits": "intet fundet", "no-answer": "intet svar"}

SAID = {  # argparse's complaints
    r"argument (\S+): ": r"\1: ",
    r"the following arguments are required: ": "der mangler: ",
    r"unrecognized arguments: ": "kendes ikke: ",
    r"not allowed with argument (\S+)": r"kan ikke bruges sammen med \1",
    r"expected one argument": "der mangler en værdi",
    r"invalid choice: '(.*?)'": r"»\1« findes ikke",
    r" \(choose from (.*)\)": r"; vælg mellem \1",
    r"'": "",
}
HELP = {  # … and headlines
    "usage: ": "brug: ",
    "positional arguments:": "hvad:",
    "options:": "valg:",
    "show this help message and exit": "vis denne hjælp",
}

err = Console(stderr=True, highlight=False)


class Parser(argparse.ArgumentParser):
    """argparse, in the language of those who use the command."""

    def error(self, message: str) -> NoReturn:
        for english, danish in SAID.items():
            message = re.sub(english, danish, message)
        self.exit(FAILED, f"kommunesvar: {message}. Se »{self.prog} --help«.\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, danish in HELP.items():
            text = text.replace(english, danish)
        return text


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, where somebody looks; called with how many are done and how many there are."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def complain(reason: object) -> None:
    """Say on stderr what went wrong."""
    err.print(f"kommunesvar: {reason}", markup=False, soft_wrap=True)


def print_json(body: object) -> None:
    print(json.dumps(body, ensure_ascii=False, indent=2, default=str))


def print_reading(results: Results) -> None:
    """How each word of the query was read."""
    repaired = {repair.typed for repair in results.repaired}
    width = max((len(word.word) for word in results.words), default=0)
    print("Sådan blev søgningen læst:")
    for word in results.words:
        print(f"  {word.word.ljust(width)}  {_reading(word, is_repaired=word.word in repaired)}")
    print()


def _reading(word: ReadWord, *, is_repaired: bool) -> str:
    if word.left_out is LeftOut.TOO_MANY:
        return "søges der ikke efter: der er for mange ord"
    if word.left_out:
        return "søges der ikke efter: et lille ord"
    said = [f"søges som »{word.stem}«"]
    if word.parts:
        said.append("består af " + " + ".join(word.parts))
    weight = f"{SYNONYM_WEIGHT:g}".replace(".", ",")
    meanings = (word.read_as or "").split(", ") if word.read_as else []
    if is_repaired and meanings:
        said.insert(0, f"står der ikke, og læses som »{meanings.pop(0)}«")
    if meanings and meanings[0].endswith(" Kommune"):
        said.append(f"{meanings.pop(0)}, hvis dokumenter kommer først")
    if meanings:
        said.append(f"andre ord for det, som tæller {weight}: {', '.join(meanings)}")
    return "; ".join(said)


def print_results(
    results: Results, evidence: Sequence[Sequence[Evidence]] = (), nearness: Sequence[float | None] = ()
) -> None:
    """With *evidence* and *nearness* of each hit, why it was found."""
    if results.repaired:
        read = ", ".join(f"»{repair.typed}« som »{repair.read}«" for repair in results.repaired)
        print(f"Vi har læst {read}. Søg i stedet efter det, der blev skrevet: {results.as_typed}")
    if results.did_you_mean:
        print(f"Mente du: {results.did_you_mean}")
    if results.beyond:
        print(f"Søgningen har mange ord. Vi søgte ikke efter {', '.join(f'»{word}«' for word in results.beyond)}.")
    first = results.query.offset + 1
    if not results.hits:
        none = "Det står ikke i dokumenterne. Prøv færre eller andre ord."
        print(_none_from(first, results.total) if results.total else none)
        return
    print(f"{_count(results.total, 'sted', 'steder')}.{_which(first, len(results.hits), results.total)}")
    for number, hit in enumerate(results.hits, start=first):
        record, passage = hit.record, hit.passage
        print(f"\n{number}. {_place(record, passage, passage.page)}")
        if known := _known(record):
            print(f"   {known}")
        print(textwrap.indent(textwrap.fill(textwrap.shorten(passage.text, 400, placeholder=" …"), 100), "   "))
        print(f"   {record.id}  {passage.anchor}")
        if evidence:
            near = nearness[number - first]
            said = [
                *map(_evidence, evidence[number - first]),
                *([] if near is None else [f"betydning {_decimal(near)}"]),
            ]
            print(f"   {_decimal(hit.score)} point: {'; '.join(said)}")


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _evidence(found: Evidence) -> str:
    places = {
        "i titlen": found.title,
        "i overskrifter": found.heading,
        "i teksten": found.body,
        "inde i andre ord": found.within,
    }
    said = ", ".join(f"{count} {place}" for place, count in places.items() if count)
    return f"{f'»{found.word}«' if found.word else 'andre ord for det samme'} {said}"


def print_occurrences(places: Occurrences) -> None:
    first = places.query.offset + 1
    if not places.found:
        none = "Det står der ikke præcis sådan. Uden --exact findes også bøjede og beslægtede ord."
        print(_none_from(first, places.total) if places.total else none)
        return
    counts = f"{_count(places.total, 'sted', 'steder')} i {_count(places.documents, 'dokument', 'dokumenter')}"
    print(f"{counts}.{_which(first, len(places.found), places.total)}")
    record = None
    for number, place in enumerate(places.found, start=first):
        if place.record != record:
            record = place.record
            print(f"\n{' · '.join(filter(None, (record.title, _known(record))))}  {record.id}")
        context = " ".join(f"{place.before}[{place.quote}]{place.after}".split())
        print(f"{number:>5}. {context}")
        where = " › ".join(place.path) + (f", side {place.page}" if place.page else "")
        if where:
            print(f"       {where}")


def _which(first: int, shown: int, total: int) -> str:
    return f" Her er nr. {first}-{first + shown - 1}." if shown < total else ""


def _none_from(first: int, total: int) -> str:
    return f"{_count(total, 'sted', 'steder')}, men intet fra nr. {first}. Vælg et lavere tal efter --offset."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def print_reply(reply: Reply) -> None:
    if reply.answer:
        for citation in reply.answer.citations:
            _print_citation(citation)
        print(f"Sikkerhed: {100 * reply.answer.confidence:.0f} %")
        return
    print(f"Det står der ikke. Vi har søgt i {_held(reply.documents, reply.passages)}.")
    if reply.missing:
        print(f"De nærmeste steder har ikke: {', '.join(reply.missing)}")
    for hit in reply.results.hits:
        print(f"  {_place(hit.record, hit.passage, hit.passage.page)}")
    if reply.contact:
        print("Spørg her:")
        print(textwrap.indent(reply.contact, "  "))


def _print_citation(citation: Citation) -> None:
    record = citation.record
    print(textwrap.indent(citation.quote, "  "))
    print(f"  – {_place(record, citation.passage, citation.page)}")
    state = "erstattet af et nyere" if record.replaced_by else ""
    print(f"    {' · '.join(filter(None, (_known(record), state)))}\n")


def _place(record: Record, passage: Passage, page: int | None) -> str:
    return " › ".join([record.title, *passage.path]) + (f", side {page}" if page else "")


def _known(record: Record) -> str:
    return " · ".join(str(part) for part in (record.municipality, record.kind, record.date or record.year) if part)


def _held(documents: int, passages: int) -> str:
    return f"{_count(documents, 'dokument', 'dokumenter')} ({_count(passages, 'tekststykke', 'tekststykker')})"


def print_status(found: Status) -> None:
    published = found.published.astimezone().strftime("%d.%m.%Y kl. %H.%M")
    print(f"Udgivet {published} ({found.generation}): {_held(found.documents, found.passages)}.")
    for problem in found.problems:
        print(problem)
    if found.set_aside:
        print(f"{_count(len(found.set_aside), 'fil', 'filer')} kunne ikke tages ind:")
        for file in found.set_aside:
            print(f"  {file.path}: {file.reason} (siden {file.since.astimezone():%d.%m.%Y})")


def print_without_meaning(passages: int) -> None:
    """That some passages are found by words alone, if there are any."""
    if passages:
        err.print(
            f"{_count(passages, 'sted', 'steder')} findes foreløbig kun på ordene. Kør »kommunesvar embed« for at få "
            "betydningen med; der kan søges imens.",
            soft_wrap=True,
        )


def print_embedded(passages: int) -> None:
    done = _count(passages, "sted", "steder")
    err.print(f"Betydningen er regnet ud for {done}." if passages else "Der manglede intet.")


def print_counts(found: Counts, days: int) -> None:
    """What found nothing, and whether answers helped, in the last *days*."""
    if found.problem:
        print(found.problem)
    if found.unanswered:
        print(f"Spørgsmål, der ikke gav noget, de seneste {days} dage:")
        for asked in found.unanswered[:LISTED]:
            print(f"{asked.times:>6}  {asked.question} ({LACKS[asked.event]})")
    if found.verdicts:
        print(f"»Hjalp svaret dig?«, de seneste {days} dage:")
        for verdict in found.verdicts[:LISTED]:
            print(f"  {verdict.no} nej, {verdict.yes} ja  {verdict.question} ({verdict.passage_id})")


def print_evaluation(found: Evaluation, *, show_failures: bool) -> None:
    _print_measures("", found.measures)
    for failure in found.failures if show_failures else ():
        print(f"{failure.question.id} ({failure.question.kind}): {failure.question.text}")
        print(f"   {f'nr. {failure.rank}' if failure.rank else 'ikke fundet'}; først kom {failure.found or 'intet'}")


def print_answers(found: AnswerEvaluation) -> None:
    if not found.questions:
        return
    _print_measures("svar", found.measures)
    table = Table("angivet sikkerhed", "svar", "i snit", "rigtige")
    for some in found.certainty:
        table.add_row(f"{some.least:.1f}-{some.most:.1f}", str(some.answers), f"{some.stated:.2f}", f"{some.right:.2f}")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    for failure in found.failures:
        print(f"{failure.question.id} ({failure.question.type}): {failure.question.text}")
        if failure.confidence is None:
            print("   intet svar")
            continue
        said = " / ".join(" ".join(quote.split())[:100] for quote in failure.quotes)
        wrong = "forkert" if failure.question.documents else "burde ikke være besvaret"
        print(f"   {wrong} (sikkerhed {failure.confidence:.2f}): {said}")


def _print_measures(title: str, measures_of: Mapping[str, Mapping[str, float]]) -> None:
    names = list(dict.fromkeys(name for measures in measures_of.values() for name in measures))
    table = Table(title, *names)
    for kind, measures in measures_of.items():
        table.add_row(kind, *(f"{measures[name]:.3f}" if name in measures else "" for name in names))
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def print_comparison(before: Evaluation, after: Evaluation, moves: Sequence[Move], *, show_moves: bool) -> None:
    """The measures, with an arrow where they differ, and the questions whose answer moved."""
    names = list(dict.fromkeys(name for measures in before.measures.values() for name in measures))
    table = Table("", *names)
    for kind, measures in before.measures.items():
        pairs = [(measures.get(name), after.measures[kind].get(name)) for name in names]
        table.add_row(
            kind, *(_arrow(*(f"{value:.3f}" if value is not None else "" for value in pair)) for pair in pairs)
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    losses = sum(move.is_loss for move in moves)
    print(f"{losses} tab og {_count(len(moves) - losses, 'gevinst', 'gevinster')}.")
    for move in moves if show_moves else ():
        ranks = _arrow(*(f"nr. {rank}" if rank else "ikke fundet" for rank in (move.before, move.after)))
        print(f"{move.question.id} ({move.question.kind}): {move.question.text}\n   {ranks}")


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def print_report(report: Report) -> None:
    if report.generation is None:
        err.print(f"Intet er ændret: {_count(report.unchanged, 'dokument', 'dokumenter')}.")
    else:
        counts = f"{len(report.added)} nye, {len(report.changed)} ændrede, {len(report.removed)} fjernede"
        err.print(f"Udgivet som {report.generation} på {report.seconds:.1f} s: {counts}, {report.unchanged} uændrede.")
    for file in report.set_aside:
        err.print(f"Ikke taget ind: {file.path}: {file.reason}", markup=False, soft_wrap=True)


def print_preview(documents: Sequence[dict[str, Any]]) -> None:
    for document in documents:
        print(document["path"])
        if "set_aside" in document:
            print(f"  ikke taget ind: {document['set_aside']}")
            continue
        print("".join(f"  {name}: {document[name]}\n" for name in SHOWN if document[name]), end="")
        rules = Counter(edit["rule"] for edit in document["edits"])
        print(f"  renset: {', '.join(f'{rule} ({count})' for rule, count in rules.items()) or 'intet'}")
        for section in document["sections"]:
            print(f"  {'  ' * len(section['path'])}{' › '.join(section['path'][-1:]) or '(indledning)'}")
