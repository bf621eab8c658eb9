import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scored_society.base.document import LARGEST_FILE, parse_document, read_document
from scored_society.base.errors import UserError
from scored_society.base.yaml_reader import DEEPEST


def value_of(text: str) -> object:
    return parse_document(f"key: {text}\n".encode(), "file.yaml").value["key"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("7", 7),
        ("-1_000_000", -1_000_000),
        ("+5", 5),
        ("1e6", 1e6),
        ("1_000.5", 1000.5),
        (".5", 0.5),
        ("999999999999999999", 10**18 - 1),
        ("yes", "yes"),
        ("off", "off"),
        ("0x1F", "0x1F"),
        ("12:30:45", "12:30:45"),
        ("2020-01-01", "2020-01-01"),
        ("1__0", "1__0"),
        ("5 points", "5 points"),
        ("'5'", "5"),
        ('"true"', "true"),
        ('""', ""),
        ('"a\\nb"', "a\nb"),
        ("|\n  1\n", "1\n"),
        ("=", "="),
        ("[1, [a], {b: c}]", [1, ["a"], {"b": "c"}]),
        ("[]", []),
    ],
)
def test_scalars_resolve_as_in_yaml_1_2(text: str, value: object):
    found = value_of(text)
    assert found == value
    assert type(found) is type(value)


def nested(levels: int) -> str:
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"


REFUSED = {
    "NUL": (b"a: 1\nb: \x00\n", 2, "NUL"),
    "UTF-16 unmarked": ("a: 1\n".encode("utf-16-le"), 1, "NUL"),
    "UTF-16 marked": ("a: 1\n".encode("utf-16"), 1, "byte order mark"),
    "UTF-32 marked": ("a: 1\n".encode("utf-32"), 1, "byte order mark"),
    "UTF-32 marked, big end first": ("\ufeffa: 1\n".encode("utf-32-be"), 1, "byte order mark"),
    "UTF-8 marked": ("\ufeffa: 1\n".encode(), 1, "byte order mark"),
    "mark inside": ("a: 1\nb: \ufeff\n".encode(), 2, "U+FEFF"),
    "Latin-1": (b"a: 1\nb: \xe9\n", 2, "not UTF-8"),
    "surrogate": (b"a: \xed\xa0\x80\n", 1, "not UTF-8"),
    "control character": (b"a: 1\r\nb: \x1b[31m\n", 2, "U+001B"),
    "escaped control character": (b'a: 1\nb: "\\e[31m"\n', 2, "U+001B"),
    "escaped NUL": (b'a: 1\nb: "\\0"\n', 2, "U+0000"),
    "exotic line break": ("a: 1\nb: x\u2028c: 2\n".encode(), 2, "U+2028"),
    "Python tag": (b"a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tag"),
    "known tag": (b"a: 1\nb: !!str 5\n", 2, "tag"),
    "own tag": (b"a: 1\nb: !foo {}\n", 2, "tag"),
    "no-tag": (b"a: 1\nb: ! 5\n", 2, "tag"),
    "tag on a key": (b"a: 1\n!!str b: 5\n", 2, "tag"),
    "tag on the file": (b"!foo\na: 1\n", 1, "tag"),
    "anchor": (b"a: 1\nb: &x 5\n", 2, "anchor"),
    "anchor on a list": (b"a: 1\nb: &x [5]\n", 2, "anchor"),
    "alias": (b"a: 1\nb: *x\n", 2, "alias"),
    "alias as a key": (b"a: 1\n*x : 2\n", 2, "alias"),
    "too deep": (nested(DEEPEST + 1).encode(), 1, "deeper"),
    "far too deep": (b"a: 1\nb: " + b"[" * 5_000, 2, "deeper"),
    "far too deep, closed": (nested(5_000).encode(), 1, "deeper"),
    "far too deep mappings": (b"a: 1\nb: " + b"{a: " * 5_000, 2, "deeper"),
    "far too deep keys": (b"a: 1\n" + b"? " * 5_000, 2, "key"),
    "key again": (b"a: 1\nb:\n  c: 1\n  c: 2\n", 4, "already on line 3"),
    "quoted key again": (b"a: 1\n'a': 2\n", 2, "already on line 1"),
    "number as a key": (b"a: 1\n2: 3\n", 2, "not a name"),
    "truth as a key": (b"a: 1\ntrue: 3\n", 2, "not a name"),
    "nothing as a key": (b"a: 1\n~: 3\n", 2, "not a name"),
    "list as a key": (b"a: 1\n[b]: 3\n", 2, "as a key"),
    "mapping as a key": (b"a: 1\n? {b: 1}\n: 3\n", 2, "as a key"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "second document"),
    "empty": (b"", 1, "empty"),
    "only a comment": (b"# nothing\n", 1, "empty"),
    "an empty document": (b"---\n", 1, "empty"),
    "a list": (b"\n- a\n", 2, "a list"),
    "a scalar": (b"\nhello\n", 2, "a single value"),
    "unclosed": (b"a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
    "tabs": (b"a:\n\tb: 1\n", 2, "not YAML"),
    "bad escape": (b'a: 1\nb: "\\q"\n', 2, "not YAML"),
    "bad directive": (b"%YAML 9.9\n---\na: 1\n", 1, "not YAML"),
    "not a number": (b"a: 1\nb: .nan\n", 2, "finite"),
    "infinite": (b"a: 1\nb: -.inf\n", 2, "finite"),
    "too large": (b"a: 1\nb: 1e999\n", 2, "finite"),
    "too many digits": (b"a: 1\nb: 1000000000000000000\n", 2, "digits"),
    "far too many digits": (b"a: 1\nb: " + b"9" * 500_000, 2, "digits"),
    "large file": (b"a: " + b"x" * LARGEST_FILE, 1, "1 MiB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_a_plain_mapping_is_refused_at_its_line(case: str):
    data, line, words = REFUSED[case]
    with pytest.raises(UserError) as caught:
        parse_document(data, "file.yaml")
    message = str(caught.value)
    assert message.startswith(f"file.yaml:{line}: ")
    assert words in message
    assert message.isprintable()
    assert len(message) < 250


def test_the_deepest_nesting_allowed_is_read():
    parse_document(nested(DEEPEST).encode(), "file.yaml")


def test_a_merge_key_is_a_key_like_any_other():
    assert parse_document(b"<<: {a: 1}\n", "file.yaml").value == {"<<": {"a": 1}}


def test_every_key_and_item_has_its_line():
    text = (
        b"# people\na:\n  b: 1\n  c:\n    - x\n    - d: 2\n      e: |\n        text\n      f: 3\ng: {h: 1,\n  i: 2}\n"
    )
    lines = {path: place.line for path, place in parse_document(text, "file.yaml").places.items()}
    assert lines == {
        (): 1,
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "c"): 4,
        ("a", "c", 0): 5,
        ("a", "c", 1): 6,
        ("a", "c", 1, "d"): 6,
        ("a", "c", 1, "e"): 7,
        ("a", "c", 1, "f"): 9,
        ("g",): 10,
        ("g", "h"): 10,
        ("g", "i"): 11,
    }


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match=r"none\.yaml:1: there is no such file"):
        read_document(tmp_path / "none.yaml")


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="is a folder"):
        read_document(tmp_path)


def test_a_device_is_refused():
    with pytest.raises(UserError, match="device"):
        read_document("/dev/zero")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="pipe"):
        read_document(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["a\x00b", "a" * 5_000, "file.yaml/below"])
def test_an_impossible_name_is_refused(name: str, write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(write("a: 1").parent)
    with pytest.raises(UserError):
        read_document(name)


def test_an_unreadable_file_is_refused(write, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write("a: 1")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=r"file\.yaml:1: cannot be read \(Permission denied\)"):
        read_document(path)


def test_a_large_file_is_refused_before_it_is_read(write):
    path = write("a: 1")
    os.truncate(path, 1 << 40)
    with pytest.raises(UserError, match="1 MiB"):
        read_document(path)


def test_a_file_is_called_as_it_was_given(write):
    path = write("a: 1\n", "reform.yaml")
    assert read_document(path).name == str(path)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z_]{2,8}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=12,
)


class Quoting(yaml.SafeDumper):
    """Quotes all text and writes repeated values out, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(plain)
def test_what_is_dumped_reads_back(value: object):
    text = yaml.dump({"key": value}, Dumper=Quoting, allow_unicode=True)
    assert parse_document(text.encode(), "file.yaml").value == {"key": value}


@given(st.binary(max_size=200) | st.text("{}[]:,-#&*!|>'\"%@`? \n\tab1~.", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes):
    message = "file.yaml:"
    try:
        parse_document(data, "file.yaml")
    except UserError as error:
        message = str(error)
    assert message.startswith("file.yaml:")
