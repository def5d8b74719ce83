"""A body sent in chunks arrives whole: without a length Django would lose an upload."""

from __future__ import annotations

import io
from typing import Any

import pytest

from safar.config import wsgi


@pytest.mark.parametrize(("chunked", "length"), [(True, "11"), (False, None)])
def test_a_chunked_body_gets_its_length(chunked: bool, length: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(length=environ.get("CONTENT_LENGTH"), body=environ["wsgi.input"].read())
        return [b"done"]

    monkeypatch.setattr(wsgi, "_django", django)
    environ: dict[str, Any] = {"wsgi.input": io.BytesIO(b"hello world")}
    if chunked:
        environ["HTTP_TRANSFER_ENCODING"] = "chunked"
    assert list(wsgi.application(environ, lambda *_answer: None)) == [b"done"]
    assert seen == {"length": length, "body": b"hello world"}
