"""What a reader does with the search page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def _search(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Im Archiv suchen").fill(text)
    page.keyboard.press("Enter")


def _titles(page: Page) -> list[str]:
    return page.locator("h2.title").all_inner_texts()


def test_a_search_finds_and_marks(page: Page) -> None:
    _search(page, "Gipfeltreffen")
    expect(page.locator("h2.title mark")).to_have_text("Gipfeltreffen")
    assert page.url.endswith("/?q=Gipfeltreffen")


def test_choosing_narrows_and_back_widens_again(page: Page) -> None:
    page.goto("/")
    page.locator("#facet-person").get_by_role("link", name="Bruno Berg 2").click()
    expect(page.locator(".chip")).to_contain_text("Bruno Berg")
    assert len(_titles(page)) == 2
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert len(_titles(page)) == 5


def test_excluding_removes_the_articles(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Bruno Berg ausschließen").click()
    expect(page.locator(".chip.excluded")).to_contain_text("Bruno Berg")
    assert "Markt am Dom" not in _titles(page)


def test_a_bar_of_the_histogram_narrows(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="1998: 1 Artikel").first.click()
    expect(page.locator(".chip")).to_contain_text("1998")
    assert _titles(page) == ["Markt am Dom"]


def test_a_suggestion_is_chosen_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name="Im Archiv suchen")
    field.press_sequentially("adl")
    option = page.get_by_role("option", name="Anna Adler").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("Anna Adler")


def test_escape_closes_the_suggestions(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("adl")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="de-DE", java_script_enabled=False)
    context.set_default_timeout(5_000)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Im Archiv suchen").fill("Gipfeltreffen")
    page.get_by_role("button", name="Suchen").click()
    page.locator("#facet-country").get_by_role("link", name="Polen 1").click()
    found = page.locator("h2.title").all_inner_texts()
    page.locator("h2.title a").first.click()
    heading = page.locator("h1").inner_text()
    context.close()
    assert found == [heading] == ["Gipfeltreffen in Bonn"]


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_marks_of_one_kind_can_be_switched_off(page: Page) -> None:
    page.goto("/articles/visit")
    mark = page.locator(".text .m-person").first
    before = mark.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator(".legend .l-person").click()
    after = mark.evaluate("e => getComputedStyle(e).backgroundColor")
    assert before != after == "rgba(0, 0, 0, 0)"
