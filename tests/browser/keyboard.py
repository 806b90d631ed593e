"""Working a page with the keyboard alone: Tab to a control, then type, press or pick."""

from __future__ import annotations

from playwright.sync_api import ElementHandle, Locator, Page

MOST_TABS = 400


def reach(control: Locator) -> None:
    """Press Tab until the control has the focus."""
    keyboard, element = control.page.keyboard, found(control)
    for _press in range(MOST_TABS):
        if element.evaluate("element => element === document.activeElement"):
            return
        keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {control}")


def found(control: Locator) -> ElementHandle:
    """The control, looked for once: by its role that costs a walk through the whole page, too much for every key."""
    element = control.element_handle()
    assert element is not None
    return element


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
    list_ = found(select)
    select.page.keyboard.press("Home")
    for _press in range(MOST_TABS):
        if list_.evaluate("element => element.selectedOptions[0].label") == label:
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
