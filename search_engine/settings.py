"""
What an operator can set, from the environment; a command-line flag overrides it.

Ranking numbers are not settings: they are measured, and stand in ``ranking.py``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search_engine.errors import BadSetting

PREFIX = "KOMMUNESVAR_"
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    *corpus*: the documents. *index*: generations and CURRENT, safe to delete.
    *data*: what must survive. *thesaurus*: the operator's own file, in place of the
    packaged one. *base_url*: the address citizens know, without a slash at its end;
    empty until the operator sets it, and then links stay relative.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    data: Path = Path("data")
    thesaurus: Path | None = None
    base_url: str = ""
    log: str = "info"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """
        Raises:
            BadSetting: If a value cannot be used; the message names the variable.
        """
        log = environ.get(PREFIX + "LOG", "info").lower()
        if log not in LOG_LEVELS:
            raise BadSetting(f"{PREFIX}LOG er »{log}«; skriv en af: {', '.join(LOG_LEVELS)}.")
        thesaurus = environ.get(PREFIX + "THESAURUS", "")
        base_url = environ.get(PREFIX + "BASE_URL", "").rstrip("/")
        if base_url and not base_url.startswith(("http://", "https://")):
            raise BadSetting(f"{PREFIX}BASE_URL er »{base_url}«; den skal begynde med https:// eller http://.")
        return cls(
            corpus=Path(environ.get(PREFIX + "CORPUS", "corpus")),
            index=Path(environ.get(PREFIX + "INDEX", "index")),
            data=Path(environ.get(PREFIX + "DATA", "data")),
            thesaurus=Path(thesaurus) if thesaurus else None,
            base_url=base_url,
            log=log,
        )
