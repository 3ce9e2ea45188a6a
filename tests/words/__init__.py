"""
Danish words with what should become of them, written down by hand.

    forms.txt       the forms of one word on each line: one stem
    apart.txt       pairs that only look alike: two stems
    compounds.txt   compounds with their parts, and words that are none
    golden.txt      words with the terms that are indexed for them; ``python -m tests.words`` writes it

Words on odd lines (comments not counted) are the *tuning* half and may be looked at while
rules are changed; those on even lines are the *check* half and are only counted.
"""
