"""Citizens' words and officials' words."""

from collections import Counter
from pathlib import Path

import pytest

from search_engine.danish import Lexicon, tokens
from search_engine.danish.thesaurus import FILE, LONGEST, Thesaurus, lines, packaged
from search_engine.errors import BadThesaurus
from search_engine.query import parse


@pytest.fixture
def written(tmp_path):
    def written(*lines: str) -> Path:
        file = tmp_path / "words.toml"
        file.write_text("\n".join(['[[topic]]\nname = "emne"\nwords = """', *lines, '"""\n']), encoding="utf-8")
        return file

    return written


def others(text: str, thesaurus: Thesaurus) -> dict[str, list[str]]:
    found = thesaurus.synonyms(list(tokens(text)))
    return {token.word: [other.text for other in of_token] for token, of_token in found.items()}


def test_a_citizens_word_has_the_offices_words_and_the_other_way_round(written):
    thesaurus = Thesaurus.read(written("skrald, affald, renovation"))

    assert others("mit skrald", thesaurus) == {"skrald": ["affald", "renovation"]}
    assert others("renovation", thesaurus) == {"renovation": ["skrald", "affald"]}


def test_what_stands_before_an_arrow_is_read_as_what_stands_behind_and_not_back(written):
    thesaurus = Thesaurus.read(written("koster, betaler => pris, takst"))

    assert others("hvad koster det", thesaurus) == {"koster": ["pris", "takst"]}
    assert others("hvem betaler", thesaurus) == {"betaler": ["pris", "takst"]}
    assert others("pris", thesaurus) == {}


def test_a_word_may_stand_in_a_line_of_either_kind(written):
    thesaurus = Thesaurus.read(written("pris, takst", "pris => betaling"))

    assert others("prisen", thesaurus) == {"prisen": ["takst", "betaling"]}


def test_inflection_does_not_matter(written):
    thesaurus = Thesaurus.read(written("skraldespand, affaldsbeholder"))

    assert others("skraldespandene", thesaurus) == {"skraldespandene": ["affaldsbeholder"]}


def test_a_word_has_the_others_for_the_expression_that_it_is_part_of_and_its_own(written):
    thesaurus = Thesaurus.read(written("praktisk bistand, hjemmehjælp", "bistand, hjælp"))

    found = others("søger praktisk bistand", thesaurus)

    assert found == {"praktisk": ["hjemmehjælp"], "bistand": ["hjemmehjælp", "hjælp"]}


@pytest.mark.parametrize("typed", ["fælde træ", "fælde et træ", "mit træ skal fældes"])
def test_the_words_of_an_expression_may_stand_in_any_order_with_small_ones_between(written, typed):
    found = others(typed, Thesaurus.read(written("fælde et træ, træfældning")))

    assert list(found.values()) == [["træfældning"]] * 2


def test_a_small_word_may_make_the_difference(written):
    thesaurus = Thesaurus.read(written("sige op => opsigelse", "må man => tilladt"))

    assert others("sige pladsen op", thesaurus) == {}
    assert others("sige op", thesaurus) == {"sige": ["opsigelse"], "op": ["opsigelse"]}
    assert set(others("må man det", thesaurus)) == {"må", "man"}
    assert others("hvad må det koste", thesaurus) == {}


def test_a_small_word_is_not_taken_for_another_of_the_same_stem(written):
    assert others("skal jeg tage den med", Thesaurus.read(written("tag, tagdækning"))) == {}


def test_of_another_expression_the_small_words_are_not_searched_for(written):
    parsed = parse("badning", Lexicon(), thesaurus=Thesaurus.read(written("badning, hjælp til bad")))

    assert set(parsed.synonyms) == {"hjælp", "bad"}


def test_a_query_says_how_its_words_were_read_and_counts_the_others_apart(written):
    parsed = parse("skrald", Lexicon(), thesaurus=Thesaurus.read(written("skrald, affald, renovation")))

    assert parsed.terms == ("skrald",)
    assert set(parsed.synonyms) >= {"affald", "+affald", "renovation"}
    assert [word.read_as for word in parsed.words] == ["affald, renovation"]


def test_empty_lines_and_comments_say_nothing(written):
    assert others("skrald", Thesaurus.read(written("", "# om affald", "  # og pris", "skrald, affald"))) == {
        "skrald": ["affald"]
    }


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["skrald"], "Linje 4: kun ét udtryk"),
        (["skrald =>"], "Linje 4: kun ét udtryk"),
        (["skrald, ?"], r"Linje 4: »\?« har intet ord"),
        (["skrald, affald, affald"], "Linje 4: »affald« står der to gange"),
        (["skrald, affald", "# om pris", "affald, renovation"], "Linje 6: »affald« står også i linje 4"),
        (["koster => pris", "koster => takst"], "Linje 5: »koster« står også i linje 4"),
        (["skrald => affald => renovation"], "Linje 4: »skrald => affald« har en pil for meget"),
        (["skrald, " + "meget " * (LONGEST + 1)], f"har over {LONGEST} ord"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named(written, lines, says):
    with pytest.raises(BadThesaurus, match=says):
        Thesaurus.read(written(*lines))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ingen emner"),
        (b'[[topic]]\nname = "x"\n', "ingen ord"),
        (b'[[topic]]\nwords = ["skrald"]\n', "ingen ord"),
        (b"skrald, affald\n", "er ikke TOML: .*line 1"),
        (b"\xff\xfe\x00", "er ikke skrevet i UTF-8"),
        (None, "kan ikke læses"),
    ],
)
def test_a_file_that_is_no_thesaurus_is_named(tmp_path, content, says):
    file = tmp_path / "words.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BadThesaurus, match=says) as error:
        Thesaurus.read(file)

    assert "words.toml" in str(error.value)


@pytest.mark.parametrize("one_way", [False, True])
def test_no_word_of_the_packaged_file_is_taken_for_one_of_another_line(one_way):
    """ "Leder" and "ledig" had one stem, so who asked for the one was shown the other."""
    meant = [line for line in lines(FILE) if bool(line.one_way) is one_way]

    counts = Counter(signs for line in meant for signs in {typed.signs for typed in line.one_way or line.others})

    assert len(meant) > 1000
    assert [signs for signs, count in counts.items() if count > 1] == []


def test_a_small_word_is_not_taken_for_one_that_has_it_as_its_stem(written):
    """ "Demens" has the stem "dem", and who asked "hvornår svarer I dem" was shown what there is on dementia."""
    thesaurus = Thesaurus.read(written("demens, demenssygdom", "sommer => ferie"))

    assert others("hvornår svarer I dem som ringer", thesaurus) == {}
    assert others("demens om sommeren", thesaurus) == {"demens": ["demenssygdom"], "sommeren": ["ferie"]}


@pytest.mark.parametrize(
    ("citizen", "office"),
    [("skrald", "affald"), ("hjemmehjælp", "praktisk bistand"), ("arbejdsløs", "ledig"), ("nyhedsbrev", "abonnement")],
)
def test_the_packaged_file_can_be_read_and_knows_citizens_words(citizen, office):
    assert office in {other for found in others(citizen, packaged()).values() for other in found}
