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
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.", min=0)] = None,
) -> None:
    """Serve the API and the pages until stopped.

    What is indexed meanwhile is found without a restart. Before the first `fundstelle index` the
    pages say that there is nothing yet. Editors' decisions are carried out by a process beside it.
    """
    settings = settings_of(context)
    with serving(settings) as app:
        config = uvicorn.Config(
            app,
            host=host or settings.host,
            port=settings.port if port is None else port,
            log_level="warning",
            server_header=False,
        )
        listening = _bound(config)
        listening.listen(config.backlog)  # now, so that the address works once it is printed
        address, number = listening.getsockname()[:2]
        err().print(f"{settings.title}: http://{address}:{number}/ (Ctrl-C stops)", markup=False)
        # uvicorn raises what stopped it again, once all requests are answered.
        with suppress(KeyboardInterrupt), stoppable(), apply_worker(settings, given_of(context)):
            uvicorn.Server(config).run(sockets=[listening])


def _bound(config: uvicorn.Config) -> socket.socket:
    """The listening socket; uvicorn would end the program with a code that means something else."""
    try:
        return config.bind_socket()
    except SystemExit as stop:
        raise SettingsError(
            f"cannot listen on {config.host}:{config.port}: the address is in use, not this "
            "machine's, or not allowed; choose another with --port or --host"
        ) from stop
