import pytest

from scored_society.base.builtin import LONGEST_CHAIN, Library, read_chain
from scored_society.base.errors import UserError

LIBRARY = Library("scored_society.policy", "rule book", {"number"})


def test_the_given_file_comes_last(write):
    write("a: 1\n", "a.yaml")
    chain = read_chain(write("extends: a.yaml\nb: 2\n", "b.yaml"), LIBRARY)
    assert [document.value for document in chain] == [{"a": 1}, {"extends": "a.yaml", "b": 2}]


def test_a_path_that_is_no_name_is_read(write, monkeypatch):
    monkeypatch.chdir(write("a: 1\n", "plain").parent)
    assert read_chain("plain", LIBRARY)[0].value == {"a": 1}


def test_built_in_files_are_checked_for_grounds():
    with pytest.raises(UserError, match=r"as-told\.yaml:\d+: '.*' has no basis"):
        Library("scored_society.policy", "rule book", ()).read("as-told")


def test_names_come_from_the_folder():
    assert LIBRARY.names() == sorted(LIBRARY.names())
    assert "none" in LIBRARY.names()


def test_a_chain_ends_somewhere(write):
    write("a: 1\n", "0.yaml")
    paths = [write(f"extends: {index}.yaml\n", f"{index + 1}.yaml") for index in range(LONGEST_CHAIN)]
    assert len(read_chain(paths[-2], LIBRARY)) == LONGEST_CHAIN
    with pytest.raises(UserError, match=f"more than {LONGEST_CHAIN} files extend one another"):
        read_chain(paths[-1], LIBRARY)
