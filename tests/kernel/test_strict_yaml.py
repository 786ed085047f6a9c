"""YAML as an office writes it: nothing is reinterpreted, and what cannot be read is named by its line."""

from datetime import date
from typing import Any

import pytest

from payung.kernel import strict_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("NO", "NO"),
        ("true", True),
        ("0123", "0123"),
        ("0o17", "0o17"),
        ("1:30", "1:30"),
        ("16800", 16800),
        ("-5", -5),
        ("2026-05", "2026-05"),
        ("2026-05-01", date(2026, 5, 1)),
        ("1980-02-30", "1980-02-30"),
        ("1704991208800001", 1704991208800001),
        ("", None),
    ],
)
def test_a_value_is_what_was_typed(text: str, value: Any) -> None:
    read = strict_yaml.read(f"key: {text}")["key"]
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: 1\nb: 2\na: 3", 3, "kunci 'a' tertulis dua kali"),
        ("a:\n  b: 1\n  b: 2", 3, "kunci 'b' tertulis dua kali"),
        ("a: 1\n? [b]\n: 2", 2, "kunci harus satu kata"),
        ("a:\n\tb: 1", 2, ""),
        ("a: 1\nb: \x00", 2, ""),
        ("a: 1\n---\nb: 2", 2, ""),
        ("a: !!python/name:os.system", 1, ""),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(strict_yaml.Unreadable) as refused:
        strict_yaml.read(text)
    sentence = str(refused.value)
    assert sentence.startswith(f"Baris {line} tidak dapat dibaca sebagai YAML: ")
    assert why in sentence
    assert "\n" not in sentence


def test_every_key_and_item_has_its_line() -> None:
    text = "# first\n- name: x\n  given:\n    a: 1\n\n- name: y\n"
    found = strict_yaml.lines(text)
    assert found[0,] == 2
    assert found[0, "given", "a"] == 4
    assert found[1, "name"] == 6
    assert strict_yaml.lines("") == {}


def test_a_list_that_holds_itself_has_an_end() -> None:
    assert strict_yaml.lines("&a [1, *a]") == {(0,): 1, (1,): 1}
