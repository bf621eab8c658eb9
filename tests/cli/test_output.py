from scored_society.cli.output import cell, dotted, print_json, print_table


def test_tables_leave_out_empty_columns_and_show_markup_as_text(capsys):
    print_table(
        "Title",
        {"name": "who", "points": "points", "none": "nothing"},
        [{"name": "[red]x", "points": -5, "none": None}],
    )
    printed = capsys.readouterr().out
    assert "[red]x" in printed
    assert "nothing" not in printed


def test_cells():
    assert [cell(value) for value in (None, True, 12345.678, 7, [1, "a"], {"a": 1, "b": None, "c": {}})] == [
        "", "yes", "1.235e+04", "7", "1, a", "a 1"
    ]  # fmt: skip


def test_json_is_readable(capsys):
    print_json({"text": "é"})
    assert capsys.readouterr().out == '{\n  "text": "é"\n}\n'


def test_paths():
    assert dotted(("rules", "theft", 0)) == "rules.theft.0"
