"""
The command line, and the composition root: the only file that knows all three folders.

Results go to stdout, reports and progress to stderr. Exit codes: 0 done; 1 nothing
found, or some documents were set aside; 2 could not run; 75 somebody else is ingesting.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from werkzeug.datastructures import MultiDict

from ingest import run
from ingest.run import Report
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.errors import IngestRunning, KommunesvarError
from search_engine.model import Results, Status
from search_engine.settings import Settings
from web import api, parameters, serving
from web.app import create_app

if TYPE_CHECKING:
    from search_engine.evaluation import Evaluation

DONE, INCOMPLETE, FAILED, BUSY = 0, 1, 2, os.EX_TEMPFAIL  # 75: try again later

SHOWN = ("title", "municipality", "kind", "topic", "published", "updated", "contact", "location", "pages")

SAID = {  # argparse's complaints
    r"argument (\S+): ": r"\1: ",
    r"the following arguments are required: ": "der mangler: ",
    r"unrecognized arguments: ": "kendes ikke: ",
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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    try:
        settings = _settings(args)
        logging.basicConfig(level=settings.log.upper(), format="%(levelname)s %(name)s: %(message)s")
        code: int = args.command(args, settings)
        return code
    except IngestRunning as error:
        return _fail(error, BUSY)
    except KommunesvarError as error:
        return _fail(error, FAILED)
    except BrokenPipeError:  # the reader of our output has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _fail("Afbrudt. Det, der var udgivet, er uændret.", FAILED)
    except Exception:  # ours to mend, and not to be taken for "some were set aside"
        logging.getLogger(__name__).exception("Der er en fejl i Kommunesvar. Det, der var udgivet, er uændret.")
        return FAILED


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = _Parser(prog="kommunesvar", description="Søg og find svar i en kommunes egne dokumenter.", allow_abbrev=False)
    top.add_argument("--index", type=Path, metavar="MAPPE", help="hvor indekset ligger (KOMMUNESVAR_INDEX, index)")
    commands = top.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")

    def command(name: str, does: Callable[[argparse.Namespace, Settings], int], says: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=says, description=says, allow_abbrev=False)
        sub.set_defaults(command=does)
        if name != "serve":
            sub.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
        return sub

    sub = command("ingest", ingest, "Tag dokumenterne i en mappe ind, og udgiv et nyt indeks.")
    sub.add_argument("corpus", type=Path, nargs="?", metavar="MAPPE", help="dokumenterne (KOMMUNESVAR_CORPUS, corpus)")
    sub.add_argument("--rebuild", action="store_true", help="læs alt forfra, også det uændrede")
    sub.add_argument("--dry-run", action="store_true", help="vis, hvad der ville blive taget ind og renset væk")

    sub = command("search", search, "Søg, og vis de steder, der passer bedst.")
    sub.add_argument("text", metavar="SØGNING", help='ord, "faste vendinger" og -ord, der ikke må stå der')
    sub.add_argument("--municipality", action="append", default=[], metavar="KOMMUNE")
    sub.add_argument("--kind", action="append", default=[], metavar="TYPE", help="politik, plan, nyhed …")
    sub.add_argument("--topic", action="append", default=[], metavar="EMNE")
    sub.add_argument("--from", action="append", metavar="ÅR", help="tidligst dette år eller denne dato")
    sub.add_argument("--to", action="append", metavar="ÅR", help="senest dette år eller denne dato")
    sub.add_argument("--sort", choices=("relevance", "date"), default="relevance")
    sub.add_argument("--limit", type=_count, default=10, metavar="ANTAL")
    sub.add_argument("--offset", type=_count, default=0, metavar="ANTAL")

    sub = command("serve", serve, "Vis siderne og API’et på en adresse.")
    sub.add_argument("--host", default="127.0.0.1", metavar="ADRESSE")
    sub.add_argument("--port", type=_count, default=8000, metavar="PORT")
    sub.add_argument("--workers", type=_count, default=2, metavar="ANTAL", help="processer, der svarer")

    command("status", status, "Vis, hvad der er i indekset, hvor nyt det er, og hvad der er galt.")

    sub = command("evaluate", evaluate, "Mål søgningen på spørgsmål, hvis svar er kendt.")
    sub.add_argument("questions", type=Path, nargs="+", metavar="FIL", help="spørgsmål, et på hver linje (JSON)")
    sub.add_argument("--half", choices=("tuning", "check"), help="kun den halvdel, der må ses, eller kun den anden")

    sub = command("verify", verify, "Undersøg, om indekset er helt.")
    sub.add_argument("--deep", action="store_true", help="læs dokumenterne igen, og sammenlign med indekset")
    sub.add_argument("corpus", type=Path, nargs="?", metavar="MAPPE", help="dokumenterne (KOMMUNESVAR_CORPUS, corpus)")
    return top


# ---------------------------------------------------------------- the commands


def ingest(args: argparse.Namespace, settings: Settings) -> int:
    engine = _engine(settings)
    if args.dry_run:
        with _progress("Læser") as advance:
            documents = list(run.preview(settings.corpus, progress=advance))
        if args.json:
            _print_json({"documents": documents})
        else:
            _print_preview(documents)
        return INCOMPLETE if any("set_aside" in document for document in documents) else DONE

    with _progress("Læser og indekserer") as advance:
        report = run.run(settings.corpus, engine, rebuild=args.rebuild, progress=advance)
    if args.json:
        _print_json(asdict(report))
    else:
        _print_report(report)
    return INCOMPLETE if report.set_aside else DONE


def search(args: argparse.Namespace, settings: Settings) -> int:
    given = MultiDict([("q", args.text), ("sort", args.sort)])
    for name in parameters.FILTERS:
        given.setlist(name, getattr(args, name) or [])
    results = _engine(settings).search(parameters.read_query(given, limit=args.limit, offset=args.offset))
    if args.json:
        _print_json(api.results(results))
    else:
        _print_results(results)
    return DONE if results.hits else INCOMPLETE


def serve(args: argparse.Namespace, settings: Settings) -> int:
    _engine(settings).status()  # an index that cannot be served is said before the server starts
    serving.serve(lambda: create_app(_engine(settings), settings), host=args.host, port=args.port, workers=args.workers)
    return DONE


def status(args: argparse.Namespace, settings: Settings) -> int:
    found = _engine(settings).status()
    if args.json:
        _print_json(api.status(found))
    else:
        _print_status(found)
    return INCOMPLETE if found.degraded or found.set_aside else DONE


def evaluate(args: argparse.Namespace, settings: Settings) -> int:
    from search_engine import evaluation  # not above: it brings scipy, half a second that no other command should wait

    questions = [question for path in args.questions for question in evaluation.read_questions(path, args.half)]
    with _progress("Spørger") as advance:
        found = evaluation.evaluate(_engine(settings), questions, advance)
    if args.json:
        _print_json(asdict(found))
    else:
        _print_evaluation(found, show_failures=args.half != "check")
    return DONE


def verify(args: argparse.Namespace, settings: Settings) -> int:
    backend = WhooshBackend(settings.index)
    faults = list(backend.verify())
    if args.deep and not faults:
        faults += _differences(settings.corpus, backend)
    if args.json:
        _print_json({"whole": not faults, "deep": args.deep, "faults": faults})
    elif faults:
        print("\n".join(faults))
    else:
        print("Indekset er helt og svarer til dokumenterne." if args.deep else "Indekset er helt.")
    return INCOMPLETE if faults else DONE


def _differences(corpus: Path, backend: WhooshBackend) -> list[str]:
    """
    How the index differs from one made of *corpus* from nothing.

    The same documents make the same index, to the last byte of what is searched, so one
    comparison covers texts, terms and scores; only where it fails is the place looked for.
    """
    with TemporaryDirectory(prefix="kommunesvar-") as scratch, _progress("Indekserer forfra") as advance:
        fresh = WhooshBackend(Path(scratch))
        run.run(corpus, SearchEngine(fresh), rebuild=True, progress=advance)
        if fresh.content_digest() == backend.content_digest():
            return []
    return run.compare(corpus, SearchEngine(backend)) or [
        "Dokumenterne er de samme, men de er indekseret på en anden måde. Kør »kommunesvar ingest --rebuild«."
    ]


# ---------------------------------------------------------------- what the commands share


class _Parser(argparse.ArgumentParser):
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


def _count(text: str) -> int:
    """An option's value: a whole number, not below 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et helt tal")
    return int(text)


def _settings(args: argparse.Namespace) -> Settings:
    """Flag before environment before default."""
    given = {name: getattr(args, name) for name in ("corpus", "index") if getattr(args, name, None) is not None}
    return replace(Settings.from_env(), **given)


def _engine(settings: Settings) -> SearchEngine:
    return SearchEngine(WhooshBackend(settings.index))


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, where somebody looks; called with how many are done and how many there are."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _fail(reason: object, code: int) -> int:
    err.print(f"kommunesvar: {reason}", markup=False, soft_wrap=True)
    return code


def _print_json(body: object) -> None:
    print(json.dumps(body, ensure_ascii=False, indent=2, default=str))


def _print_results(results: Results) -> None:
    if results.repaired:
        read = ", ".join(f"»{repair.typed}« som »{repair.read}«" for repair in results.repaired)
        print(f"Vi har læst {read}. Søg i stedet efter det, der blev skrevet: {results.as_typed}")
    if not results.hits:
        print("Det står ikke i dokumenterne. Prøv færre eller andre ord.")
        return
    print(f"{results.total} steder. De første {len(results.hits)}:" if results.total > 1 else "1 sted:")
    for number, hit in enumerate(results.hits, start=results.query.offset + 1):
        record, passage = hit.record, hit.passage
        place = " › ".join([record.title, *passage.path]) + (f", side {passage.page}" if passage.page else "")
        known = [str(part) for part in (record.municipality, record.kind, record.date or record.year) if part]
        print(f"\n{number}. {place}")
        if known:
            print(f"   {' · '.join(known)}")
        print(textwrap.indent(textwrap.fill(textwrap.shorten(passage.text, 400, placeholder=" …"), 100), "   "))
        print(f"   {record.id}  {passage.anchor}")


def _print_status(found: Status) -> None:
    published = found.published.astimezone().strftime("%d.%m.%Y kl. %H.%M")
    print(f"Udgivet {published} ({found.generation}): {found.documents} dokumenter, {found.passages} tekststykker.")
    for problem in found.problems:
        print(problem)
    if found.set_aside:
        print(f"{len(found.set_aside)} filer kunne ikke tages ind:")
        for file in found.set_aside:
            print(f"  {file.path}: {file.reason} (siden {file.since.astimezone():%d.%m.%Y})")


def _print_evaluation(found: Evaluation, *, show_failures: bool) -> None:
    names = list(dict.fromkeys(name for measures in found.measures.values() for name in measures))
    table = Table("", *names)
    for kind, measures in found.measures.items():
        table.add_row(kind, *(f"{measures[name]:.3f}" if name in measures else "" for name in names))
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    for failure in found.failures if show_failures else ():
        print(f"{failure.question.id} ({failure.question.kind}): {failure.question.text}")
        print(f"   {f'nr. {failure.rank}' if failure.rank else 'ikke fundet'}; først kom {failure.found or 'intet'}")


def _print_report(report: Report) -> None:
    if report.generation is None:
        err.print(f"Intet er ændret: {report.unchanged} dokumenter.")
    else:
        counts = f"{len(report.added)} nye, {len(report.changed)} ændrede, {len(report.removed)} fjernede"
        err.print(f"Udgivet som {report.generation} på {report.seconds:.1f} s: {counts}, {report.unchanged} uændrede.")
    for file in report.set_aside:
        err.print(f"Ikke taget ind: {file.path}: {file.reason}", markup=False, soft_wrap=True)


def _print_preview(documents: Sequence[dict[str, Any]]) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
