"""The laws of the modules of the page's script, in Sources/PageAssets/Assets.

The build puts the modules into one scope by removing their import statements and the word
`export` (ScriptBundle.swift), so they must not use more of modules than that undoes.
"""
import re

ASSETS = "Sources/PageAssets/Assets/"
LIST = "Sources/PageAssets/PageAssets.swift"
TESTS = "Tests/PageAssetsTests/Scripts/"
MAXIMUM_FUNCTION_LINES = 40
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]*)";$', re.MULTILINE)
NAME = re.compile(r"[A-Za-z_$][\w$]*")
DECLARATION = re.compile(
    r"^(export )?(?:async )?(?:const|let|var|function\*?|class) (?:([A-Za-z_$][\w$]*)|[\[{])")
# The first line of a function: a function, a method or an arrow with a body.
FUNCTION = re.compile(
    r"^(?P<indent> *)(?!if\b|for\b|while\b|switch\b|catch\b|else\b|\} )"
    r"(?:.*\bfunction\b.*|.*=> |(?:async |static |get |set )*[#\w$]+\(.*\) )\{$")
FORBIDDEN = [
    (re.compile(r"\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b"),
     "markup from text: make elements"),
    (re.compile(r"\beval\(|\bnew Function\b|\bimport\("), "a program from text"),
    (re.compile(r"\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b"),
     "a request: the page works offline"),
    (re.compile(r"^(?:export (?:default|\{|\*)|import (?!\{))|^ +(?:import|export) "),
     "a form of import or export that the build does not know"),
    (re.compile(r"^import .*\bas\b"), "an import under another name"),
    (re.compile(r"\bvar "), "var: use const or let"),
]


class Module:
    """What a module imports, declares and exports."""

    def __init__(self, text):
        self.imports = {}
        for names, path in IMPORT.findall(text):
            self.imports.setdefault(path, []).extend(NAME.findall(names))
        self.lines = IMPORT.sub(lambda found: "\n" * found.group().count("\n"), text).splitlines()
        found = [declaration for line in self.lines if (declaration := DECLARATION.match(line))]
        self.declared = [declaration.group(2) for declaration in found]
        self.exported = {declaration.group(2) for declaration in found if declaration.group(1)}


def complaints(files):
    """Every breach of the laws; `files` are names and lines of all text files."""
    texts = {name: "\n".join(lines) + "\n" for name, lines in files}
    modules = {
        name[len(ASSETS):]: Module(text) for name, text in texts.items()
        if name.startswith(ASSETS) and name.endswith(".js")
    }
    tests = [Module(text) for name, text in texts.items()
             if name.startswith(TESTS) and name.endswith(".mjs")]
    result = unlisted_modules(modules, texts.get(LIST, ""))
    result += repeated_names(modules) + cycles(modules) + unused_exports(modules, tests)
    for name, module in sorted(modules.items()):
        place = ASSETS + name
        result += bad_imports(place, module, modules)
        result += long_functions(place, module)
        result += forbidden_code(place, texts[place].splitlines())
    return result


def unlisted_modules(modules, swift):
    listed = set(re.findall(r'"([\w.-]+\.js)": PackageResources', swift))
    return [f"{LIST}: {name} is not in the list and in Assets, but in one of the two"
            for name in sorted(listed ^ set(modules))]


def repeated_names(modules):
    """Top-level names that are in two modules: they are put into one scope."""
    owners, result = {}, []
    for name, module in sorted(modules.items()):
        for declared in module.declared:
            if declared is None:
                result.append(f"{ASSETS}{name}: declares several top-level names at once")
            elif declared in owners:
                result.append(f"{ASSETS}{name}: {declared} is a top-level name of {owners[declared]} too")
            owners.setdefault(declared, name)
    return result


def bad_imports(place, module, modules):
    result = []
    code = "\n".join(line for line in module.lines if not line.lstrip().startswith(("//", "*", "/*")))
    for path, names in module.imports.items():
        target = modules.get(path.removeprefix("./"))
        if target is None or not path.startswith("./"):
            result.append(f"{place}: imports {path}, which is no module of the page")
            continue
        for name in names:
            if name not in target.exported:
                result.append(f"{place}: imports {name}, which {path} does not export")
            if not re.search(rf"(?<![\w$])(?<![^.]\.){re.escape(name)}(?![\w$])", code):
                result.append(f"{place}: imports {name} and does not use it")
    return result


def cycles(modules):
    """One complaint for each module that imports itself, directly or not."""
    def imported(name):
        return {path.removeprefix("./") for path in modules[name].imports} & set(modules)

    def reachable(start):
        found, waiting = set(), [start]
        while waiting:
            fresh = imported(waiting.pop()) - found
            found |= fresh
            waiting += fresh
        return found
    return [f"{ASSETS}{name}: imports itself, by way of other modules"
            for name in sorted(modules) if name in reachable(name)]


def unused_exports(modules, tests):
    """Exports that neither a module nor a test imports."""
    used = {(path.split("/")[-1], name) for module in [*modules.values(), *tests]
            for path, names in module.imports.items() for name in names}
    return [f"{ASSETS}{owner}: exports {name}, which nothing imports"
            for owner, module in sorted(modules.items())
            for name in sorted(module.exported) if (owner, name) not in used]


def long_functions(place, module):
    result = []
    for number, line in enumerate(module.lines, 1):
        if not (start := FUNCTION.match(line)):
            continue
        end = re.compile(rf"{start['indent']}\}}")
        length = next((offset for offset, other in enumerate(module.lines[number:], 2)
                       if end.match(other)), 0)
        if length > MAXIMUM_FUNCTION_LINES:
            result.append(f"{place}:{number}: a function of {length} lines, over {MAXIMUM_FUNCTION_LINES}")
    return result


def forbidden_code(place, lines):
    return [f"{place}:{number}: {reason}: {line.strip()}" for number, line in enumerate(lines, 1)
            for pattern, reason in FORBIDDEN if pattern.search(line)]
