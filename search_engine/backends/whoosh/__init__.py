"""
An index in a folder on disk: Whoosh writes and stores, numpy arrays rank.

    backend         the port: publish, search, status, verify
    generations     directories that never change, and the pointer to the one in use
      manifest      what a generation holds, sealed
      pointer       which one is served
    publication     Whoosh's writer; schema: what it keeps; stored: our types as JSON
      spool         what is put, until all of it is there
      analysis      who makes its terms: this process, or one beside it
    compilation     Whoosh's postings (postings) to arrays
    serving         the generation in use, and the change to the next
      reader        one generation, open: what is stored, and ranking
        search      a query over the arrays (arrays), by way of its matches
          ascending lists of numbers in order
          copies    what says the same takes one place; which does, likeness found out at publication
          heads     of each document the best passage
          second_look   at the best passages; grams: by the letters of their words
        occurrences an expression's places, in their context
          exact     an expression over the rows of words (rows), written down by transcript
        suggested   what is suggested while somebody types
        vocabulary  which words the documents have, and which are near one that they have not
    audit           is a generation what it should be?
      proof         do its terms follow from its texts?

What is promised, and how it was tried: docs/reliability.md.
"""

from search_engine.backends.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]
