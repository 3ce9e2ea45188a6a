"""The row of pages below a list: the first, the last, those around the present one, and gaps between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web import filters, links
from web.parameters import Parameters

LAST_PAGE = 1000
AROUND = 2  # pages that are named on either side of the present one


@dataclass(frozen=True, slots=True)
class PageLink:
    """One place in the row; without a *number* it stands for those left out."""

    number: int | None
    link: str = ""
    current: bool = False


def row(given: Parameters, page: int, last: int) -> Sequence[PageLink]:
    """None where everything stands on one page, or *page* is beyond the last."""
    last = min(last, LAST_PAGE)
    near = {number for number in range(page - AROUND, page + AROUND + 1) if 1 <= number <= last}
    found: list[PageLink] = []
    for number in sorted(near | ({1, last} if last > 1 else set())):
        if found and number - (found[-1].number or 0) > 1:
            found.append(PageLink(None))
        link = links.search_link(filters.without(given, "page") | {"page": [str(number)] if number > 1 else []})
        found.append(PageLink(number, link, number == page))
    return found if 1 <= page <= last > 1 else []
