"""The audits of the package graphql-http, all MUST, SHOULD and MAY, against the real server."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.clients


def test_every_audit_of_graphql_http_passes(server_url: str, told: Callable[..., Any]) -> None:
    outcomes = told("graphql-http.mjs", f"{server_url}/graphql")
    for each in outcomes:
        print(f"{each['outcome']:6} {each['id']} {each['name']}")  # noqa: T201 - shown where it fails
    assert len(outcomes) >= 60
    assert [each for each in outcomes if each["outcome"] != "ok"] == []
