"""The race's queries: all are valid here, and none of their statements reads all of the graph."""

import pytest

from benchmarks.race.queries import QUERIES, Query
from benchmarks.race.statements import sent_for, values_from
from graph.address import Address
from graph.database import Database

READS_ALL = ("RelationshipTypeScan", "AllNodesScan", "NodeByLabelScan")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
async def test_a_query_is_answered_by_indexes_alone(query: Query, demo_database: Address) -> None:
    async with Database(demo_database) as database:
        values = (await values_from(database))[query.over]
        assert values
        sent = await sent_for(database, query.ours, values[0])
        plan = await database.explain(sent.text)
    assert plan
    assert [step for step in plan if any(name in step for name in READS_ALL)] == []
