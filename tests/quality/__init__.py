"""
Judged questions, and the floors that the search may not fall below.

    collection.jsonl   about the documents in corpus/
    seeds.jsonl        about five real documents; asked where they are at hand
    invariants.jsonl   what must come first, and what must find nothing
    floors.json        measures by set, half and kind, with the fingerprint of what was measured

``python -m tests.quality`` measures and raises the floors. Lowering one takes
``--lower "why"``; the reason is kept with the floors.
"""
