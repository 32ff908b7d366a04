"""`fundstelle serve`."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn

from archive.errors import SettingsError
from fundstelle.context import err, given_of, settings_of
from fundstelle.serving import serving
from fundstelle.stopping import stoppable
from fundstelle.worker import apply_worker

EPILOG = """Examples:

`fundstelle serve`

`fundstelle serve --host 0.0.0.0 --port 80`"""


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)
    ] = None,
) -> None:
    """Serve the API and the pages until stopped.

    What is indexed meanwhile is found without a restart. Before the first `fundstelle index` the
    pages say that there is nothing yet. Editors' decisions are carried out by a process beside it.
    """
    settings = settings_of(context)
    with serving(settings) as app:
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        listening = _bound(host or settings.host, settings.port if port is None else port)
        listening.listen(config.backlog)  # now, so that the address works once it is printed
        err().print(f"{settings.title}: {_address(listening)} (Ctrl-C stops)", markup=False)
        # uvicorn raises what stopped it again, once all requests are answered.
        with suppress(KeyboardInterrupt), stoppable(), apply_worker(settings, given_of(context)):
            uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket of our own: uvicorn would log that it has none, and end the program with a code
    that means something else.
    """
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; "
            "choose another address with --port or --host"
        ) from error
    return made


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
