import pytest

from scored_society.base.errors import UserError
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.society.load import SOCIETIES, load_society
from scored_society.tables.agreement import check_agreement

SMALLVILLE = load_society("smallville")
HEADER = """\
policy: small
title: A small rule book
score: {number: 1, start: 1000, lowest: 600, highest: 1300}
"""
POLICE = "number: 1, points: -2, seen_by: [police]"
CAMERAS = "number: 20, kind: cameras, coverage: {urban: 0.5}"
COLLECTORS = "kind: collectors, per_thousand: 5, sees: {}, invents: 0"
PRIORITY = "kind: priority, good: hospital"
LOW_SCORE = "number: 1, kind: low_score, term: {shortest: 1 year, longest: 2 years}"


@pytest.mark.parametrize("society", SOCIETIES.names())
@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_built_ins_fit(name, society):
    check_agreement(load_policy(name), load_society(society))


def test_what_fits_passes(write):
    rule = "{number: 1, behaviour: theft, points: -20, seen_by: [police, cameras]}"
    text = f"rules:\n  stealing: {rule}\nchannels:\n  cameras: {{{CAMERAS}, sees: {{theft: 0.5}}}}\n"
    check_agreement(load_policy(write(HEADER + text)), SMALLVILLE)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            f"rules:\n  jay_walking: {{{POLICE}}}",
            5,
            f"unknown behaviour 'jay_walking'; allowed here: the {len(SMALLVILLE.society.behaviours)} behaviours of "
            "smallville (scored society show smallville); did you mean 'jaywalking'?",
        ),
        (
            "rules:\n  x:\n    number: 1\n    behaviour: teft\n    points: -2\n    seen_by: [police]",
            7,
            "unknown behaviour 'teft'",
        ),
        (
            f"rules:\n  theft: {{{POLICE}}}\n  x: {{number: 2, behaviour: theft, points: -2, seen_by: [police]}}",
            6,
            "rule 'x' scores 'theft', as rule 'theft' does; one rule for a behaviour",
        ),
        (
            "rules:\n  theft:\n    number: 1\n    points: -2\n    seen_by:\n      - police\n      - polise",
            10,
            "unknown channel 'polise'; allowed here: police; did you mean 'police'?",
        ),
        (
            "rules:\n  theft: {number: 1, points: -2, seen_by: [lender]}",
            5,
            "'lender' does not see 'theft'; allowed here: police",
        ),
        ("rules:\n  theft: {number: 1, points: -2, seen_by: [police, police]}", 5, "'police' again"),
        (f"channels:\n  cameras: {{{CAMERAS}, sees: {{teft: 0.5}}}}", 5, "unknown behaviour 'teft'"),
        (
            f"channels:\n  cameras: {{{CAMERAS}, sees: {{good_credit_record: 0.5}}}}",
            5,
            "'good_credit_record' is assessed, not seen; a channel sees acts and omissions",
        ),
        (
            "channels:\n  c: {number: 1, kind: cameras, coverage: {}, sees: {}}",
            5,
            "input should be greater than or equal to 16",
        ),
        (f"channels:\n  police: {{{CAMERAS}, sees: {{}}}}", 5, "has a channel 'police' already"),
        (
            f"channels:\n  a: {{number: 20, {COLLECTORS}, trusted_from: 1000}}\n"
            f"  b: {{number: 21, {COLLECTORS}, trusted_from: 1000}}",
            6,
            "'b' is a second channel of kind collectors, beside 'a'",
        ),
        (
            f"channels:\n  a: {{number: 20, {COLLECTORS}, trusted_from: 1301}}",
            5,
            "trusted_from: 1301 is no score; allowed here: 600 to 1300, the range of the score",
        ),
        (f"blacklist:\n  low: {{{LOW_SCORE}, at_or_below: 599}}", 5, "at_or_below: 599 is no score"),
        ("entitlements:\n  x: {number: 1, kind: priority, good: hospitl}", 5, "unknown good 'hospitl'; allowed here: "),
        (
            f"entitlements:\n  x: {{number: 1, {PRIORITY}}}\n  y: {{number: 2, {PRIORITY}}}",
            6,
            "entitlement 'y' decides over 'hospital', as 'x' does",
        ),
        (
            "tests:\n  - name: t\n    life:\n      - {week: 1, act: teft}\n    expect: {}",
            7,
            "unknown behaviour 'teft'",
        ),
        (f"changes:\n  - {{from: 2022-01-01, rules: {{teft: {{{POLICE}}}}}}}", 5, "unknown behaviour 'teft'"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(write, text, line, message):
    path = write(f"{HEADER}{text}\n")
    with pytest.raises(UserError) as error:
        check_agreement(load_policy(path), SMALLVILLE)
    assert message in str(error.value)
    assert error.value.place == (str(path), line)


def test_a_society_of_ones_own_is_named_by_its_file(write):
    path = write("society: mine\ntitle: t\nextends: smallville\n", "mine.yaml")
    book = load_policy(write(HEADER + "rules: {jay: {number: 1, points: -2, seen_by: [police]}}\n"))
    with pytest.raises(UserError) as error:
        check_agreement(book, load_society(path))
    assert f"of mine (scored society show {path})" in str(error.value)
