"""What is measured: each set of questions over its documents, in an index made for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest import run
from search_engine import meaning
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.evaluation import evaluate, evaluate_answers, read_questions

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"
HALVES = ("tuning", "check")
DECIMALS = 3

Measures = dict[str, dict[str, dict[str, float]]]  # by half, kind and name


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """*questions* about *documents*, and *further* ones, all for the tuning half, to which answers are fitted, too."""

    name: str
    questions: Path
    documents: Path
    further: tuple[Path, ...] = ()

    def fingerprint(self) -> str:
        """Of the questions and the documents: floors hold for what they were measured on."""
        total = sha256(self.questions.read_bytes())
        readme = self.documents / "README.md"  # of the collection, not in it
        for file in sorted(path for path in self.documents.rglob("*") if path.is_file() and path != readme):
            total.update(file.relative_to(self.documents).as_posix().encode() + b"\0" + file.read_bytes())
        return total.hexdigest()[:16]

    def engine(self, index: Path) -> SearchEngine:
        """The documents, taken in as the product takes them in, indexed in the folder *index*."""
        engine = SearchEngine(WhooshBackend(index))
        run.run(self.documents, engine, rebuild=True)
        if meaning.is_there():  # its floors are not for machines without
            engine.embed()
        return engine

    def measure(self, engine: SearchEngine) -> Measures:
        measured = {}
        for half in HALVES:
            questions = read_questions(self.questions, half)
            answers = evaluate_answers(engine, questions).measures
            by_name = {
                **evaluate(engine, questions).measures,
                **{f"answers, {type}": measures for type, measures in answers.items()},
            }
            measured[half] = {
                kind: {name: _down(value) for name, value in measures.items()} for kind, measures in by_name.items()
            }
        return measured


SETS = (
    JudgedSet("collection", HERE / "collection.jsonl", ROOT / "corpus", (HERE / "near.jsonl",)),
    JudgedSet("seeds", HERE / "seeds.jsonl", ROOT.parent / "shared" / "seeds"),
)


def fallen(floors: Measures, measured: Measures) -> Iterator[str]:
    """A line for each measure that lies below its floor, or is gone."""
    for half, kinds in floors.items():
        for kind, measures in kinds.items():
            for name, floor in measures.items():
                value = measured.get(half, {}).get(kind, {}).get(name)
                if value is None or value < floor:
                    yield f"{half}, {kind}, {name}: {value}, and the floor is {floor}"


def _down(value: float) -> float:
    return int(value * 10**DECIMALS) / 10**DECIMALS
