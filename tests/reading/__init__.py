"""How well questions, facts and sentences are read: three judged sets, and ``python -m tests.reading``."""
