from scored_society.bench import audits


def test_the_command_is_run_as_a_whole_and_expected_to_find_something(monkeypatch):
    times, asked = iter([9.0, 1.0, 2.0, 3.0, 0.5]), []

    def run(*words, status):
        asked.append((words, status))
        return next(times), ""

    monkeypatch.setattr(audits, "run_module", run)
    assert audits.command_seconds() == 2.0
    assert set(asked) == {(("scored_society", "audit", "as-told", "--json"), 1)}


def test_the_first_audit_of_a_process_does_not_count(monkeypatch):
    made = []
    monkeypatch.setattr(audits, "audit", made.append)
    assert audits.audit_seconds() >= 0
    assert made == ["as-told"] * (1 + audits.TIMES)
