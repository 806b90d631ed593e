"""A citizen answers in a real browser: with scripts and without, in both languages, with a thumb or with keys alone."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from playwright.sync_api import Browser, Page, expect

from surveys.instruments import skm
from tests.browser import questionnaire
from tests.browser.conftest import DESKTOP, FLAGS, PHONE, Visitor
from tests.browser.site import Site

THANKS = {"id": "Terima kasih", "en": "Thank you"}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_answer_arrives_once(visit: Visitor, site: Site, scripts: bool, language: str) -> None:
    before = site.answers("one-page")
    page = visit("/", scripts=scripts)
    if language == "en":
        page.get_by_role("link", name="English").click()
    page.locator(f"a[href*='/s/{site.surveys['one-page']}']").click()
    assert page.locator("html").get_attribute("lang") == language
    questionnaire.rate_everything(page)
    questionnaire.describe_oneself(page)
    questionnaire.suggest(page)
    questionnaire.send(page)

    expect(page.locator("h1")).to_contain_text(THANKS[language], use_inner_text=True)
    code = questionnaire.receipt(page)
    assert CODE.fullmatch(code)
    assert code.replace("-", "") not in page.url.upper(), "an address stays in logs and histories"
    page.reload()
    assert questionnaire.receipt(page) == code
    page.go_back(wait_until="commit")
    questionnaire.send(page)
    assert questionnaire.receipt(page) == code, "sending the same form again is the same answer"

    new = site.answers("one-page")[:]
    for row in before:
        new.remove(row)
    assert [row[:2] for row in new] == [(language, "web")]
    assert json.loads(new[0][2]) == questionnaire.STORED


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_going_back_where_pages_are_not_kept_alive_sends_the_same_answer(
    chromium: Browser, site: Site, scripts: bool
) -> None:
    """An old phone has no memory for the page that was left: it builds it again from what it downloaded."""
    before = len(site.answers("one-page"))
    browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
    context = browser.new_context(base_url=site.base, java_script_enabled=scripts, viewport=PHONE)
    page = context.new_page()
    page.goto(f"/s/{site.surveys['one-page']}")
    questionnaire.rate_everything(page)
    questionnaire.send(page)
    code = questionnaire.receipt(page)
    page.go_back()
    expect(page.locator("input[name='waktu'][value='2']")).to_be_checked()
    questionnaire.send(page)
    assert questionnaire.receipt(page) == code
    assert len(site.answers("one-page")) == before + 1
    page.goto(f"/s/{site.surveys['one-page']}")
    questionnaire.rate_everything(page)
    questionnaire.send(page)
    assert questionnaire.receipt(page) != code, "whoever comes anew gives a new answer"
    browser.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_page_by_page_nothing_is_lost(visit: Visitor, site: Site, scripts: bool) -> None:
    before = len(site.answers("pages"))
    page = visit(f"/s/{site.surveys['pages']}", scripts=scripts)
    questionnaire.rate_everything(page)
    questionnaire.send(page)
    questionnaire.describe_oneself(page)
    page.locator("button[value='back']").click()
    expect(page.locator("input[name='waktu'][value='2']")).to_be_checked()
    questionnaire.send(page)
    expect(page.locator("[name='usia']")).to_have_value("31")
    questionnaire.send(page)
    questionnaire.suggest(page)
    questionnaire.send(page)
    expect(page.locator("h1")).to_contain_text(THANKS["id"], use_inner_text=True)
    stored = site.answers("pages")
    assert len(stored) == before + 1
    assert questionnaire.STORED in [json.loads(answers) for _, _, answers in stored]


def test_errors_lead_to_their_fields_and_keep_what_was_typed(visit: Visitor, site: Site) -> None:
    before = len(site.answers("one-page"))
    page = visit(f"/s/{site.surveys['one-page']}", scripts=False)
    questionnaire.choose(page, "waktu", "3")
    questionnaire.suggest(page)
    page.locator("[name='usia']").fill("tiga puluh")
    questionnaire.send(page)

    links = page.locator(".error-summary a")
    expect(links).to_have_count(len(skm.ELEMENT_CODES))  # eight elements without an answer, and the age
    for link in links.all():
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        expect(target).to_have_count(1)
        assert target.evaluate("field => field.matches('input, select, textarea')"), "a link leads to a control"
    expect(page.locator("input[name='waktu'][value='3']")).to_be_checked()
    expect(page.locator("[name='saran']")).to_have_value(questionnaire.SUGGESTION)
    expect(page.locator("[name='usia']")).to_have_value("tiga puluh")
    assert len(site.answers("one-page")) == before


def test_keys_alone_are_enough(visit: Visitor, site: Site) -> None:
    before = len(site.answers("one-page"))
    page = visit(f"/s/{site.surveys['one-page']}", size=DESKTOP)
    for element in skm.ELEMENT_CODES:
        _tab_to(page, f"document.activeElement.name === '{element}'")
        page.keyboard.press("ArrowDown")  # from the first option to the second, which chooses it
    _tab_to(page, "document.activeElement.name === 'saran'")
    page.keyboard.type("Terima kasih, Bu.")
    _tab_to(page, "document.activeElement.tagName === 'BUTTON'")
    page.keyboard.press("Enter")
    page.locator(".receipt").wait_for()
    new = site.answers("one-page")
    assert len(new) == before + 1
    ratings = [json.loads(answers) for _, _, answers in new]
    assert dict.fromkeys(skm.ELEMENT_CODES, "2") | {"saran": "Terima kasih, Bu."} in ratings


_LIT_BY_FOCUS = ("document.activeElement", "document.activeElement.closest('label, body')")


def _tab_to(page: Page, reached: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            outlines = {page.evaluate(f"getComputedStyle({lit}).outlineStyle") for lit in _LIT_BY_FOCUS}
            assert outlines != {"none"}, "focus must be seen"
            return
    raise AssertionError(f"no amount of tabbing leads there: {reached}")


@pytest.mark.parametrize(("survey", "status"), [("closed", 410), ("scheduled", 403)])
def test_a_survey_that_takes_no_answers_says_so(visit: Visitor, site: Site, survey: str, status: int) -> None:
    page = visit("/")
    answer = page.goto(f"/s/{site.surveys[survey]}")
    assert answer is not None
    assert answer.status == status
    expect(page.locator("form#survey")).to_have_count(0)
    assert page.locator("h1").inner_text()


def test_rows_are_large_enough_for_a_thumb(visit: Visitor, site: Site) -> None:
    page = visit(f"/s/{site.surveys['one-page']}", size=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('label.option, button, select, input:not([type=hidden]), textarea')]
            .filter(control => !control.closest('label') || control.tagName === 'LABEL')
            .filter(control => control.getBoundingClientRect().height < 44)
            .map(control => control.outerHTML)"""
    )
    assert small == []
