"""A served archive and a headless Chromium; a missing Chromium is a failure, not a skip."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from time import monotonic, sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.api.small_archive import application, filled_reader

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START = 10  # seconds the server may take


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The origin of the pages on a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(application(filled_reader()), log_level="warning", ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    deadline = monotonic() + START
    while not server.started and thread.is_alive() and monotonic() < deadline:
        sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")  # while it lives, its event loop keeps other tests from theirs
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("the browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=address, locale="de-DE", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(5_000)
    yield context
    context.close()


@pytest.fixture
def page(desktop: BrowserContext) -> Page:
    return desktop.new_page()
