"""
A source typed, worn and scanned: a PDF of one picture, without a word of text in it.

The letters stand at equal distances and jump a little, as a typewriter's do. The sheet
lay askew on the glass, and there is dust on it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from .source import Source

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"  # the one font that comes with the packages
DOTS = 150  # per inch: an archive's coarse setting
WIDTH, HEIGHT = 1240, 1754  # A4 in dots
LEFT, TOP = 150, 150
PITCH, LINE = 14, 30  # dots from letter to letter, and from line to line
SLOPE = 16  # dots in a thousand: how far the sheet lay askew
SEED = 1974


def write(source: Source, path: Path) -> None:
    # RandomState: its numbers stay the same in every version of numpy.
    chance = np.random.RandomState(SEED)
    picture = _scanned(_typed(source.body, chance), chance)
    moment = source.moment.timetuple()
    picture.save(path, "PDF", resolution=DOTS, title=source.title, creationDate=moment, modDate=moment)


def _typed(text: str, chance: np.random.RandomState) -> Image.Image:
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 20, layout_engine=ImageFont.Layout.BASIC)
    for row, line in enumerate(text.strip("\n").splitlines()):
        for column, letter in enumerate(line):
            place = LEFT + column * PITCH, TOP + row * LINE + int(chance.randint(-1, 2))
            draw.text(place, letter, fill=int(chance.randint(0, 90)), font=font, anchor="ms")
    return sheet


def _scanned(sheet: Image.Image, chance: np.random.RandomState) -> Image.Image:
    """Whole numbers throughout, so that every machine makes the same picture."""
    grey = np.array(sheet.filter(ImageFilter.BoxBlur(1)), dtype=int)
    for row in range(HEIGHT):
        grey[row] = np.roll(grey[row], -row * SLOPE // 1000)
    for column in range(WIDTH):
        grey[:, column] = np.roll(grey[:, column], column * SLOPE // 1000)
    grey += chance.randint(-45, 46, size=grey.shape)
    dust = chance.randint(0, 1700, size=grey.shape) == 0
    return Image.fromarray(((grey > 195) & ~dust).astype(np.uint8) * 255).convert("1")
