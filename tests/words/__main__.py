"""
Write the golden list anew, print what changed, and measure.

    python -m tests.words       refuses where terms change and INDEX_FORMAT stays
"""

from __future__ import annotations

import sys

from search_engine.backends.whoosh.schema import INDEX_FORMAT

from . import golden, measured


def main() -> int:
    for half in measured.HALVES:
        apart, joined = measured.left_apart(half), measured.wrongly_joined(half)
        print(f"{half}: forms left apart {apart:.3f}, strangers joined {joined:.3f}, {measured.splitting(half)}")
    written_for, old = golden.read()
    new = golden.made(old)
    changed = [text for text in new if new[text] != old[text]]
    print(*(f"{text}: {' | '.join(old[text])} -> {' | '.join(new[text])}" for text in changed), sep="\n")
    if changed and written_for >= INDEX_FORMAT:
        print(f"Terms have changed: raise INDEX_FORMAT ({INDEX_FORMAT}) in schema.py first.", file=sys.stderr)
        return 1
    golden.write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
