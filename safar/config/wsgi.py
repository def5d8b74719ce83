"""The entry that the web server calls."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
_django = get_wsgi_application()
_KEPT_IN_MEMORY = 1024 * 1024


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request. A body sent in chunks is read whole first: without a length, Django would lose an upload."""
    if environ.get("HTTP_TRANSFER_ENCODING", "").lower() != "chunked":
        return _django(environ, start_response)
    with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as body:
        while chunk := environ["wsgi.input"].read(65536):
            body.write(chunk)
        environ["CONTENT_LENGTH"] = str(body.tell())
        body.seek(0)
        environ["wsgi.input"] = body
        return list(_django(environ, start_response))
