"""What is not as it should be, gathered."""

failures = []


def check(is_so, what):
    """Notes what is not as it should be."""
    if not is_so:
        failures.append(what)
        print(f"FAILED: {what}")


def check_quiet(browser, name):
    """Nothing may be asked for but files, and the console stays empty."""
    foreign = [address for address in browser.requests()
               if not address.startswith(("file:", "data:", "blob:", "about:"))]
    check(not foreign, f"{name}: asks for {foreign[:3]}")
    talk = browser.console()
    check(not talk, f"{name}: the console says {talk[:3]}")
