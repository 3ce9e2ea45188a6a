"""The documents of the collection that are not written as text: their sources, and what builds them."""
