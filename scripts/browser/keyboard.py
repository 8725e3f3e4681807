"""Uses a page without touching anything but keys."""
from browser.checking import check, check_quiet
from browser.webdriver import wait_for

FOCUS = """
const element = document.activeElement;
const style = getComputedStyle(element);
const place = element.getBoundingClientRect();
return {
  id: element.id, tag: element.localName, tile: element.closest(".tile")?.position ?? null,
  ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  seen: place.width > 0 && place.height > 0 && place.bottom > 0 && place.top < innerHeight };
"""


def tab_to(browser, is_there, most, what):
    """Presses Tab until the focus is there; every stop before has to be seen."""
    for _ in range(most):
        browser.press("Tab")
        focus = browser.run(FOCUS)
        check(focus["ring"] and focus["seen"], f"keyboard: the focus cannot be seen on {focus}")
        if is_there(focus):
            return focus
    check(False, f"keyboard: {what} is not reached by {most} tabs")
    return {}


def use(browser, page):
    """From the overview to an exported mark without touching anything but keys."""
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.reload()
    tab_to(browser, lambda focus: focus["id"] == "to-images", 5, "the gallery")
    browser.press("Enter")
    wait_for(lambda: browser.run("return document.querySelectorAll('.tile').length > 0"))
    tab_to(browser, lambda focus: focus["id"] == "skip", 3, "the way to the images")
    browser.press("Enter")
    first = browser.run(FOCUS)["tile"]
    check(first is not None, "keyboard: no image has the focus")
    browser.press("ArrowRight", "ArrowDown", "End")
    check(wait_for(lambda: browser.run(FOCUS)["tile"] not in (None, first)), "keyboard: the last image")
    check(browser.run(FOCUS)["seen"], "keyboard: the last image is seen")
    browser.press("Home")
    check(wait_for(lambda: browser.run(FOCUS)["tile"] == first), "keyboard: the first image again")
    browser.press("Enter")
    check(browser.run(FOCUS)["id"] == "viewer-title", "keyboard: the large view has the focus")
    browser.press("ArrowRight", "x", "Escape")
    check(wait_for(lambda: browser.run(FOCUS)["tile"] not in (None, first)),
          "keyboard: the focus is where the large view was left")
    check(browser.text("#export") == "Export 1 mark", "keyboard: a mark in the large view")
    browser.press("/")
    check(browser.run(FOCUS)["id"] == "text", "keyboard: the search")
    browser.press("7", "Enter")
    check(browser.run(FOCUS)["tile"] is not None, "keyboard: from the search to the images")
    browser.press("u")
    check(browser.run("return document.getElementById('export').disabled"), "keyboard: undone")
    check_quiet(browser, "keyboard")
