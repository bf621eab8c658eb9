from hashlib import sha256

import pytest

from scored_society.base.errors import UserError
from scored_society.society.load import SOCIETIES, load_society


@pytest.mark.parametrize("name", SOCIETIES.names())
def test_every_built_in_loads_and_resolves(name, write):
    book = load_society(name)
    assert book.name == name
    again = load_society(write(book.text()))
    assert again.society == book.society
    assert again.text() == book.text()
    assert again.assumed == book.assumed
    assert book.sha256 == sha256(book.text().encode()).hexdigest()


def test_built_ins_are_there():
    assert {"china-2020", "smallville"} <= set(SOCIETIES.names())


def test_a_society_may_extend_another(write):
    book = load_society(write("society: wary\ntitle: Wary\nextends: smallville\nresponse: {belief: 0.9}\n"))
    assert (book.name, book.society.response.belief) == ("wary", 0.9)
    assert book.society.people == load_society("smallville").society.people
    assert "extends" not in book.document.value
    assert (("response", "belief"), 0.9) in book.assumed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("response: {beleif: 0.9}", r"file\.yaml:4: unknown key 'beleif'; allowed here: .*; did you mean 'belief'"),
        ("response: {belief: 1.9}", r"file\.yaml:4: belief: '1\.9' is not a share"),
        ("invented: false", "a place must be marked 'invented: true'"),
        ("population: 5", "greater than or equal to 1000"),
        ("behaviours: {theft: {act_rate: often}}", "'often' is not a rate; write e.g. '0.26 per year'"),
    ],
)
def test_a_mistake_is_named_with_its_line(write, text, message):
    with pytest.raises(UserError, match=message):
        load_society(write(f"society: mine\ntitle: t\nextends: smallville\n{text}\n"))


def test_an_unknown_name_is_refused():
    with pytest.raises(UserError, match=r"unknown society 'smalville'; allowed here: .*; did you mean 'smallville'"):
        load_society("smalville")
