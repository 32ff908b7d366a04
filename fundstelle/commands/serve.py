"""`fundstelle serve`."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from fundstelle.context import err, given_of, settings_of
from fundstelle.listening import address, bound, server
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
        answering = server(app)
        listening = bound(host or settings.host, settings.port if port is None else port)
        listening.listen(answering.config.backlog)  # now: the address works once it is printed
        err().print(f"{settings.title}: {address(listening)} (Ctrl-C stops)", markup=False)
        # uvicorn raises what stopped it again, once all requests are answered.
        with suppress(KeyboardInterrupt), stoppable(), apply_worker(settings, given_of(context)):
            answering.run(sockets=[listening])
