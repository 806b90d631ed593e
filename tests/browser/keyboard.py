"""Working a page with the keyboard alone: Tab to a control, then type, press or pick."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_TABS = 400


def reach(control: Locator) -> None:
    """Press Tab until the control has the focus."""
    keyboard = control.page.keyboard
    for _press in range(MOST_TABS):
        if control.evaluate("element => element === document.activeElement"):
            return
        keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {control}")


def write(control: Locator, text: str) -> None:
    reach(control)
    control.page.keyboard.press("Control+a")
    control.page.keyboard.type(text)


def press(control: Locator, key: str = "Enter") -> None:
    reach(control)
    control.page.keyboard.press(key)


def go(control: Locator) -> None:
    """Press Enter on a link or button, and wait for the page that comes."""
    reach(control)
    with control.page.expect_navigation():
        control.page.keyboard.press("Enter")


def pick(select: Locator, label: str) -> None:
    """Go down a list to the option with this text."""
    reach(select)
    select.page.keyboard.press("Home")
    for _press in range(MOST_TABS):
        if select.evaluate("element => element.selectedOptions[0].label") == label:
            return
        select.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the list has no {label!r}")


def choose(page: Page, name: str, number: int) -> None:
    """Check the radio button with this number (from 0) of a group: Tab to the group, then down."""
    group = page.locator(f"input[type=radio][name='{name}']")
    for _press in range(MOST_TABS):
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    count = group.count()
    for _press in range(count + 1):
        if group.nth(number).is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the group {name!r} has no button {number}")
