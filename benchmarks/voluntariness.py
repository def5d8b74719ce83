"""Runs the stateful test of voluntariness for longer than a test should: `voluntariness.py --steps 20000`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEST = "tests/consent/test_stateful.py::test_no_forbidden_state_is_reached_whatever_is_done"


def main() -> int:
    """Run so many steps at random and print how long a step took; 0 when no forbidden state was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=5000, help="how many steps the machine takes")
    wanted = parser.parse_args()
    os.environ["SAFAR_VOLUNTARINESS_STEPS"] = str(wanted.steps)
    os.environ["SAFAR_VOLUNTARINESS_RANDOM"] = "1"
    began = time.monotonic()
    verdict = pytest.main([str(ROOT / TEST), "-q", f"--rootdir={ROOT}"])
    took = time.monotonic() - began
    print(f"{wanted.steps} steps in {took:.0f} s: {1000 * took / wanted.steps:.1f} ms a step")
    return int(verdict)


if __name__ == "__main__":
    sys.exit(main())
