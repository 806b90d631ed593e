"""What wraps the app: log lines that may fail, static files that are nobody else's."""

from __future__ import annotations

import os

import pytest

from tests.client import CheckingClient


def test_a_full_disk_costs_the_log_line_and_not_the_answer(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bytes] = []

    def full(_file: int, line: bytes) -> int:
        tried.append(line)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert client.get("/privacy").status_code == 200
    assert len(tried) == 1


def test_static_files_are_not_offered_to_other_sites(client: CheckingClient) -> None:
    response = client.get("/static/suara.css")
    assert response.status_code == 200
    assert "Access-Control-Allow-Origin" not in response.headers
    response.close()
