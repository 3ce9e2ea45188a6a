"""What is marked in a passage."""

import pytest

from search_engine.danish import Lexicon
from search_engine.query import parse
from search_engine.snippets import marks

LEXICON = Lexicon()


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("politikker", "Vores politik, og politikkens mål", ["politik", "politikkens"]),
        ("skole politik", "En skolepolitik for alle", ["skolepolitik"]),
        ("frivilligt arbejde", "Det frivillige  arbejde i byen", ["frivillige  arbejde"]),
        ('"mål og midler"', "Mål og midler. Andre mål og andre midler.", ["Mål og midler"]),
        ("§ 18", "Efter § 18 gives støtte", ["§ 18"]),
        ("hvad er det", "Det er en by", ["Det er"]),
        ("affald -skole", "Skolens affald", ["affald"]),
        ("børnehave", "Børnene skal have mad i børnehaven", ["Børnene", "børnehaven"]),
        ("rumfart", "Skolens affald", []),
    ],
)
def test_the_words_that_matched_are_marked_as_they_stand(query, text, marked):
    assert [text[start:end] for start, end in marks(text, parse(query, LEXICON), LEXICON)] == marked
