"""The command line, run as an operator runs it."""

import json
import re
import socket
from pathlib import Path
from typing import NamedTuple

import pytest

from kommunesvar import main

POLICY = """Affaldspolitik

Vi vil have mindre affald.

Storskrald

Storskrald hentes den første mandag i måneden. Bestil senest tre hverdage før.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "affald.txt").write_text(POLICY, encoding="utf-8")
    return folder


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Run the command in a folder of its own, beside the corpus and with an index of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMMUNESVAR_INDEX", "index")
    monkeypatch.setenv("KOMMUNESVAR_CORPUS", "corpus")

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


def test_documents_are_taken_in_and_found(run, corpus):
    assert run("ingest", corpus).returncode == 0

    found = run("search", "hvornår hentes storskrald", "--json")

    assert found.returncode == 0
    hit = json.loads(found.stdout)["hits"][0]
    assert "første mandag" in hit["passage"]["text"]
    assert hit["document"]["id"] == "affald"
    assert "Storskrald" in run("search", "storskrald").stdout


def test_a_repaired_word_is_said(run, corpus):
    run("ingest")

    found = run("search", "storskarld bestilles")

    assert found.returncode == 0
    assert "»storskarld« som »storskrald«" in found.stdout
    assert '"storskarld" bestilles' in found.stdout


def test_another_spelling_is_offered_and_what_was_left_out_is_named(run, corpus):
    run("ingest")

    assert "Mente du: storskrald" in run("search", "stor skrald").stdout
    assert "Vi søgte ikke efter »q«" in run("search", "storskrald " + " ".join("bcdfghjklmnpq")).stdout


def test_a_search_explains_how_it_was_read_and_why_each_place_was_found(run, corpus):
    run("ingest")

    said = run("search", "hvornår hentes stort skrald", "--explain").stdout

    assert re.search("hvornår +søges der ikke efter: et lille ord", said)
    assert re.search("hentes +søges som »hent«", said)
    assert re.search("skrald +søges som »skrald«; andre ord for det, som tæller 0,[0-9]+: .*affald", said)
    assert "»hentes« 1 i teksten" in said
    assert "»skrald« 2 inde i andre ord" in said
    assert re.search(
        "storskrald +søges som »storskrald«; består af stor [+] skrald", run("search", "storskrald", "--explain").stdout
    )
    assert "læses som »storskrald«" in run("search", "storskarld", "--explain").stdout


def test_nothing_found_is_exit_code_one(run, corpus):
    run("ingest", corpus)

    found = run("search", "rumfart")

    assert found.returncode == 1
    assert "står ikke" in found.stdout


@pytest.mark.parametrize("way", [[], ["--exact"]])
def test_that_the_places_end_before_the_offset_is_not_said_to_be_nothing(run, corpus, way):
    run("ingest")

    done = run("search", "affald", "--offset", "500", *way)

    assert done.returncode == 1
    assert re.match(r"\d sted(er)?, men intet fra nr. 501", done.stdout)


def test_an_exact_search_lists_every_place_in_its_context(run, corpus):
    run("ingest", corpus)

    found = run("search", "storskrald NÆR/3 første", "--exact")

    assert found.returncode == 0
    assert "1 sted i 1 dokument." in found.stdout
    assert "[Storskrald hentes den første] mandag i måneden." in found.stdout
    assert json.loads(run("search", "hent*", "--exact", "--json").stdout)["occurrences"][0]["quote"] == "hentes"
    assert run("search", "hente", "--exact").returncode == 1
    assert run("search", "hente").returncode == 0


def test_a_wrong_expression_is_said(run, corpus):
    run("ingest", corpus)

    refused = run("search", "storskrald NÆR", "--exact")

    assert refused.returncode == 2
    assert "NÆR skal stå mellem to ord" in refused.stderr


def test_a_second_ingest_of_the_same_files_publishes_nothing(run, corpus):
    run("ingest")
    before = json.loads(run("status", "--json").stdout)["generation"]

    assert json.loads(run("ingest", "--json").stdout)["generation"] is None
    assert json.loads(run("status", "--json").stdout)["generation"] == before


def test_a_bad_document_is_set_aside_and_named(run, corpus):
    (corpus / "ødelagt.txt").write_bytes(bytes(range(256)) * 20)

    done = run("ingest")

    assert done.returncode == 1
    assert "ødelagt.txt" in done.stderr
    assert "ødelagt.txt" in run("status").stdout
    assert run("search", "storskrald").returncode == 0


def test_a_dry_run_shows_what_would_be_taken_out_and_publishes_nothing(run, corpus):
    (corpus / "affald.txt").write_text(POLICY + "\nE-mail:\n\nFoto: Colourbox\n", encoding="utf-8")

    done = run("ingest", "--dry-run", "--json")

    (document,) = json.loads(done.stdout)["documents"]
    assert any("Foto: Colourbox" in edit["old"] for edit in document["edits"])
    assert "Foto" not in document["text"]
    assert run("status").returncode == 2


def test_a_missing_index_says_what_to_do(run):
    for command in (["search", "affald"], ["status"], ["serve"], ["verify"]):
        done = run(*command)

        assert done.returncode == 2
        assert "kommunesvar ingest" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_question_is_answered_in_the_documents_words(run, corpus):
    run("ingest", corpus)

    done = run("ask", "Hvornår hentes storskrald?")

    assert done.returncode == 0
    assert "Storskrald hentes den første mandag i måneden." in done.stdout
    assert "Affaldspolitik › Storskrald" in done.stdout


def test_that_the_documents_hold_no_answer_is_said(run, corpus):
    run("ingest", corpus)

    done = run("ask", "Hvem vandt fodboldkampen om affald?")

    assert done.returncode == 1
    assert done.stdout.startswith("Det står der ikke.")
    assert "fodboldkampen" in done.stdout


def test_a_missing_corpus_is_said(run):
    done = run("ingest", "findes-ikke")

    assert done.returncode == 2
    assert "findes-ikke" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["search"], "der mangler: SØGNING"),
        (["find", "affald"], "»find« findes ikke; vælg mellem ingest, search"),
        (["search", "affald", "--sort", "alder"], "--sort: »alder« findes ikke; vælg mellem relevance, date"),
        (["search", "affald", "--farve", "blå"], "kendes ikke: --farve blå"),
        (["search", "affald", "--limit"], "--limit: der mangler en værdi"),
        (["serve", "--port", "firs"], "--port: »firs« er ikke et helt tal"),
        (["serve", "--workers", "0"], "--workers: »0« er for lidt; skriv mindst 1"),
        (["search", "affald", "--limit", "0"], "--limit: »0« er for lidt"),
        (["search", "affald", "--exact", "--explain"], "--explain: kan ikke bruges sammen med --exact"),
    ],
)
def test_what_is_written_wrongly_is_said_in_danish(run, capsys, arguments, says):
    with pytest.raises(SystemExit, match="2"):
        run(*arguments)

    said = capsys.readouterr().err
    assert says in said
    assert "--help" in said.splitlines()[-1]


def test_help_is_danish(run, capsys):
    with pytest.raises(SystemExit, match="0"):
        run("search", "--help")

    said = capsys.readouterr().out
    assert said.startswith("brug: kommunesvar search")
    assert not re.search("usage|positional|options|show this", said)


@pytest.mark.parametrize("text", ["", "???", "a" * 201])
def test_a_query_that_cannot_be_searched_for_is_said(run, corpus, text):
    run("ingest")

    done = run("search", text)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("kommunesvar: ")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    judged = {"id": "q1", "q": "klunseri", "doc": "affald", "any_of": ["første mandag"], "kind": "synonym"}
    file.write_text(json.dumps(judged), encoding="utf-8")
    return file


def thesaurus(folder: Path, line: str) -> Path:
    file = folder / "ord.toml"
    file.write_text(f'[[topic]]\nname = "affald"\nwords = """\n{line}\n"""\n', encoding="utf-8")
    return file


def test_evaluate_prints_the_answers_measures_and_what_went_wrong(run, corpus, tmp_path):
    run("ingest")
    when = {"q": "Hvornår hentes storskrald?", "kind": "question", "doc": "affald"}
    asked = [when | {"id": "q1", "any_of": ["første mandag"]}, when | {"id": "q3", "any_of": ["det står her ikke"]}]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")

    done = run("evaluate", file)
    answers = json.loads(run("evaluate", file, "--json").stdout)["answers"]

    assert done.returncode == 0
    assert "answer_precision" in done.stdout
    assert "q3 (none): Hvornår hentes storskrald?" in done.stdout
    assert "q1 (none)" not in done.stdout
    assert answers["questions"] == 2
    assert answers["measures"]["all"]["answer_ok"] == 0.5
    assert [failure["question"]["id"] for failure in answers["failures"]] == ["q3"]
    assert sum(some["answers"] for some in answers["certainty"]) == 2


def test_a_question_too_long_to_be_asked_counts_as_not_answered(run, corpus, tmp_path):
    run("ingest")
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"id": "q1", "q": "a" * 201, "doc": "affald", "any_of": ["x"], "kind": "question"}))

    found = json.loads(run("evaluate", file, "--json").stdout)

    assert found["measures"]["all"]["hit@1"] == 0
    assert found["answers"]["measures"]["all"]["answered"] == 0


@pytest.mark.parametrize(
    ("line", "says"), [("", "ingen spørgsmål"), ("[1]", "skal begynde med {"), ("{", "linje 1, er ikke JSON")]
)
def test_a_file_without_questions_is_said(run, corpus, tmp_path, line, says):
    run("ingest")
    file = tmp_path / "questions.jsonl"
    file.write_text(line, encoding="utf-8")

    done = run("evaluate", file)

    assert done.returncode == 2
    assert says in done.stderr


def test_questions_of_two_files_may_have_the_same_id(run, corpus, tmp_path):
    run("ingest")
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file, doc in zip(files, ["affald", "findes-ikke"], strict=True):
        asked = {"id": "q1", "q": "storskrald", "doc": doc, "any_of": ["første mandag"], "kind": "keywords"}
        file.write_text(json.dumps(asked), encoding="utf-8")

    assert json.loads(run("evaluate", *files, "--json").stdout)["measures"]["all"]["hit@1"] == 0.5


def test_a_changed_thesaurus_is_tried_before_it_goes_live(run, corpus, questions, tmp_path):
    run("ingest")

    done = run("evaluate", questions, "--thesaurus", thesaurus(tmp_path, "klunseri, storskrald"))

    assert done.returncode == 0
    assert "0.000 → 1.000" in done.stdout
    assert "0 tab og 1 gevinst." in done.stdout
    assert re.search(r"klunseri\n +ikke fundet → nr. 1", done.stdout)


def test_a_thesaurus_of_ones_own_is_used_and_a_faulty_one_is_said(run, corpus, tmp_path, monkeypatch):
    run("ingest")
    assert run("search", "klunseri").returncode == 1
    monkeypatch.setenv("KOMMUNESVAR_THESAURUS", str(thesaurus(tmp_path, "klunseri, storskrald")))
    assert run("search", "klunseri").returncode == 0

    thesaurus(tmp_path, "klunseri")
    done = run("search", "klunseri")

    assert done.returncode == 2
    assert "ord.toml« kan ikke bruges:\nLinje 4: kun ét udtryk" in done.stderr


def test_verify_finds_that_the_files_have_changed(run, corpus):
    run("ingest")
    assert run("verify", "--deep").returncode == 0

    (corpus / "affald.txt").write_text(POLICY.replace("mandag", "tirsdag"), encoding="utf-8")
    done = run("verify", "--deep")

    assert done.returncode == 1
    assert "affald.txt" in done.stdout


def test_a_port_in_use_is_said(run, corpus):
    run("ingest")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = run("serve", "--port", port)

    assert done.returncode == 2
    assert f"Port {port} er i brug" in done.stderr
