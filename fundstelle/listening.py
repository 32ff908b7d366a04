"""Listens at an address and answers there, and is held up by no reader who takes nothing."""

from __future__ import annotations

import socket
from typing import Final

import uvicorn
from fastapi import FastAPI

from archive.errors import SettingsError
from search_api.sending import PATIENCE

GRACE: Final = 20  # seconds for what is being answered when the server is to end


def bound(host: str, port: int, patience: float = PATIENCE) -> socket.socket:
    """A socket of our own: uvicorn would log that it has none, and end the program with a code
    that means something else. Raise SettingsError if there is none.
    """
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _cut_off_sleepers(made, patience)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; "
            "choose another address with --port or --host"
        ) from error
    return made


def _cut_off_sleepers(listening: socket.socket, patience: float) -> None:
    """Only the system can: what waits to be sent keeps a connection open that the server closed.
    Connections have the option from the socket that listens.
    """
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(patience * 1000))


def address(listening: socket.socket) -> str:
    """As browsers take it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def server(app: FastAPI, grace: int = GRACE) -> uvicorn.Server:
    """Asked to end, it gives the answers under way so many seconds."""
    return uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=grace
        )
    )
