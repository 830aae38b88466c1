"""The planner against graphql-core with plain Python resolvers, over generated operations."""

import math
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking import Ask
from naive import NaiveGraph
from operations import Operation, OperationMaker
from world import World


def same(one: Any, other: Any) -> bool:
    """Whether two answers are the same JSON, keys in the same order, sums of floats in any order."""
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = cast(dict[str, Any], one), cast(dict[str, Any], other)
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(one, list) and isinstance(other, list):
        items, others = cast(list[Any], one), cast(list[Any], other)
        return len(items) == len(others) and all(map(same, items, others))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def check(ask: Ask, naive: NaiveGraph, world: World, examples: int) -> None:
    """Hold that many generated operations against the plain answer."""

    @settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def one(data: st.DataObject) -> None:
        operation: Operation = OperationMaker(data.draw, world).make()
        planned = ask(operation.text, operation.variables)
        plain = naive.execute(operation.text, operation.variables)
        assert [error.message for error in planned.errors] == []
        assert [error.message for error in plain.errors or []] == []
        assert same(planned.data, plain.data), f"{operation.text}\n{operation.variables}"

    one()


def test_generated_operations_get_the_plain_answer(ask: Ask, naive: NaiveGraph, world: World) -> None:
    check(ask, naive, world, 20)


@pytest.mark.slow
def test_many_generated_operations_get_the_plain_answer(ask: Ask, naive: NaiveGraph, world: World) -> None:
    check(ask, naive, world, 1000)
