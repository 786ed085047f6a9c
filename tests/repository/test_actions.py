"""Every write is an action: keyword-only, by somebody, at a moment."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import payung

PACKAGE = Path(payung.__file__).parent
MODULES = sorted(path for path in PACKAGE.glob("*/actions.py"))


def public_functions(path: Path) -> list[tuple[str, Callable[..., object]]]:
    module = import_module(f"payung.{path.parent.name}.actions")
    return [
        (name, found)
        for name, found in vars(module).items()
        if inspect.isfunction(found) and not name.startswith("_") and found.__module__ == module.__name__
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.parent.name)
def test_every_public_function_is_an_action(path: Path) -> None:
    functions = public_functions(path)
    assert functions, "an actions.py without actions should not exist"
    for name, function in functions:
        parameters = inspect.signature(function).parameters.values()
        assert getattr(function, "is_action", False), f"{name} is not an @action"
        assert {"by", "at"} <= {parameter.name for parameter in parameters}, f"{name} does not take by and at"
        assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters), f"{name} is not keyword-only"
        assert inspect.getdoc(function), f"{name} does not say what it does"


@pytest.mark.parametrize(
    "path",
    sorted([*MODULES, *PACKAGE.glob("*/checks.py"), *PACKAGE.glob("law/**/*.py")]),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_the_clock_is_an_argument(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    for clock in ("datetime.now(", "date.today(", "timezone.now(", "time.time(", "localdate(", "localtime("):
        assert clock not in code, f"{clock} in {path.name}"
