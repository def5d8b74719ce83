"""Which service modules are on: each line is the dotted name of a context that offers a `module.py`."""

MODULES: list[str] = ["safar.movements", "safar.complaints"]
