"""Raw files to documents: read, clean, split into sections, describe."""
