"""
Take a picture of every page at both widths, to be looked at.

    python -m tests.shots [FOLDER]     shots/ unless told otherwise
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from search_engine.settings import Settings
from web.app import create_app

from . import chromium


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "shots")
    folder.mkdir(exist_ok=True)
    if chromium.found() is None:
        print("Chromium is not on this machine (Debian: apt install chromium).", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        engine = chromium.demonstration(Path(place) / "index")
        app = create_app(engine, Settings(corpus=chromium.CORPUS, data=Path(place) / "data"))
        with chromium.served(app) as address, chromium.browser() as browser:
            for width, size in chromium.WIDTHS.items():
                page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
                for name, path in chromium.pages(engine).items():
                    page.goto(address + path)
                    page.screenshot(
                        path=folder / f"{name}-{width}.png", full_page="#" not in path
                    )  # a place: as one arrives
    print(f"The pictures are in {folder}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
