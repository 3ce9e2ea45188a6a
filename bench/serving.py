"""A serving process for measuring memory: the whole application, asked once for every query; prints its PSS in MB."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web.app import create_app

settings = Settings(index=Path(sys.argv[1]))
client = create_app(SearchEngine(WhooshBackend(settings.index)), settings).test_client()
for question in json.load(sys.stdin):
    answer = client.get("/api/v1/search", query_string={"q": question[:200]})
    assert answer.status_code == 200, answer.text
found = re.search(r"^Pss:\s+(\d+) kB", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE)
assert found, "this kernel tells no PSS"
print(round(int(found[1]) / 1024))
