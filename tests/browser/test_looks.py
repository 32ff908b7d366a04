"""Widths, colours and privacy of the pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/?q=(Gipfel",
    "/?q=zzz",
    "/?person=Adlr",
    "/articles/visit",
    "/facets/person",
    "/countries/PL",
    "/persons/person:adler",
    "/about",
    "/api/docs",
]
# Relative luminance and contrast as WCAG 2 defines them, for every element with text of its own.
CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.body.querySelectorAll("*")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest(".unseen, .skip, script") || !e.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=address, locale="de-DE", viewport={"width": 360, "height": 800}, has_touch=True
    )
    yield context
    context.close()


@pytest.mark.parametrize("url", PAGES)
def test_a_phone_scrolls_in_one_direction_only(phone: BrowserContext, url: str) -> None:
    page = phone.new_page()
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_filters_are_folded_on_a_phone_and_open_on_a_desk(
    phone: BrowserContext, page: Page
) -> None:
    narrow = phone.new_page()
    narrow.goto("/")
    expect(narrow.locator("#facet-person")).to_be_hidden()
    narrow.locator(".filters > summary").click()
    expect(narrow.locator("#facet-person")).to_be_visible()
    page.goto("/")
    expect(page.locator("#facet-person")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(browser: Browser, address: str, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        base_url=address, locale="de-DE", color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    poor: list[str] = []
    for url in PAGES:
        page.goto(url)
        poor += [f"{url} {found}" for found in page.evaluate(CONTRAST)]
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert poor == []
    assert (background == "rgb(24, 23, 21)") == dark


def test_no_page_asks_another_host_or_complains(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for url in PAGES:
        page.goto(url)
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
