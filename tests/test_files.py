"""Which files a corpus holds, and whether one has changed."""

import os
import unicodedata

import pytest

from ingest import files
from search_engine.errors import CorpusMissing, DocumentError, OperatorError


def write(folder, *paths, text="Tekst."):
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def ids(corpus):
    return [file.id for file in files.walk(corpus)]


def test_a_document_is_known_by_its_path_without_the_suffix_in_a_stable_order(tmp_path):
    write(tmp_path, "veje/vinter.txt", "affald/takst.html", "om.htm", "affald/Ærø/regler.txt")

    assert ids(tmp_path) == ["affald/takst", "affald/Ærø/regler", "om", "veje/vinter"]


def test_two_documents_with_one_stem_keep_their_suffixes(tmp_path):
    write(tmp_path, "plan.txt", "plan.html", "plan.txt.txt", "andet.txt")

    assert sorted(ids(tmp_path)) == ["andet", "plan.html", "plan.txt", "plan.txt.txt"]


def test_a_file_that_cannot_be_read_does_not_change_the_id_of_its_transcript(tmp_path):
    write(tmp_path, "plan.txt", "plan.pdf")

    assert ids(tmp_path) == ["plan.pdf", "plan"]


def test_hidden_files_leftovers_and_the_readme_of_the_corpus_are_no_documents(tmp_path):
    write(tmp_path, "README.md", "LICENSE", ".git/config.txt", ".a.txt", "a.txt~", "#a.txt#", ".a.txt.swp", "~$a.txt")
    write(tmp_path, "a.txt", "affald/readme.txt", "a.txt.bak", "Thumbs.db")

    assert ids(tmp_path) == ["a", "affald/readme"]


def test_a_link_is_followed_only_inside_the_corpus(tmp_path):
    corpus = write(tmp_path / "corpus", "a.txt", "b/c.txt")
    write(tmp_path, "secret.txt")
    (corpus / "inside.txt").symlink_to(corpus / "a.txt")
    (corpus / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "ring").symlink_to(corpus)
    (corpus / "folder").symlink_to(tmp_path)

    assert ids(corpus) == ["a", "b/c", "inside"]


def test_a_pipe_is_no_document(tmp_path):
    """Opening one would wait for ever."""
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    assert ids(tmp_path) == ["a"]


def test_a_name_that_cannot_be_shown_is_shown_as_far_as_it_can(tmp_path):
    (tmp_path / os.fsdecode(b"vej\xe6\nto.txt")).write_text("Tekst.")
    write(tmp_path, unicodedata.normalize("NFD", "å.txt"))

    assert ids(tmp_path) == ["vej\ufffd\ufffdto", "å"]


def test_names_that_are_shown_alike_are_still_two_files(tmp_path):
    write(tmp_path, "å.txt", unicodedata.normalize("NFD", "å.txt"))

    assert ids(tmp_path) == ["å", "å"]


def test_a_cpr_number_in_a_name_is_not_shown(tmp_path):
    write(tmp_path, "ansøgning 010190-1234.txt")

    (file,) = files.walk(tmp_path)

    assert (file.path, file.names_person) == ("ansøgning xxxxxx-xxxx.txt", True)


def test_a_sidecar_belongs_to_its_document(tmp_path):
    write(tmp_path, "a.txt", "a.toml", "b.html", "b.html.toml", "v1.2.txt", "v1.2.toml", "alene.toml")

    assert {file.id: [sidecar.name for sidecar in file.sidecars] for file in files.walk(tmp_path)} == {
        "a": ["a.toml"],
        "b": ["b.html.toml"],
        "v1.2": ["v1.2.toml"],
        "alene.toml": [],
    }


def test_a_corpus_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CorpusMissing, match="findes ikke"):
        files.walk(tmp_path / "ingen")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed_stops_the_walk(tmp_path):
    """Its documents would otherwise seem deleted, and leave the index."""
    write(tmp_path, "a.txt", "lukket/b.txt")
    (tmp_path / "lukket").chmod(0)
    try:
        with pytest.raises(OperatorError, match="lukket"):
            files.walk(tmp_path)
    finally:
        (tmp_path / "lukket").chmod(0o700)


def fingerprint(corpus, document_id="a"):
    return next(file.contents().fingerprint for file in files.walk(corpus) if file.id == document_id)


def test_a_fingerprint_changes_with_the_text_the_sidecar_and_the_format_and_nothing_else(tmp_path):
    write(tmp_path, "a.txt")
    seen = [fingerprint(tmp_path)]
    os.utime(tmp_path / "a.txt", (0, 0))
    assert seen == [fingerprint(tmp_path)]

    write(tmp_path, "a.toml", text='topic = "Affald"')
    seen.append(fingerprint(tmp_path))
    write(tmp_path, "a.toml", text='topic = "Veje"')
    seen.append(fingerprint(tmp_path))
    write(tmp_path, "a.txt", text="Ny tekst.")
    seen.append(fingerprint(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "a.html")
    seen.append(fingerprint(tmp_path))

    assert len(seen) == len(set(seen))


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path):
    write(tmp_path, "a.txt")
    os.truncate(tmp_path / "a.txt", 61_000_000)

    with pytest.raises(DocumentError, match="61 MB; højst 50 MB"):
        fingerprint(tmp_path)
