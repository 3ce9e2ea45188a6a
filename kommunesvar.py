"""
The command line, and the composition root: the only file that knows all three folders.

Results go to stdout, reports and progress to stderr. Exit codes: 0 done; 1 nothing
found, or some documents were set aside; 2 could not run; 75 somebody else is ingesting.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.datastructures import MultiDict

import terminal
from ingest import run
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish.thesaurus import Thesaurus
from search_engine.engine import SearchEngine
from search_engine.errors import BadQuestions, IngestRunning, KommunesvarError, OperatorError
from search_engine.settings import Settings
from web import bodies, parameters, serving
from web.app import create_app
from web.statistics import DAYS, Statistics

DONE, INCOMPLETE, FAILED, BUSY = 0, 1, terminal.FAILED, os.EX_TEMPFAIL  # 75: try again later


# Passages whose meaning is worked out as a part of an ingest: four minutes on two cores, and whoever takes in more
# wants to search meanwhile. Guess.
EMBEDDED_AT_ONCE = 1_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    try:
        settings = _settings(args)
        logging.basicConfig(level=settings.log.upper(), format="%(levelname)s %(name)s: %(message)s")
        code: int = args.command(args, settings)
        return code
    except IngestRunning as error:
        terminal.complain(error)
        return BUSY
    except KommunesvarError as error:
        terminal.complain(error)
        return FAILED
    except BrokenPipeError:  # the reader of our output has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        terminal.complain("Afbrudt. Det, der var udgivet, er uændret.")
        return FAILED
    except Exception:  # ours to mend, and not to be taken for "some were set aside"
        logging.getLogger(__name__).exception("Der er en fejl i Kommunesvar. Det, der var udgivet, er uændret.")
        return FAILED


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = terminal.Parser(
        prog="kommunesvar", description="Søg og find svar i en kommunes egne dokumenter.", allow_abbrev=False
    )
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
    way = sub.add_mutually_exclusive_group()
    way.add_argument("--exact", action="store_true", help="hvert sted, hvor det står præcis sådan")
    way.add_argument(
        "--explain", action="store_true", help="vis, hvordan hvert ord blev læst, og hvad der gav hvert sted"
    )
    sub.add_argument("--municipality", action="append", default=[], metavar="KOMMUNE")
    sub.add_argument("--kind", action="append", default=[], metavar="TYPE", help="politik, plan, nyhed …")
    sub.add_argument("--topic", action="append", default=[], metavar="EMNE")
    sub.add_argument("--from", action="append", metavar="ÅR", help="tidligst dette år eller denne dato")
    sub.add_argument("--to", action="append", metavar="ÅR", help="senest dette år eller denne dato")
    sub.add_argument("--sort", choices=("relevance", "date"), default="relevance")
    sub.add_argument("--limit", type=_positive, default=10, metavar="ANTAL")
    sub.add_argument("--offset", type=_count, default=0, metavar="ANTAL")

    sub = command("ask", ask, "Stil et spørgsmål, og få det sted, der svarer på det.")
    sub.add_argument("text", metavar="SPØRGSMÅL")
    sub.add_argument("--municipality", action="append", default=[], metavar="KOMMUNE")
    sub.add_argument(
        "--limit", type=_positive, default=5, metavar="ANTAL", help="steder, der vises ved siden af svaret"
    )

    sub = command("serve", serve, "Vis siderne og API’et på en adresse.")
    sub.add_argument("--host", default="127.0.0.1", metavar="ADRESSE")
    sub.add_argument("--port", type=_count, default=8000, metavar="PORT")
    sub.add_argument("--workers", type=_positive, default=2, metavar="ANTAL", help="processer, der svarer")

    command("embed", embed, "Regn ud, hvad de nye steder betyder. Kan afbrydes og fortsættes.")

    command("status", status, "Vis, hvad der er i indekset, hvor nyt det er, og hvad der er galt.")

    sub = command("evaluate", evaluate, "Mål søgningen og svarene på spørgsmål, hvis svar er kendt.")
    sub.add_argument("questions", type=Path, nargs="+", metavar="FIL", help="spørgsmål, et på hver linje (JSON)")
    sub.add_argument("--half", choices=("tuning", "check"), help="kun den halvdel, der må ses, eller kun den anden")
    sub.add_argument("--thesaurus", type=Path, metavar="FIL", help="hvad denne fil med synonymer ville ændre")

    sub = command("verify", verify, "Undersøg, om indekset er helt.")
    sub.add_argument("--deep", action="store_true", help="læs dokumenterne igen, og sammenlign med indekset")
    sub.add_argument("corpus", type=Path, nargs="?", metavar="MAPPE", help="dokumenterne (KOMMUNESVAR_CORPUS, corpus)")
    return top


# ---------------------------------------------------------------- the commands


def ingest(args: argparse.Namespace, settings: Settings) -> int:
    engine = _engine(settings)
    if args.dry_run:
        with terminal.progress("Læser") as advance:
            documents = list(run.preview(settings.corpus, progress=advance))
        if args.json:
            terminal.print_json({"documents": documents})
        else:
            terminal.print_preview(documents)
        return INCOMPLETE if any("set_aside" in document for document in documents) else DONE

    with terminal.progress("Læser og indekserer") as advance:
        report = run.run(settings.corpus, engine, rebuild=args.rebuild, progress=advance)
    if not args.json:
        terminal.print_report(report)
    if 0 < engine.without_meaning() <= EMBEDDED_AT_ONCE:
        try:
            _embed(engine)
        except KeyboardInterrupt:
            terminal.complain("Afbrudt. Dokumenterne er udgivet, og der kan søges i dem.")
        except OperatorError as error:
            terminal.complain(error)
    without = engine.without_meaning()
    if args.json:
        terminal.print_json(asdict(report) | {"without_meaning": without})
    else:
        terminal.print_without_meaning(without)
    return INCOMPLETE if report.set_aside else DONE


def embed(args: argparse.Namespace, settings: Settings) -> int:
    engine = _engine(settings)
    without = engine.without_meaning()
    _embed(engine)
    if args.json:
        terminal.print_json({"embedded": without})
    else:
        terminal.print_embedded(without)
    return DONE


def _embed(engine: SearchEngine) -> None:
    with terminal.progress("Regner ud, hvad stederne betyder") as advance:
        engine.embed(advance)


def search(args: argparse.Namespace, settings: Settings) -> int:
    given = MultiDict([("q", args.text), ("sort", args.sort)])
    for name in parameters.FILTERS:
        given.setlist(name, getattr(args, name) or [])
    query = parameters.read_query(given, limit=args.limit, offset=args.offset)
    if args.exact:
        places = _engine(settings).occurrences(query)
        if args.json:
            terminal.print_json(bodies.occurrences(places))
        else:
            terminal.print_occurrences(places)
        return DONE if places.found else INCOMPLETE

    engine = _engine(settings)
    results = engine.search(query)
    if args.json:
        terminal.print_json(bodies.results(results))
    else:
        if args.explain:
            terminal.print_reading(results)
            terminal.print_results(results, engine.explain(results), engine.nearness(results))
        else:
            terminal.print_results(results)
    return DONE if results.hits else INCOMPLETE


def ask(args: argparse.Namespace, settings: Settings) -> int:
    given = MultiDict([("q", args.text), *(("municipality", name) for name in args.municipality)])
    reply = _engine(settings).ask(parameters.read_query(given, limit=args.limit, offset=0))
    if args.json:
        terminal.print_json(bodies.reply(reply))
    else:
        terminal.print_reply(reply)
    return DONE if reply.answer else INCOMPLETE


def serve(args: argparse.Namespace, settings: Settings) -> int:
    _engine(settings).status()  # an index that cannot be served is said before the server starts
    serving.serve(
        lambda: create_app(_opened(_engine(settings)), settings), host=args.host, port=args.port, workers=args.workers
    )
    return DONE


def status(args: argparse.Namespace, settings: Settings) -> int:
    engine = _engine(settings)
    found, without = engine.status(), engine.without_meaning()
    counts = Statistics(settings.data, on=settings.statistics).read()
    if args.json:
        more = {"statistics": asdict(counts) if settings.statistics else None, "without_meaning": without}
        terminal.print_json(bodies.status(found) | more)
    else:
        terminal.print_status(found)
        terminal.print_without_meaning(without)
        terminal.print_counts(counts, DAYS)
    return INCOMPLETE if found.degraded or found.set_aside else DONE


def evaluate(args: argparse.Namespace, settings: Settings) -> int:
    from search_engine import evaluation  # not above: it brings scipy, half a second that no other command should wait

    questions = [question for path in args.questions for question in evaluation.read_questions(path, args.half)]
    if not questions:
        raise BadQuestions("Der er ingen spørgsmål at stille. Vælg en anden fil, eller udelad --half.")
    with terminal.progress("Spørger") as advance:
        found = evaluation.evaluate(_engine(settings), questions, advance)
    if not args.thesaurus:
        with terminal.progress("Beder om svar") as advance:
            answers = evaluation.evaluate_answers(_engine(settings), questions, advance)
        if args.json:
            terminal.print_json(asdict(found) | {"answers": asdict(answers)})
        else:
            terminal.print_evaluation(found, show_failures=args.half != "check")
            terminal.print_answers(answers)
        return DONE

    with terminal.progress("Spørger med den anden fil") as advance:
        changed = evaluation.evaluate(_engine(replace(settings, thesaurus=args.thesaurus)), questions, advance)
    moves = evaluation.moves(found, changed)
    if args.json:
        terminal.print_json({"before": asdict(found), "after": asdict(changed), "moves": list(map(asdict, moves))})
    else:
        terminal.print_comparison(found, changed, moves, show_moves=args.half != "check")
    return DONE


def verify(args: argparse.Namespace, settings: Settings) -> int:
    backend = WhooshBackend(settings.index)
    faults = list(SearchEngine(backend).verify())
    if args.deep and not faults:
        faults += _differences(settings.corpus, backend)
    if args.json:
        terminal.print_json({"whole": not faults, "deep": args.deep, "faults": faults})
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
    with TemporaryDirectory(prefix="kommunesvar-") as scratch, terminal.progress("Indekserer forfra") as advance:
        fresh = WhooshBackend(Path(scratch))
        run.run(corpus, SearchEngine(fresh), rebuild=True, progress=advance)
        if fresh.content_digest() == backend.content_digest():
            return []
    return run.compare(corpus, SearchEngine(backend)) or [
        "Dokumenterne er de samme, men de er indekseret på en anden måde. Kør »kommunesvar ingest --rebuild«."
    ]


# ---------------------------------------------------------------- what the commands share


def _count(text: str) -> int:
    """An option's value: a whole number, not below 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et helt tal")
    return int(text)


def _positive(text: str) -> int:
    """An option's value: a whole number, not below 1."""
    number = _count(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"»{text}« er for lidt; skriv mindst 1")
    return number


def _settings(args: argparse.Namespace) -> Settings:
    """Flag before environment before default."""
    given = {name: getattr(args, name) for name in ("corpus", "index") if getattr(args, name, None) is not None}
    return replace(Settings.from_env(), **given)


def _opened(engine: SearchEngine) -> SearchEngine:
    """*engine*, its index opened and checked, so that the first reader need not wait for it."""
    with suppress(OperatorError):  # gone since the server started: the pages say so
        engine.status()
    return engine


def _engine(settings: Settings) -> SearchEngine:
    thesaurus = Thesaurus.read(settings.thesaurus) if settings.thesaurus else None
    return SearchEngine(WhooshBackend(settings.index), thesaurus)


if __name__ == "__main__":
    sys.exit(main())
