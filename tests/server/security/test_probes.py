"""What an attacker sends is refused with a code, or answered; it tells nothing of what is inside."""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import build_schema

from graph.address import Address
from running import TOKEN, Running, running
from security.injections import injections
from security.probes import Probe, bodies, doors, floods

SCHEMA = build_schema((Path(__file__).parents[3] / "schema.graphql").read_text("utf-8"))
LEAKS = re.compile(
    r"Traceback|File \"|line \d+, in|\w\.py\b|neo4j|java\.|lucene|cypher|MATCH \(|RETURN |\$?p\d+_|"
    r"NoneType|has no attribute|codec can't|<class|0x[0-9a-f]{6}|site-packages",
    re.IGNORECASE,
)
PROPER = frozenset(
    {
        "BAD_CURSOR", "BAD_REQUEST", "BAD_USER_INPUT", "FORBIDDEN", "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED", "LIMIT_EXCEEDED", "OPERATION_RESOLUTION_FAILURE",
        "PERSISTED_QUERY_NOT_FOUND",
    }
)  # fmt: skip
"""Codes of errors that a client is told for what it sent: no other may come, and no fault of ours."""


@pytest.fixture(scope="module")
async def served(empty_database: Address) -> AsyncGenerator[Running]:
    """A server on a graph that probes may change."""
    async with running(empty_database, read_seconds=120, wait_seconds=120) as opened:
        yield opened


async def fault(client: httpx.AsyncClient, url: str, probe: Probe) -> str | None:
    """What is wrong with the answer to a probe; None where nothing is."""
    headers = [(name.encode(), value.encode("latin-1")) for name, value in probe.headers.items()]
    answer = await client.request(
        probe.method, url, content=probe.content, headers=headers, params=probe.parameters
    )
    if answer.status_code not in probe.statuses:
        return f"{probe.name}: status {answer.status_code}, {answer.text[:200]}"
    body: dict[str, Any] = answer.json()
    errors = body.get("errors", [])
    wrong = {error["extensions"]["code"] for error in errors} - PROPER
    # What a client sent comes back in messages; it is no leak.
    said = " ".join(re.sub(r"'.*?'|\".*?\"", "", error["message"]) for error in errors)
    leak = next((each for each in LEAKS.finditer(said) if each[0].encode() not in probe.content), None)
    if wrong or leak:
        return f"{probe.name}: {wrong or leak} in {said[:300]}"
    if probe.refused and not errors:
        return f"{probe.name}: was not refused"
    return None


async def faults(url: str, probes: list[Probe], token: str | None = None) -> list[str]:
    """What is wrong with the answers to probes, two sent at a time."""
    turns = asyncio.Semaphore(2)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(timeout=120, headers=headers) as client:

        async def tried(probe: Probe) -> str | None:
            async with turns:
                return await fault(client, url, probe)

        return [found for found in await asyncio.gather(*map(tried, probes)) if found]


async def test_operations_that_are_too_large_are_refused(served: Running) -> None:
    assert await faults(served.url, floods()) == []


async def test_bodies_that_are_none_are_refused(served: Running) -> None:
    assert await faults(served.url, bodies()) == []


async def test_what_another_page_could_send_is_refused(served: Running) -> None:
    assert await faults(served.url, doors()) == []


async def test_texts_and_numbers_stay_values(served: Running) -> None:
    sample = injections(SCHEMA)[::12]
    assert sum(probe.content.count(b": $v") for probe in sample) >= 250
    assert await faults(served.url, sample, TOKEN) == []


@pytest.mark.slow
async def test_texts_and_numbers_stay_values_in_every_place(served: Running) -> None:
    assert await faults(served.url, injections(SCHEMA), TOKEN) == []


def test_every_argument_is_probed() -> None:
    tried = {probe.name.split("(")[0].split()[1] for probe in injections(SCHEMA)}
    assert SCHEMA.query_type is not None and SCHEMA.mutation_type is not None
    asked = {**SCHEMA.query_type.fields, **SCHEMA.mutation_type.fields}
    assert {name for name, field in asked.items() if field.args} <= tried
