"""Operations that the schema allows, made at random: each is answered, or refused for what it asks."""

import asyncio
from pathlib import Path

import hypothesis_graphql
import pytest
from hypothesis import HealthCheck, given, settings

from graph.address import Address
from graph.database import Database, Limits
from resolvers.federation import subgraph
from resolvers.planner.execution import QueryExecutor
from security.test_probes import LEAKS, PROPER

TEXT = (Path(__file__).parents[3] / "schema.graphql").read_text("utf-8")


async def outcomes(address: Address, operations: list[str]) -> list[str]:
    """What is wrong with the answers to operations."""
    wrong: list[str] = []
    async with Database(address, Limits()) as database:
        executor = QueryExecutor(subgraph, database)
        for operation in operations:
            answer = await executor.execute(operation)
            for error in answer.errors:
                code = (error.extensions or {}).get("code")
                # Hypothesis draws strings from our own sources, too; what a client sent may be told to it.
                leaks = [each[0] for each in LEAKS.finditer(error.message) if each[0] not in operation]
                if code not in PROPER or leaks:
                    wrong.append(f"{code} {error.message[:200]}: {operation[:500]}")
    return wrong


def made(examples: int) -> list[str]:
    """So many operations, the same each time."""
    operations: list[str] = []

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.large_base_example,
            HealthCheck.data_too_large,
        ],
    )
    @given(hypothesis_graphql.queries(TEXT))
    def collect(operation: str) -> None:
        operations.append(operation)

    collect()
    return operations


@pytest.mark.slow
async def test_many_operations_of_the_schema_are_answered(empty_database: Address) -> None:
    operations = await asyncio.to_thread(made, 1000)
    assert len(operations) >= 1000
    assert await outcomes(empty_database, operations) == []
