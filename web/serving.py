"""
The production server: gunicorn, with a few processes that each hold the index open.

The index is mapped from disk, so the processes share its memory; each makes its own
application after the fork and notices a new generation by itself.

A connection that is read from or written to holds a thread, so there are many more threads than
requests are worked on (``admission.py``), and nobody may hold one for long: who is connected and
says nothing does not get one, who stops in the middle loses it.
"""

from __future__ import annotations

import errno
import logging
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from search_engine.errors import BadSetting, cause

THREADS = 64  # in each process; guess: three times those at work and waiting, the rest for refusals and slow readers
TIMEOUT_S = 30  # guess: ten times what a query may take, and then the process is replaced
STALLED_S = 10  # guess: nobody who is still there sends or takes nothing for so long in the middle of a request
KEEP_ALIVE_S = 10  # guess: from one click to the next; an idle connection holds no thread
FAREWELL_S = 0.5  # guess: two ways around the world


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
            "worker_class": _Worker,
            "threads": THREADS,
            "timeout": TIMEOUT_S,
            "keepalive": KEEP_ALIVE_S,
            "limit_request_line": 8190,  # gunicorn's most: what is too long for us is refused by us, in our words
            "control_socket_disable": True,  # else it takes commands through a socket in the home folder
            "loglevel": "warning",  # requests are logged by the application, without what was asked
            "when_ready": lambda arbiter: _begin(arbiter, host, port),
        },
    ).run()


def _begin(arbiter: Any, host: str, port: int) -> None:
    """What is set on the door holds for all who come in by it, in every process."""
    for listener in arbiter.LISTENERS:
        _hurry(listener.sock)
    logging.getLogger("gunicorn.error").addFilter(_is_no_stall)
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


def _hurry(door: socket.socket) -> None:
    if hasattr(socket, "TCP_DEFER_ACCEPT"):  # Linux: a connection is taken when something has been said on it
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, STALLED_S)
    for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        door.setsockopt(socket.SOL_SOCKET, way, struct.pack("ll", STALLED_S, 0))  # a struct timeval


def _is_no_stall(record: logging.LogRecord) -> bool:
    """That a reader stopped in the middle is nobody's business, and not worth a page of the log each time."""
    return not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's threads, but that no reader is waited for in the one thread that hands out the work."""

    def handle(self, conn: Any) -> Any:
        keep = super().handle(conn)
        if keep is False:  # it would be closed when the reader has closed it, up to two seconds later
            close_graceful(conn.sock, FAREWELL_S)
            conn.close = lambda graceful=False: None
        return keep


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
