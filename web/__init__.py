"""The Danish pages and the JSON API, over one SearchEngine."""
