"""docs/audit.md: what the audit is, how to read it, and what it finds in the built-in rule books."""

from __future__ import annotations

from collections import Counter

from scored_society.audit import audit
from scored_society.audit.catalogue import checks
from scored_society.audit.finding import SEVERITIES
from scored_society.audit.measured import measured_checks
from scored_society.policy.load import RULE_BOOKS
from writers.markdown import table

HEAD = """# The audit

Written by `make docs`; the tables come out of the checks and of the command.

`scored audit` reads a rule book and says which rights it touches: at which line, under which provision, by which of
its elements, and what would mend it. It measures and points. It does not decide legality, it gives no score and no
badge, and every output ends with the same line: *No finding is not a finding of lawfulness.*

    scored audit as-told                                              on the terminal
    scored audit reform.yaml --json                                   for programs; the shape is `audit/schema.json`
    scored audit reform.yaml --format sarif --out audit.sarif         SARIF 2.1.0, for editors and code review
    scored audit as-told --format html --out audit.html               one page, offline
    scored audit as-told --against due-process                        what a reform mends, worsens and leaves
    scored audit as-told --evidence runs/as-told-china-2020-1         with what a run or a comparison showed

In Python: `ss.audit("as-told")`, `ss.audit("as-told", evidence=run)` and `ss.audit_against("as-told", "due-process")`.

The status is 0, 1 if a finding is at or above `--fail-on` (`error` where not given), or 2 for a mistake, with nothing
written. With `--against B`, the findings of B count, whatever they were before.

## How to read a finding
A *check* asks one question of the rule book as resolved, at all times that it rules, over a society (`--society`).
What it sees is a *sighting*: a file and line, one sentence, and what would mend it. Each sighting is then held
against every provision that the check speaks to; that is a *finding*, and each of its *elements* is

- **met**: the rule book has it, and `why` says by what;
- **not shown**: nothing in the rule book shows it. Elements that begin with `restriction:` (provided by law,
  legitimate aim, necessary, proportionate) are what a rule book would have to show in order to restrict a right, so
  there *not shown* tells against it; of all other elements *met* does;
- **not applicable**: the question does not arise here.

A sighting is a `note`, a `warning` or an `error`. The check has a severity of its own; facts may raise or lower it,
and the message then says which: public naming is a warning, because a law may provide for a register, and an error
where somebody under 18 may be shown. Lines stay right through `extends` and dated changes: what an overlay changed
stands at the overlay's line. Names of rules, their order and how files are split change no finding. **Nothing can be
suppressed**: there is no option, no comment and no key that silences a check.

## The checks
"""
READING = """
The last two are lint: no instrument speaks to them, and their findings name none. How grave an act is (`gravity`, 1
to 5), how heavy a consequence (`weight`, 1 to 5) and where a check draws its line are judgements: each is assumed,
with a range, and each output that has room for it (JSON, the page) lists them. What belongs together is in
`audit/contexts.yaml`, pair by pair, with its reason.

## The two pictures
*Where data arises, and where it bites*: the full context-flow matrix of what is recorded in one part of life and
decides over another, by the score, by a listing or by a parent's. *The disproportion curve*: the heaviest that acts
of each gravity can bring (weight × years), beside the most that is taken to be in proportion. Both are on the page
with their tables, and in the JSON (`context_flow`, `disproportion`); both show the rule book as it stands when
anybody is scored first.

## The instruments
One YAML file each, in `audit/instruments/`; [instruments.md](instruments.md) has them as a page. Each provision says
its wording (`verbatim` only where the source was read, else `paraphrase`), how sure that is (`read` or `to be
verified`), which checks it takes up, its elements one by one and what would satisfy it; each instrument, whom it
binds. To read them is to read the audit's law; to correct one is an edit of YAML.

## With evidence
`--evidence` names the folder of a finished run of the rule book, or of a comparison whose B it is. The rule book is
then read over the society of the evidence; another `--society` is refused. Measured checks add what happened there,
under the provisions of the static checks that they speak to:

"""
MEASURED = """
Such findings are marked `measured` and carry their figure with its interval, where there is one. They hold within
this model and for invented people, and they are never mixed with what was read: a run that shows nothing takes no
finding away. A run is lived again for it, which takes about twice as long as living it did.

## Against a reform
`scored audit A --against B` sets the findings of B beside those of A. A finding is the same if check, provision,
section and number of the entry are; names and lines do not count. It is *mended* if it is gone, has a lighter
severity, or fewer elements tell against the rule book; *worsened* if it is new, graver, or more do; *left* otherwise.
What was seen may be *gone in part*: under one provision, while another still takes it up. Elements whose verdict
differs are told one by one. In SARIF, results are those of B with `baselineState` (`new`,
`unchanged`, `updated`), and what is gone is `absent`. Evidence is of one rule book, so it does not go together with
`--against`: what was not measured of the other would look mended.

## What is found in the built-in rule books
As counted by the command, over `china-2020`: what was seen, by severity; the findings that this makes under provisions;
and how many provisions.

"""
LIMITS = """
`none` adds nothing to ordinary law, so there is nothing to find. `due-process` mends the lack of redress and what
discharge, expungement and limitation mend of long records; its protected acts cost what they cost under `as-told`.
Each finding of each built-in rule book is stored with its line and its elements in `tests/audit/golden/`, so that a
change of what the audit says is a decision.

## Limits
- It reads rules, not practice: a rule book may say `appeal` where nobody is heard. Measured checks tell something of
  that, in the model.
- What an element needs of facts outside a rule book (a law that provides for it, an aim, a necessity) is `not shown`,
  and stays so.
- It speaks of provisions as its files do. They are short, some are paraphrased from memory and marked `to be
  verified`, and none replaces reading the instrument, its interpretation and the law of a place.
- It is no tool for auditing real people or for any record of them: it takes rule books, and nothing else.
"""


def audit_page() -> str:
    """Return the page."""
    asked = [(f"`{name}`", one.family, one.question) for name, one in checks().items()]
    measured = [(f"`{name}`", ", ".join(one.speaks_to), one.question) for name, one in measured_checks().items()]
    return "".join(
        [
            HEAD,
            table(("check", "family", "asks"), asked),
            READING,
            table(("measured check", "speaks to", "asks"), measured),
            MEASURED,
            table(
                ("rule book", *(f"{severity}s" for severity in reversed(SEVERITIES)), "findings", "provisions"),
                _counts(),
            ),
            LIMITS,
        ]
    )


def _counts() -> list[tuple[str | int, ...]]:
    """Return how much is found in each built-in rule book."""
    rows = []
    for name in RULE_BOOKS.names():
        found = audit(name)
        severities = Counter(sighting.severity for sighting, _ in found.sightings())
        provisions = {(one.instrument, one.article) for one in found.findings if one.article}
        counts = [severities[severity] for severity in reversed(SEVERITIES)]
        rows.append((f"`{name}`", *counts, len(found.findings), len(provisions)))
    return rows
