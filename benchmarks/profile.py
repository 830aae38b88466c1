"""A database that remembers the last statements, and tells what each costs it: PROFILE."""

from collections.abc import Iterator, Mapping
from typing import Any, LiteralString, cast

from neo4j import READ_ACCESS, GraphDatabase

from graph.address import Address
from graph.database import Database, Limits, Row

PATIENT = Limits(read_seconds=300.0)


class Profiled(Database):
    """A database whose reads are kept, to be profiled afterwards."""

    def __init__(self, address: Address) -> None:
        """Prepare a driver; nothing is sent yet."""
        super().__init__(address, PATIENT)
        self.asked: list[tuple[str, Mapping[str, object]]] = []

    async def read(self, statement: LiteralString, parameters: Mapping[str, object]) -> list[Row]:
        """Read, and keep what was asked."""
        self.asked.append((statement, parameters))
        return await super().read(statement, parameters)

    def profile(self) -> list[tuple[int, str]]:
        """Run what is kept again, and forget it: database hits and text of each operator."""
        return [operator for plan in self._plans() for operator in _operators(plan)]

    def memory(self) -> int:
        """Run what is kept again, and forget it: bytes that the statements held at most, summed up."""
        return sum(int(plan["args"]["GlobalMemory"]) for plan in self._plans())

    def _plans(self) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        address = self.address
        with (
            GraphDatabase.driver(
                address.uri,
                auth=(address.username, address.password),
                notifications_min_severity="OFF",
            ) as driver,
            driver.session(database=address.database, default_access_mode=READ_ACCESS) as session,
        ):
            for statement, parameters in self.asked:
                result = session.run(cast(LiteralString, "PROFILE " + statement), dict(parameters))
                found.append(cast(Mapping[str, Any], result.consume().profile))
        self.asked.clear()
        return found


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    details = " ".join(str(plan["args"].get("Details", "")).split())
    name = str(plan["operatorType"]).partition("@")[0]
    yield int(plan.get("dbHits", 0)), f"{name} {details} ({plan.get('rows', 0)} rows)"
    for child in plan.get("children", ()):
        yield from _operators(child)
