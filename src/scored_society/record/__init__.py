"""The run folder: what a run was made from, what was counted each week, and the state it can go on from."""
