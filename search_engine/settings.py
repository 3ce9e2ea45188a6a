"""
What an operator can set, from the environment; a command-line flag overrides it.

Ranking numbers are not settings: they are measured, and stand in ``ranking.py``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from search_engine.errors import BadSetting

PREFIX = "KOMMUNESVAR_"
LOG_LEVELS = ("debug", "info", "warning", "error")
SHORTEST_PASSWORD = 12  # characters, guess: nothing slows down whoever tries them one after another


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    *corpus*: the documents. *index*: generations and CURRENT, safe to delete.
    *data*: what must survive. *thesaurus*: the operator's own file, in place of the
    packaged one. *base_url*: the address citizens know, without a slash at its end;
    empty until the operator sets it, and then links stay relative. *statistics*: is it
    counted what found nothing, and whether an answer helped? *status_password*: opens
    those lists on the status page; without one they are on the machine only.

    The operator's own facts, for the pages that the law asks for; a page says so where one is
    missing. *operator*: the authority that runs the site. *contact*: how a reader reaches it, as
    one reads it (lines). *accessibility_statement*: the address of its statement. *dpo*: how its data
    protection officer is reached. *security_contact*: where a fault in security is told, an
    address with mailto:, https: or tel:.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    data: Path = Path("data")
    thesaurus: Path | None = None
    base_url: str = ""
    log: str = "info"
    statistics: bool = True
    status_password: str = field(default="", repr=False)
    operator: str = ""
    contact: str = ""
    accessibility_statement: str = ""
    dpo: str = ""
    security_contact: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """
        Raises:
            BadSetting: If a value cannot be used; the message names the variable.
        """
        log = environ.get(PREFIX + "LOG", "info").lower()
        if log not in LOG_LEVELS:
            raise BadSetting(f"{PREFIX}LOG er »{log}«; skriv en af: {', '.join(LOG_LEVELS)}.")
        statistics = environ.get(PREFIX + "STATISTICS", "on").lower()
        if statistics not in ("on", "off"):
            raise BadSetting(f"{PREFIX}STATISTICS er »{statistics}«; skriv on eller off.")
        password = environ.get(PREFIX + "STATUS_PASSWORD", "")
        if password and len(password) < SHORTEST_PASSWORD:
            raise BadSetting(f"{PREFIX}STATUS_PASSWORD er for kort; skriv mindst {SHORTEST_PASSWORD} tegn.")
        thesaurus = environ.get(PREFIX + "THESAURUS", "")
        base_url = _address(environ, "BASE_URL", ("https://", "http://")).rstrip("/")
        return cls(
            corpus=Path(environ.get(PREFIX + "CORPUS", "corpus")),
            index=Path(environ.get(PREFIX + "INDEX", "index")),
            data=Path(environ.get(PREFIX + "DATA", "data")),
            thesaurus=Path(thesaurus) if thesaurus else None,
            base_url=base_url,
            log=log,
            statistics=statistics == "on",
            status_password=password,
            operator=environ.get(PREFIX + "OPERATOR", "").strip(),
            contact=environ.get(PREFIX + "CONTACT", "").strip(),
            accessibility_statement=_address(environ, "ACCESSIBILITY_STATEMENT", ("https://", "http://")),
            dpo=environ.get(PREFIX + "DPO", "").strip(),
            security_contact=_address(environ, "SECURITY_CONTACT", ("mailto:", "https://", "tel:")),
        )


def _address(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    """The setting *name*, empty or an address with one of *schemes*."""
    value = environ.get(PREFIX + name, "").strip()
    if value and not value.startswith(schemes):
        raise BadSetting(f"{PREFIX}{name} er »{value}«; den skal begynde med {' eller '.join(schemes)}.")
    return value
