"""Print the measures of both halves."""

from tests.reading.judged import boundaries, questions, told

for half in ("tuning", "check"):
    right, asked = questions(half)
    precision, recall = boundaries(half)
    print(f"{half}: questions {right}/{asked}, sentences precision {precision:.3f} recall {recall:.3f}")
    for kind, (hits, total, wrong) in told(half).items():
        print(f"    {kind:10} {hits}/{total}" + (f", {wrong} that are none" if kind.strict else ""))
