"""The settings of the tests: the program's own, with an example module switched on."""

from pathlib import Path

from safar.config.settings import *  # noqa: F403
from safar.config.settings import INSTALLED_APPS

if (Path(__file__).parent / "example_module" / "apps.py").exists():
    INSTALLED_APPS += ["tests.example_module"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # sign-ins in tests need not be slow
