"""Worked cases: what a programme's own examples expect, tried against its rules."""

from safar.programmes.examples.shape import Example
from safar.programmes.examples.trial import check_examples, try_example

__all__ = ["Example", "check_examples", "try_example"]
