"""Kommunesvar's engine: documents in, ranked passages with their exact place out."""
