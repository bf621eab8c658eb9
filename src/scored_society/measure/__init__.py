"""Small pure functions from a run's weekly census to small tidy frames.

Each takes the weekly frame (week, measure, region, group, score, value) and returns a frame with one row for each
thing it names. Rates are counted over living person-weeks. What they return comes from one run: there are no intervals.
"""
