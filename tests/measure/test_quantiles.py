import pytest
from scipy import special, stats

from scored_society.measure.quantiles import chi_square_tail, f_quantile, incomplete_beta, t_quantile

LEVELS = (1e-4, 0.01, 0.025, 0.3, 0.5, 0.6, 0.975, 0.995, 0.9999)


@pytest.mark.parametrize("freedom", [1, 2, 3, 9, 39, 99, 999, 9_999, 10_000, 1_000_000])
def test_quantiles_of_t_are_those_of_scipy(freedom):
    for level in LEVELS:
        assert t_quantile(level, freedom) == pytest.approx(stats.t.ppf(level, freedom), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("freedom", [(1, 1), (1, 5), (5, 1), (39, 39), (2, 39), (1000, 3), (5000, 5000)])
def test_quantiles_of_f_are_those_of_scipy(freedom):
    for level in LEVELS:
        assert f_quantile(level, *freedom) == pytest.approx(stats.f.ppf(level, *freedom), rel=1e-9)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (0.5, 20), (19.5, 19.5), (3, 400)])
def test_the_incomplete_beta_function_is_that_of_scipy(a, b):
    for x in (0, 1e-9, 0.01, 0.2, 0.5, 0.77, 0.999, 1):
        assert incomplete_beta(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("freedom", [1, 2, 3, 10, 99, 1_000, 20_000])
def test_the_tail_of_chi_square_is_that_of_scipy(freedom):
    for share in (0, 1e-3, 0.5, 0.9, 1, 1.1, 1.5, 3):
        value = share * freedom
        assert chi_square_tail(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom), rel=1e-9, abs=1e-280)


@pytest.mark.parametrize("level", [0, 1, -0.1, float("nan")])
def test_a_level_lies_between_0_and_1(level):
    with pytest.raises(ValueError, match="a level lies between 0 and 1"):
        t_quantile(level, 5)


def test_without_degrees_of_freedom_there_is_no_quantile():
    with pytest.raises(ValueError, match="at least 1, not 0"):
        f_quantile(0.5, 3, 0)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        chi_square_tail(0.5, 0)
