"""
The production server: gunicorn, with a few processes that each hold the index open.

The index is mapped from disk, so the processes share its memory; each makes its own
application after the fork and notices a new generation by itself.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from search_engine.errors import BadSetting, cause

THREADS = 4  # a slow reader's connection must not hold a whole process; searching itself takes one core
TIMEOUT_S = 30  # guess: ten times what a query may take, and then the process is replaced


def serve(make_app: Callable[[], Flask], *, host: str, port: int, workers: int) -> None:
    """
    Answer on ``host:port`` until told to stop.

    Raises:
        BadSetting: If the address cannot be had; the message says why.
    """
    _check_address(host, port)
    _Server(
        make_app,
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": TIMEOUT_S,
            "limit_request_line": 8190,  # gunicorn's most: what is too long for us is refused by us, in our words
            "control_socket_disable": True,  # else it takes commands through a socket in the home folder
            "loglevel": "warning",  # requests are logged by the application, without what was asked
            "when_ready": lambda _: _announce(host, port),
        },
    ).run()


def _announce(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    print(f"Kommunesvar svarer på http://{shown}:{port}/  (stop med Ctrl+C)", file=sys.stderr, flush=True)


def _check_address(host: str, port: int) -> None:
    """gunicorn would try five times, a second apart, and say little."""
    if not 0 < port < 65536:
        raise BadSetting(f"Porten {port} findes ikke. Vælg et tal fra 1 til 65535, fx --port 8000.")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise BadSetting(f"Adressen »{host}« kan ikke slås op. Prøv --host 127.0.0.1.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(
                f"Port {port} er i brug af et andet program. Stop det, eller vælg en anden: --port {port + 1}."
            ) from error
        raise BadSetting(
            f"Adressen {host}:{port} kan ikke bruges: {cause(error)}. Vælg en anden med --host og --port."
        ) from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's way of being embedded."""

    def __init__(self, make_app: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._make_app, self._options = make_app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._make_app()
