"""Generations: published whole or not at all, checked before they are read, kept while they are read."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made import analysis, document, ids, put, search

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.errors import IndexDamaged, IndexFormat, IndexMissing, IndexUnreadable, IngestRunning
from search_engine.model import Passage
from search_engine.passages import passage_terms

A_LOOK = 1.1  # seconds; serving.LOOK_SECONDS and a bit


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Three generations; in the n'th the document says n."""
    for number in ("en", "to", "tre"):
        put(WhooshBackend(tmp_path), document("d", f"udgave {number}"))
    return tmp_path


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())


def says(backend: WhooshBackend) -> str:
    [scored] = search(backend, "udgave").scored
    return scored.passage.text


def damage(index: Path, generation: int) -> None:
    [path] = (index / "generations" / f"g{generation:08}").glob("whoosh/*.pst")
    path.write_bytes(path.read_bytes()[:-1])


def test_three_generations_are_kept(index: Path) -> None:
    put(WhooshBackend(index), document("d", "udgave fire"))

    assert generations(index) == ["g00000002", "g00000003", "g00000004"]
    assert WhooshBackend(index).status().generation == "g00000004"


def test_only_the_owner_may_enter(index: Path) -> None:
    """Whoosh's files are pickles: who can write them can run code."""
    assert [oct(path.stat().st_mode & 0o777) for path in (index, index / "generations")] == ["0o700", "0o700"]


def test_a_reader_sees_the_next_generation_within_two_seconds(index: Path) -> None:
    reader = WhooshBackend(index)
    assert says(reader) == "udgave tre"

    put(WhooshBackend(index), document("d", "udgave fire"))
    time.sleep(A_LOOK)

    assert says(reader) == "udgave fire"


def test_a_thread_that_reads_on_sees_one_generation_and_the_others_the_next(index: Path) -> None:
    reader = WhooshBackend(index)
    before = reader.status().generation

    with reader.reading():
        with reader.reading():
            put(reader, document("skov", "ny"))
        with ThreadPoolExecutor(1) as other:
            seen_elsewhere = other.submit(lambda: reader.status().generation).result()
        seen_here = reader.status().generation

    assert before == seen_here < seen_elsewhere == reader.status().generation


def test_an_answer_is_of_one_generation_though_its_documents_go_meanwhile(tmp_path: Path) -> None:
    """The document of a passage was asked for again, and was not found any more."""

    class Restless(WhooshBackend):
        """Loses its documents as soon as they have been found."""

        def passages(self, document_id: str) -> Sequence[Passage]:
            found = super().passages(document_id)
            with self.publish(passage_terms, rebuild=True):
                pass
            return found

    made = document("skov", "Skoven har fredede egetræer."), document("sø", "Søens fredede egetræer i skoven.")
    engine = SearchEngine(put(Restless(tmp_path), *made, analysis=passage_terms))

    assert [hit.record.id for hit in engine.similar("skov", 5)] == ["sø"]
    assert engine.status().documents == 0


def test_a_generation_that_is_read_is_not_swept_away(index: Path) -> None:
    reader = WhooshBackend(index)
    assert says(reader) == "udgave tre"

    for number in range(4, 9):
        put(WhooshBackend(index), document("d", f"udgave {number}"))

    assert generations(index) == ["g00000003", "g00000006", "g00000007", "g00000008"]

    time.sleep(A_LOOK)
    assert says(reader) == "udgave 8"
    put(WhooshBackend(index), document("d", "udgave 9"))

    assert generations(index) == ["g00000007", "g00000008", "g00000009"]


def test_what_a_reader_held_open_is_closed_once_it_moves_on(index: Path) -> None:
    gc.collect()  # what earlier tests left is not closed in the middle
    reader = WhooshBackend(index)
    open_files = set()
    for number in range(5):
        put(reader, document("d", f"udgave {number}"))
        assert says(reader) == f"udgave {number}"  # the next call after its own publication
        open_files.add(len(os.listdir("/proc/self/fd")))

    assert len(open_files) == 1


def test_a_damaged_generation_gives_way_to_the_one_before(index: Path) -> None:
    damage(index, 3)
    reader = WhooshBackend(index)

    assert says(reader) == "udgave to"
    status = reader.status()
    assert status.degraded
    assert status.generation == "g00000002"
    assert "g00000003" in status.problems[0]
    assert "kommunesvar ingest --rebuild" in status.problems[0]


def test_the_next_publication_heals_a_damaged_index(index: Path) -> None:
    damage(index, 3)
    put(WhooshBackend(index), document("ny", "mere"))

    reader = WhooshBackend(index)

    assert says(reader) == "udgave to"
    assert not reader.status().degraded
    assert reader.fingerprints().keys() == {"d", "ny"}


def test_if_no_generation_is_whole_nothing_is_answered(index: Path) -> None:
    for generation in (1, 2, 3):
        damage(index, generation)
    reader = WhooshBackend(index)

    with pytest.raises(IndexDamaged, match="kommunesvar ingest --rebuild"):
        search(reader, "udgave")
    with pytest.raises(IndexDamaged):
        reader.status()
    assert reader.fingerprints() == {}


def test_an_index_beyond_repair_is_built_anew(index: Path) -> None:
    for generation in (1, 2, 3):
        damage(index, generation)

    put(WhooshBackend(index), document("d", "udgave ny"))

    assert says(WhooshBackend(index)) == "udgave ny"
    assert not WhooshBackend(index).status().degraded


@pytest.mark.parametrize("content", [None, b"", b"g00000002\n", b"\xff\x00", b"g00000009 abc def\n"])
def test_without_a_readable_pointer_the_newest_whole_generation_serves(index: Path, content: bytes | None) -> None:
    if content is None:
        (index / "CURRENT").unlink()
    else:
        (index / "CURRENT").write_bytes(content)
    reader = WhooshBackend(index)

    assert says(reader) == "udgave tre"
    assert reader.status().degraded
    assert "CURRENT" in reader.status().problems[0]


def test_a_pointer_to_an_older_generation_is_a_way_back(index: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An operator can return to the CURRENT of yesterday."""
    other = tmp_path_factory.mktemp("other")
    put(WhooshBackend(other), document("d", "udgave en"))
    yesterday = (other / "CURRENT").read_bytes()
    put(WhooshBackend(other), document("d", "udgave to"))

    (other / "CURRENT").write_bytes(yesterday)

    assert says(WhooshBackend(other)) == "udgave en"
    assert not WhooshBackend(other).status().degraded


def test_a_generation_in_anothers_place_is_noticed(index: Path) -> None:
    folder = index / "generations"
    shutil.rmtree(folder / "g00000003")
    shutil.copytree(folder / "g00000002", folder / "g00000003")

    status = WhooshBackend(index).status()

    assert status.generation == "g00000002"
    assert status.degraded


def test_a_file_that_does_not_belong_is_noticed(index: Path) -> None:
    """Whoosh reads the newest table of contents it finds, and a table of contents is a pickle."""
    folder = index / "generations" / "g00000003" / "whoosh"
    [contents] = folder.glob("*.toc")
    shutil.copy(contents, folder / "_MAIN_99.toc")

    assert WhooshBackend(index).status().generation == "g00000002"


def test_damage_while_a_generation_is_in_use_is_said_and_the_old_one_goes_on(index: Path) -> None:
    reader = WhooshBackend(index)
    assert says(reader) == "udgave tre"

    put(WhooshBackend(index), document("d", "udgave fire"))
    for generation in (2, 3, 4):
        damage(index, generation)
    time.sleep(A_LOOK)

    assert says(reader) == "udgave tre"
    assert reader.status().degraded
    assert "g00000003" in reader.status().problems[0]


def test_verify_finds_what_changed_since_the_index_was_opened(index: Path) -> None:
    reader = WhooshBackend(index)
    assert not reader.verify(analysis)

    damage(index, 3)

    [fault] = reader.verify(analysis)
    assert ".pst er ændret" in fault


def test_an_index_of_another_version_is_not_read(index: Path, tmp_path: Path) -> None:
    """The manifest is written anew with another format, digest and all, as an older version would have."""
    from search_engine.backends.whoosh.generations import Generations

    older = Generations(index, {"index": 0})
    with older.build(empty=True) as build:
        (build.folder / "file").write_text("what an older version wrote")
        build.commit(build.seal({}))
    reader = WhooshBackend(index)

    with pytest.raises(IndexFormat, match="kommunesvar ingest --rebuild"):
        search(reader, "udgave")
    assert reader.fingerprints() == {}

    put(WhooshBackend(index), document("d", "udgave ny"))

    assert says(WhooshBackend(index)) == "udgave ny"
    assert WhooshBackend(index).fingerprints() == {"d": "1"}


def test_what_killed_builds_left_is_swept_away(index: Path) -> None:
    folder = index / "generations"
    (folder / "tmp-abc" / "whoosh").mkdir(parents=True)
    shutil.copytree(folder / "g00000003", folder / "g00000004")  # whole, but CURRENT never named it

    put(WhooshBackend(index), document("d", "udgave fire"))

    assert generations(index) == ["g00000002", "g00000003", "g00000004"]
    assert says(WhooshBackend(index)) == "udgave fire"


def test_a_build_that_was_never_committed_is_not_served(index: Path) -> None:
    folder = index / "generations"
    shutil.copytree(folder / "g00000002", folder / "g00000004")

    assert says(WhooshBackend(index)) == "udgave tre"
    assert not WhooshBackend(index).status().degraded


def test_the_second_of_two_publishers_is_told_who_the_first_is(index: Path) -> None:
    hold = (
        "import sys; from pathlib import Path; from search_engine.backends.whoosh import WhooshBackend\n"
        f"backend = WhooshBackend(Path({str(index)!r}))\n"
        "with backend.publish(lambda *_: None): print('ready', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout
    assert first.stdout.readline() == "ready\n"

    with pytest.raises(IngestRunning, match=str(first.pid)), WhooshBackend(index).publish(analysis):
        pass

    first.kill()
    first.communicate()
    put(WhooshBackend(index), document("d", "udgave fire"))  # a dead holder holds nothing

    assert says(WhooshBackend(index)) == "udgave fire"


def test_a_forked_process_reads_on_its_own(index: Path) -> None:
    """gunicorn forks its workers; open files would share their positions."""
    reader = WhooshBackend(index)
    assert says(reader) == "udgave tre"

    child = os.fork()
    if not child:
        os._exit(0 if says(reader) == "udgave tre" and ids(search(reader, "tre")) == ["d.0"] else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert says(reader) == "udgave tre"


def test_an_index_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    index = tmp_path / "index"
    index.write_text("en fil")

    with pytest.raises(IndexUnreadable, match=r"index kan ikke læses: det er ikke en mappe\. Ret"):
        search(WhooshBackend(index), "udgave")


def test_nothing_published_is_not_a_damaged_index(tmp_path: Path) -> None:
    (tmp_path / "generations" / "tmp-abc").mkdir(parents=True)

    with pytest.raises(IndexMissing):
        search(WhooshBackend(tmp_path), "udgave")
