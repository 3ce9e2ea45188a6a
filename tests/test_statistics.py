"""What is counted of questions, and what is not."""

import logging
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from browsing import read

from search_engine.settings import Settings
from web import statistics
from web.app import create_app
from web.statistics import DAYS, FILE, LONGEST, Event, Statistics

UNKNOWN = "Hvem er direktør for affald?"  # the small collection speaks of it, and does not say


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def site(small_engine, data):
    return create_app(small_engine, Settings(data=data)).test_client()


def unanswered(data):
    return {(row.question, row.event): row.times for row in Statistics(data).read().unanswered}


# ------------------------------------------------------------------ what is counted


def test_a_question_without_hits_and_one_without_an_answer_are_told_apart(site, data):
    site.get("/soeg", query_string={"q": "intetsteds"})
    site.get("/soeg", query_string={"q": UNKNOWN})

    assert unanswered(data) == {("intetsteds", Event.NO_HITS): 1, (UNKNOWN.casefold(), Event.NO_ANSWER): 1}


def test_the_same_question_is_one_however_it_is_typed(site, data):
    for typed in ["Intet  steds", " INTET STEDS ", "intet\tsteds"]:
        site.get("/soeg", query_string={"q": typed})

    assert unanswered(data) == {("intet steds", Event.NO_HITS): 3}


@pytest.mark.parametrize("question", ["intetsteds", UNKNOWN])
def test_the_same_page_asked_for_again_is_counted_again(site, data, question):
    """Answers are kept in memory; one that found nothing is not, or only the first who asks would count."""
    for _ in range(3):
        site.get("/soeg", query_string={"q": question})

    assert list(unanswered(data).values()) == [3]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Hvornår hentes madaffald?"},
        {"q": "affald"},
        {"q": "intetsteds", "municipality": "Bøgesund"},
        {"q": "intetsteds", "from": "2020"},
        {"q": "intetsteds", "document": "skov"},
        {"q": "intetsteds", "mode": "exact"},
        {"q": UNKNOWN, "page": "2"},
        {"q": UNKNOWN, "sort": "date"},
    ],
)
def test_what_is_answered_narrowed_or_read_on_is_not_counted(site, data, asked):
    assert site.get("/soeg", query_string=asked).status_code == 200

    assert unanswered(data) == {}


def test_a_row_holds_a_day_and_words_and_nothing_of_whoever_asked(site, data):
    site.get(
        "/soeg",
        query_string={"q": "intetsteds"},
        headers={"User-Agent": "Snushane", "X-Forwarded-For": "203.0.113.7", "Cookie": "a=vaniljekrans"},
        environ_base={"REMOTE_ADDR": "203.0.113.7"},
    )

    with closing(sqlite3.connect(data / FILE)) as db:
        assert db.execute("SELECT * FROM counts").fetchall() == [
            (date.today().isoformat(), "no-hits", "intetsteds", "", 1)
        ]
    everything = b"".join(path.read_bytes() for path in data.iterdir())
    assert not any(trace in everything for trace in (b"Snushane", b"203.0.113.7", b"vaniljekrans"))


def test_only_the_servers_own_user_may_read_what_people_wrote(site, data):
    site.get("/soeg?q=intetsteds")

    assert (data / FILE).stat().st_mode & 0o077 == 0


# ------------------------------------------------------------------ what is taken out first


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("skriv til Jens.Hansen@example.dk om pas", "skriv til [fjernet] om pas"),
        ("jens @ example.dk har ikke svaret", "[fjernet] har ikke svaret"),
        ("jens＠example.dk har ikke svaret", "[fjernet] har ikke svaret"),
        ("ring til 20 10 30 40", "ring til [fjernet]"),
        ("ring til +45 20103040 nu", "ring til [fjernet] nu"),
        ("tlf. 20-10-30-40", "tlf. [fjernet]"),
        ("hvem har (20)103040?", "hvem har ([fjernet]?"),
        ("født 010203", "født [fjernet]"),
        ("født 1/2-1903 eller 01.02.1903", "født [fjernet] eller [fjernet]"),
        ("pension 0102031234", "pension [fjernet]"),
        ("pension 01\u200b02\u200b03\u00ad1234", "pension [fjernet]"),
        ("pension ０１０２０３", "pension [fjernet]"),
        ("sag 480-2016-108394", "sag [fjernet]"),
        ("kort 4571 1234 5678 9012", "kort [fjernet]"),
        ("DK2050005000", "dk[fjernet]"),
    ],
)
def test_what_may_tell_who_somebody_is_is_taken_out(data, typed, kept):
    Statistics(data).count(Event.NO_HITS, typed)

    assert unanswered(data) == {(kept, Event.NO_HITS): 1}


@pytest.mark.parametrize(
    "typed",
    [
        *("4700 næstved", "§ 18 stk. 2", "budget 2013-14", "plan 2024-2028", "over 12.000 kr", "112", "strategi 2030"),
        *("åben skole – æøå", '"frivilligt arbejde" -sport', "c++"),
    ],
)
def test_what_tells_nothing_of_anybody_stays(data, typed):
    Statistics(data).count(Event.NO_HITS, typed)

    assert unanswered(data) == {(typed, Event.NO_HITS): 1}


@pytest.mark.parametrize("typed", ["20 10 30 40", "jens@example.dk", "?!", "  ", "a" * (LONGEST + 1), "ﷺ" * 20])
def test_what_is_too_long_or_nothing_but_what_was_taken_out_is_not_kept(data, typed):
    Statistics(data).count(Event.NO_HITS, typed)

    assert unanswered(data) == {}


def test_a_cpr_number_is_refused_and_not_counted(site, data):
    assert site.get("/soeg", query_string={"q": "pension 010203-1234"}).status_code == 400

    assert unanswered(data) == {}


def test_what_is_kept_cannot_command_a_terminal(data):
    Statistics(data).count(Event.NO_HITS, "skole\x1b[2J\r\nalt er godt\u202e")

    assert unanswered(data) == {("skole[2j alt er godt", Event.NO_HITS): 1}


# ------------------------------------------------------------------ how much, and how long


def test_a_day_has_room_for_so_many_different_questions_and_the_known_are_counted_on(data, monkeypatch):
    monkeypatch.setattr(statistics, "PER_DAY", 2)
    counted = Statistics(data)

    for question in ["en", "to", "tre", "to"]:
        counted.count(Event.NO_HITS, question)
    counted.count(Event.NO_ANSWER, "fire")

    assert unanswered(data) == {("en", Event.NO_HITS): 1, ("to", Event.NO_HITS): 2, ("fire", Event.NO_ANSWER): 1}


@pytest.mark.parametrize("later", ["a count", "a start of the server"])
def test_old_days_are_gone_from_the_file(small_engine, data, later):
    counted = Statistics(data)
    for question, age in [("forsvinder", DAYS), ("bliver", DAYS - 1)]:
        counted.count(Event.NO_HITS, question)
        with closing(sqlite3.connect(data / FILE)) as db, db:
            long_ago = (date.today() - timedelta(days=age)).isoformat()
            db.execute("UPDATE counts SET day = ? WHERE question = ?", (long_ago, question))
    assert unanswered(data) == {("bliver", Event.NO_HITS): 1}

    if later == "a count":
        counted.count(Event.NO_HITS, "ny")
    else:
        create_app(small_engine, Settings(data=data))

    assert b"bliver" in (data / FILE).read_bytes()
    assert b"forsvinder" not in (data / FILE).read_bytes()


def test_switched_off_nothing_is_counted_and_what_was_is_deleted(small_engine, data):
    Statistics(data).count(Event.NO_HITS, "fra før")

    site = create_app(small_engine, Settings(data=data, statistics=False)).test_client()
    site.get("/soeg?q=intetsteds")

    assert list(data.iterdir()) == []


# ------------------------------------------------------------------ several at once

WRITER = """
import sys
from pathlib import Path
from web import statistics
statistics.PATIENCE_S = 60  # a busy machine may hold one of them up
counted = statistics.Statistics(Path(sys.argv[1]))
for number in range(100):
    counted.count(statistics.Event.NO_HITS, "fælles")
    counted.count(statistics.Event.HELPED, f"{sys.argv[2]} {number % 7}", "skov:1")
"""


def test_processes_that_count_at_once_lose_nothing(data):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(data), name]) for name in ("a", "b", "c")]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]

    found = Statistics(data).read()
    assert [(row.question, row.times) for row in found.unanswered] == [("fælles", 300)]
    assert sum(row.yes for row in found.verdicts) == 300
    assert len(found.verdicts) == 21


# ------------------------------------------------------------------ when it cannot be written


@contextmanager
def folder_is_a_file(data):
    data.write_text("")
    yield


@contextmanager
def file_is_rubbish(data):
    data.mkdir()
    (data / FILE).write_bytes(b"rubbish" * 1000)
    yield


@contextmanager
def somebody_holds_it(data):
    data.mkdir()
    with closing(sqlite3.connect(data / FILE)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize(
    ("obstacle", "says"),
    [
        (folder_is_a_file, "Statistikken i datamappen kan ikke føres: der ligger en fil med det navn."),
        (file_is_rubbish, f"filen er beskadiget. Slet {FILE}"),
        (somebody_holds_it, "et andet program holder filen optaget"),
    ],
)
def test_what_cannot_be_written_hurts_no_reader_is_logged_once_and_shown_to_the_maintainer(
    site, data, caplog, obstacle, says
):
    read(site, "/soeg", q=UNKNOWN)  # whatever is read from disk at first is read now
    for path in data.iterdir():
        path.unlink()
    data.rmdir()

    with obstacle(data):
        pages = [site.get("/soeg", query_string={"q": UNKNOWN}).status_code for _ in range(3)]
        status = read(site, "/status").main.get_text()

    assert pages == [200, 200, 200]
    assert says in status
    assert "Læserne mærker ikke noget" in status
    assert str(data) not in status
    warnings = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert [says in warning for warning in warnings] == [True]


def test_a_folder_without_the_right_to_write_is_said(data):
    data.mkdir(mode=0o500)
    me = os.geteuid()
    if me == 0:  # root may do everything: be nobody for a moment
        os.seteuid(65534)
    try:
        counted = Statistics(data)
        counted.count(Event.NO_HITS, "intetsteds")
        problem = counted.problem()
    finally:
        os.seteuid(me)

    assert "der er ikke adgang. Giv serverens bruger ret" in problem
    assert list(data.iterdir()) == []


def limited():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


FULL = """
import sys
from pathlib import Path
from web.statistics import Event, Statistics
counted = Statistics(Path(sys.argv[1]))
counted.count(Event.NO_HITS, "nyt")
print(counted.problem())
"""


def test_a_disk_that_takes_no_more_leaves_what_was_counted(data):
    Statistics(data).count(Event.NO_HITS, "før")

    done = subprocess.run(
        [sys.executable, "-c", FULL, str(data)], preexec_fn=limited, capture_output=True, text=True, check=True
    )

    assert "Statistikken i datamappen kan ikke føres" in done.stdout
    assert unanswered(data) == {("før", Event.NO_HITS): 1}
    Statistics(data).count(Event.NO_HITS, "efter")
    assert ("efter", Event.NO_HITS) in unanswered(data)


def test_counting_goes_on_when_the_file_was_deleted_meanwhile(data):
    counted = Statistics(data)
    counted.count(Event.NO_HITS, "før")
    Path(data / FILE).unlink()

    counted.count(Event.NO_HITS, "efter")

    assert unanswered(data) == {("efter", Event.NO_HITS): 1}
