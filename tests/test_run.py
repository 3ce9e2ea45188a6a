"""One ingest, from a folder of files to what can be searched for."""

import json
import logging
import os
import unicodedata

import pytest

from ingest import readers, run
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.errors import CorpusMissing, OperatorError
from search_engine.model import Query


@pytest.fixture
def engine(tmp_path):
    return SearchEngine(WhooshBackend(tmp_path / "index"))


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    write(folder, "affald.txt", "Affaldsplan\n\nMadaffald hentes hver uge.")
    write(folder, "veje.html", "<h1>Veje</h1><p>Vejene saltes om natten.</p>")
    return folder


def write(folder, path, text):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def broken(data):
    raise ZeroDivisionError(data)


def found(engine, text):
    return [hit.record.id for hit in engine.search(Query(text)).hits]


def reasons(report):
    return {file.path: file.reason for file in report.set_aside}


def test_documents_are_taken_in_and_found(engine, corpus):
    report = run.run(corpus, engine)

    assert (report.added, report.changed, report.unchanged, report.removed) == (("affald", "veje"), (), 0, ())
    assert (report.set_aside, report.generation) == ((), engine.status().generation)
    assert found(engine, "madaffald") == ["affald"]


def test_where_nothing_has_changed_nothing_is_read_or_published(engine, corpus, monkeypatch):
    first = run.run(corpus, engine)
    monkeypatch.setattr(readers, "READERS", dict.fromkeys(readers.READERS, broken))  # whoever reads now is set aside

    second = run.run(corpus, engine)

    assert (second.unchanged, second.generation, second.set_aside) == (2, None, ())
    assert engine.status().generation == first.generation


def test_only_what_has_changed_is_read_again(engine, corpus):
    run.run(corpus, engine)
    write(corpus, "veje.html", "<h1>Veje</h1><p>Vejene fejes om foråret.</p>")
    write(corpus, "skove.txt", "Skove\n\nBøgen springer ud.")

    report = run.run(corpus, engine)

    assert (report.added, report.changed, report.unchanged) == (("skove",), ("veje",), 1)
    assert (found(engine, "saltes"), found(engine, "fejes")) == ([], ["veje"])


def test_a_sidecar_alone_is_a_change(engine, corpus):
    run.run(corpus, engine)
    write(corpus, "affald.toml", 'title = "Plan for skrald"')

    assert run.run(corpus, engine).changed == ("affald",)
    assert engine.document("affald").title == "Plan for skrald"


def test_a_file_that_is_deleted_leaves_the_index(engine, corpus):
    run.run(corpus, engine)
    (corpus / "affald.txt").unlink()

    assert run.run(corpus, engine).removed == ("affald",)
    assert found(engine, "madaffald") == []


def test_a_bad_document_is_set_aside_with_its_reason_and_the_others_are_taken_in(engine, corpus):
    write(corpus, "billede.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
    write(corpus, "brev.docx", b"PK\x03\x04")
    write(corpus, "ramme.html", "<nav>Forside</nav><footer>CVR 1</footer>")
    write(corpus, "skove.txt", "Skove\n\nBøg.")
    write(corpus, "skove.toml", 'emne = "Natur"')
    write(corpus, "tom.txt", "")

    report = run.run(corpus, engine)

    assert report.added == ("affald", "veje")
    said = reasons(report)
    assert list(said) == ["billede.txt", "brev.docx", "ramme.html", "skove.txt", "tom.txt"]
    assert "et billede" in said["billede.txt"]
    assert ".docx kan ikke læses" in said["brev.docx"]
    assert "ingen tekst tilbage" in said["ramme.html"]
    assert "»emne« (linje 1) findes ikke" in said["skove.txt"]
    assert said["tom.txt"] == "Filen er tom. Hent dokumentet igen, eller slet filen."
    assert engine.status().set_aside == report.set_aside


def test_a_file_that_stays_bad_keeps_its_date_and_publishes_nothing_new(engine, corpus):
    write(corpus, "tom.txt", "")
    first = run.run(corpus, engine)

    second = run.run(corpus, engine)

    assert (second.set_aside, second.generation) == (first.set_aside, None)


def test_a_file_that_was_put_right_is_no_longer_set_aside(engine, corpus):
    write(corpus, "tom.txt", "")
    run.run(corpus, engine)
    write(corpus, "tom.txt", "Skove\n\nBøg.")

    assert run.run(corpus, engine).added == ("tom",)
    assert engine.status().set_aside == ()


def test_a_document_that_went_bad_is_served_as_it_last_was(engine, corpus):
    run.run(corpus, engine)
    write(corpus, "affald.txt", b"%PDF-1.7")

    report = run.run(corpus, engine)

    assert (report.removed, list(reasons(report))) == ((), ["affald.txt"])
    assert found(engine, "madaffald") == ["affald"]
    assert "sidst kunne læses" in run.compare(corpus, engine)[0]


def test_a_document_that_came_to_hold_a_cpr_number_is_taken_out_and_the_number_is_told_nobody(
    engine, corpus, tmp_path, caplog
):
    run.run(corpus, engine)
    write(corpus, "affald.txt", "Affaldsplan\n\nMadaffald hentes hos\n010190-1234 hver uge.")
    write(corpus, "ansøgning 010190-1234.txt", "Ansøgning\n\nOm skrald.")
    write(corpus, "veje.toml", 'contact = "Ring til 010190-1234"')
    caplog.set_level(logging.DEBUG)

    report = run.run(corpus, engine)
    preview = list(run.preview(corpus))

    assert report.removed == ("affald", "veje")
    assert "cpr-nummer (linje 4)" in reasons(report)["affald.txt"]
    assert "navn" in reasons(report)["ansøgning xxxxxx-xxxx.txt"]
    assert found(engine, "madaffald") == []
    new = [path for path in (tmp_path / "index").glob(f"**/{report.generation}/**/*") if path.is_file()]
    told = [repr(report), repr(preview), caplog.text, repr(engine.status())]
    assert new
    assert not any(b"010190" in path.read_bytes() for path in new)
    assert not any("010190" in text for text in told)


def test_what_breaks_inside_a_reader_is_that_documents_reason(engine, corpus, monkeypatch, caplog):
    monkeypatch.setattr(readers, "READERS", {**readers.READERS, ".htm": broken})
    write(corpus, "brev.htm", "<p>Brev til borgmesteren</p>")

    report = run.run(corpus, engine)

    assert report.added == ("affald", "veje")
    assert "ZeroDivisionError" in reasons(report)["brev.htm"]
    assert "broken" in caplog.text  # where, but not what it read
    assert "borgmesteren" not in caplog.text


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_what_is_not_the_documents_fault_stops_the_run_and_leaves_the_index(engine, corpus, monkeypatch, stop):
    published = run.run(corpus, engine).generation

    def stopping(data):
        raise stop

    monkeypatch.setattr(readers, "READERS", {**readers.READERS, ".htm": stopping})
    write(corpus, "affald.txt", "Affaldsplan\n\nIngenting hentes.")
    write(corpus, "brev.htm", "<p>Brev</p>")

    with pytest.raises(stop):
        run.run(corpus, engine)
    assert (engine.status().generation, found(engine, "madaffald")) == (published, ["affald"])


def test_a_link_to_nothing_is_set_aside(engine, corpus):
    (corpus / "brudt.txt").symlink_to("findes-ikke.txt")

    said = reasons(run.run(corpus, engine))["brudt.txt"]

    assert said == "Filen kan ikke læses: den findes ikke. Ret det, eller slet filen."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_set_aside(engine, corpus):
    (corpus / "veje.html").chmod(0)

    assert "kan ikke læses" in reasons(run.run(corpus, engine))["veje.html"]


def test_of_two_files_with_one_name_the_second_is_set_aside(engine, corpus):
    write(corpus, "å.txt", "Åen\n\nDen løber.")
    write(corpus, unicodedata.normalize("NFD", "å.txt"), "Åen\n\nDen løber også.")

    report = run.run(corpus, engine)

    assert report.added == ("affald", "veje", "å")
    assert "samme navn" in reasons(report)["å.txt"]


def test_an_empty_corpus_is_taken_for_a_mistake(engine, corpus, tmp_path):
    """A disk that is not mounted would else empty the index."""
    run.run(corpus, engine)
    empty = tmp_path / "tom"
    empty.mkdir()

    with pytest.raises(OperatorError, match=r"2 dokumenter.* rigtige mappe"):
        run.run(empty, engine)
    with pytest.raises(CorpusMissing):
        run.run(tmp_path / "ingen", engine)
    assert found(engine, "madaffald") == ["affald"]


def test_a_rebuild_reads_everything_and_forgets_the_rest(engine, corpus, tmp_path):
    run.run(corpus, engine)
    (corpus / "affald.txt").unlink()

    assert run.run(corpus, engine, rebuild=True).added == ("veje",)
    assert found(engine, "madaffald") == []


def test_a_rebuild_of_an_empty_corpus_empties_the_index(engine, corpus):
    run.run(corpus, engine)
    for file in corpus.iterdir():
        file.unlink()

    assert run.run(corpus, engine, rebuild=True).generation == engine.status().generation
    assert engine.status().documents == 0


def test_a_rebuild_gives_the_same_index(engine, corpus, tmp_path):
    """The index is a pure function of corpus and code."""
    run.run(corpus, engine)
    other = SearchEngine(WhooshBackend(tmp_path / "other"))
    run.run(corpus, other, rebuild=True)

    assert [engine.document(name) for name in engine.fingerprints()] == [
        other.document(name) for name in other.fingerprints()
    ]
    assert run.compare(corpus, engine) == []


def test_a_comparison_names_what_differs(engine, corpus):
    write(corpus, "tom.txt", "")
    run.run(corpus, engine)
    assert run.compare(corpus, engine) == []

    write(corpus, "affald.txt", "Affaldsplan\n\nMadaffald hentes aldrig.")
    (corpus / "veje.html").unlink()
    write(corpus, "skove.txt", "Skove\n\nBøg.")
    write(corpus, "tom2.txt", "")

    said = run.compare(corpus, engine)

    assert [fault.split("«")[0].removeprefix("»") for fault in said] == ["affald.txt", "skove.txt", "tom2.txt", "veje"]


def test_progress_counts_the_files(engine, corpus):
    seen = []
    run.run(corpus, engine, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 2), (2, 2)]


def test_a_preview_shows_what_would_be_taken_in_and_what_out(corpus, tmp_path):
    write(corpus, "tom.txt", "")
    write(corpus, "veje.html", "<h1>Veje</h1><p>Vejene saltes.</p><nav>Forside</nav><p>Opdateret 3. maj 2024</p>")

    affald, tom, veje = json.loads(json.dumps(list(run.preview(corpus))))

    assert tom == {"id": "tom", "path": "tom.txt", "set_aside": "Filen er tom. Hent dokumentet igen, eller slet filen."}
    assert (affald["title"], affald["edits"]) == ("Affaldsplan", [])
    assert (veje["title"], veje["updated"]) == ("Veje", "2024-05-03")
    assert [edit["old"].strip() for edit in veje["edits"] if edit["rule"] == "navigation"] == ["Forside"]
    assert "Forside" not in veje["text"]
    assert veje["sections"][-1]["characters"] > 0
    assert not (tmp_path / "index").exists()
