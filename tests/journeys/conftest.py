"""The stage for journeys: the program itself, started as a user starts it, and a real Chromium to walk through it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.database import HOME, ROOT
from tests.journeys.axe import assert_open_to_all as assert_open_to_all

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
# As root, and without a network to the outside, Chromium wants to be told so.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--force-color-profile=srgb"),
]
PASSWORD = "voluntary-2016"
PICTURES = ROOT / "docs" / "journeys" if os.environ.get("SAFAR_KEEP_PICTURES") == "1" else HOME / "pictures"
# When everything is run at once nobody looks at them, and drawing them takes time.
DRAWN = os.environ.get("SAFAR_KEEP_PICTURES") == "1" or "PYTEST_XDIST_WORKER" not in os.environ
Picture = Callable[[Page, str], None]


class SignIn(Protocol):
    """Signs a colleague in, in a window as wide as told, with or without script."""

    def __call__(self, username: str, width: int = 1280, script: bool = True) -> Page:
        """The colleague's first page."""
        ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys need a browser; where there is none they say so plainly instead of passing."""
    if CHROMIUM:
        return
    reason = "No Chromium on this machine: the journeys in a browser did not run. Install chromium and run again."
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running Safar with the demonstration's offices and accounts and no cases yet."""
    home = HOME / f"journeys-{os.getpid()}"
    hidden = (
        *("DATABASE_URL", "DATABASE_OWNER_URL", "SAFAR_TESTING", "DJANGO_SETTINGS_MODULE"),
        "DJANGO_ALLOW_ASYNC_UNSAFE",
    )
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"SAFAR_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    # Nothing of it need outlive a crash of this machine, so nobody waits for the disk.
    environment |= {"PGOPTIONS": "-c synchronous_commit=off"}
    command = [str(Path(sys.executable).parent / "safar")]
    subprocess.run([*command, "demo", "--no-cases"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    port = _free_port()
    server = subprocess.Popen(
        [*command, "run", "--no-demo", "--port", str(port), "--workers", "1"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(site: str, chromium: Browser) -> Iterator[SignIn]:
    """Signs a colleague in, in a window of their own; afterwards nothing may have been blocked or have failed."""
    windows: list[BrowserContext] = []
    troubles: list[str] = []

    def enter(username: str, width: int = 1280, script: bool = True) -> Page:
        window = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            java_script_enabled=script,
        )
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: troubles.append(said.text) if _is_trouble(said) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "response",
            lambda answer: troubles.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )
        page.goto("/account/login/")
        page.fill("#id_login", username)
        page.fill("#id_password", PASSWORD)
        page.click("main form button")
        page.wait_for_url(lambda url: "/account/login" not in url)
        return page

    yield enter
    for window in windows:
        window.close()
    assert troubles == []


@pytest.fixture
def picture() -> Picture:
    """Keeps a picture of a page, under `docs/journeys/` when SAFAR_KEEP_PICTURES=1."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        if DRAWN:
            page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return take


def _is_trouble(said: ConsoleMessage) -> bool:
    """An error in the console; an answer refused with its sentence is none, nor a network that a test cut."""
    return said.type == "error" and " 422 " not in said.text and "ERR_INTERNET_DISCONNECTED" not in said.text


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], patience: float = 90) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise AssertionError(f"Safar stopped while starting, with code {server.returncode}.")
        try:
            urllib.request.urlopen(f"{address}/account/login/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("Safar did not answer in time.")
