"""Query.review: pages by keyset, and arguments that are refused."""

import pytest

from asking import Ask
from naive import NaiveGraph

PAGE = "query Q($after: String) { review(first: 3, after: $after) { id cursor provisional } }"


def test_pages_join_to_the_whole_list(ask: Ask, naive: NaiveGraph) -> None:
    whole = naive.execute("{ review(first: 100) { id cursor provisional } }").data
    assert whole is not None and len(whole["review"]) > 6
    assert {item["provisional"] for item in whole["review"]} == {True, False}
    found: list[object] = []
    after: str | None = None
    while True:
        page = ask(PAGE, {"after": after}).data
        assert page is not None
        if not page["review"]:
            break
        found += page["review"]
        after = page["review"][-1]["cursor"]
    assert found == whole["review"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [('after: "nonsense"', "no cursor of this list"), ("first: 101", "must be from 0 to 100")],
)
def test_wrong_arguments_are_told(ask: Ask, arguments: str, message: str) -> None:
    answer = ask(f"{{ review({arguments}) {{ id }} }}")
    assert answer.data == {"review": None}
    assert message in answer.errors[0].message
