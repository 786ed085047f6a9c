"""YAML without surprises: no octal or base-60 numbers, no `on` that means true, no key twice."""

import re
from collections.abc import Callable
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):  # type: ignore[misc]
    """Reads booleans only from true and false, whole numbers only from plain decimal digits."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a mapping that names a key twice; YAML would silently keep the last."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "kunci harus satu kata", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"kunci '{key.value}' tertulis dua kali", key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        """A day that no calendar has stays the text that was typed."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":int"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$", re.I), list("tTfF"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(?:0|[1-9][0-9_]*)$"), list("-0123456789"))


class Unreadable(ValueError):
    """The text is not YAML; the message is one Indonesian sentence with the line."""


def read(text: str) -> Any:
    """Read one YAML document; raises Unreadable with the line that cannot be read."""
    return _loaded(text, lambda: yaml.load(text, Loader))  # a SafeLoader


def lines(text: str) -> dict[tuple[str | int, ...], int]:
    """The line, from 1, on which each item and key of a document that `read` accepts begins.

    >>> lines("- name: x\\n  given: {a: 1}")[0, "given", "a"]
    2
    """
    found: dict[tuple[str | int, ...], int] = {}
    ancestors: list[yaml.Node] = []

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        if node in ancestors:
            return
        ancestors.append(node)
        if isinstance(node, yaml.SequenceNode):
            for place, item in enumerate(node.value):
                found[*path, place] = item.start_mark.line + 1
                walk(item, (*path, place))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[*path, key.value] = key.start_mark.line + 1
                walk(value, (*path, key.value))
        ancestors.pop()

    walk(_loaded(text, lambda: yaml.compose(text, Loader)), ())
    return found


def _loaded(text: str, load: Callable[[], Any]) -> Any:
    try:
        return load()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise Unreadable(_unreadable(mark.line + 1 if mark else 1, problem.problem)) from None
    except yaml.reader.ReaderError as problem:
        line = text[: problem.position].count("\n") + 1 if isinstance(problem.position, int) else 1
        raise Unreadable(_unreadable(line, problem.reason)) from None
    except RecursionError:
        raise Unreadable("Isi tidak dapat dibaca sebagai YAML: terlalu banyak lapis.") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise Unreadable(f"Isi tidak dapat dibaca sebagai YAML: {' '.join(str(problem).split())}.") from None


def _unreadable(line: int, why: object) -> str:
    return f"Baris {line} tidak dapat dibaca sebagai YAML: {' '.join(str(why).split())}."
