"""
What must hold when things go wrong, tried many times over: ``python -m tests.torture``.

The tests run a small sample of each; ``make torture`` the long runs. Every run prints
its seed, and the same seed does the same again.
"""
