"""Requests that an attacker would send, by what they try; each must be refused or answered properly."""

# ruff: noqa: E501 - what is sent is easier to judge on one line

import gzip
import json
from dataclasses import dataclass, field

JSON = "application/json"


@dataclass(frozen=True)
class Probe:
    """One request; `status` is what may come back."""

    name: str
    content: bytes = b""
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    parameters: dict[str, str] | None = None
    statuses: tuple[int, ...] = (200, 400)
    refused: bool = True


def asked(name: str, query: str, variables: object = None, *, refused: bool = True) -> Probe:
    """A probe that asks by POST."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    return Probe(name, body, refused=refused)


def _nested(levels: int) -> str:
    within = "id"
    for _ in range(levels):
        within = f"articles(first: 1) {{ nodes {{ entities {{ {within} }} }} }}"
    return f'{{ person(name: "a") {{ {within} }} }}'


def floods() -> list[Probe]:
    """Operations that are too large in one way each."""
    aliases = " ".join(f"a{n}: __typename" for n in range(40))
    spread = "{ ...f0 } " + " ".join(
        f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60)
    )
    pages = (
        "articles(first: 100) { nodes { related(first: 100) { article { related(first: 100) { score } } } } }"
    )
    return [
        asked("aliases", f"{{ {aliases} }}"),
        asked(
            "aliases in fragments",
            f"{{ ...a ...b }} fragment a on Query {{ {aliases} }} fragment b on Query {{ x: __typename }}",
        ),
        asked(
            "aliases one by one",
            "{ " + " ".join(f'p{n}: person(name: "a") {{ id }}' for n in range(31)) + " }",
        ),
        asked("depth", "{ a " * 300 + "}" * 300),
        asked("depth of known fields", _nested(10)),
        asked("depth of inline fragments", "{ " + "... { " * 990 + "__typename" + " }" * 991),
        asked("depth of a list", "{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }"),
        asked(
            "depth of an object",
            "{ articles(where: " + "{a: " * 400 + "1" + "}" * 400 + ") { nodes { id } } }",
        ),
        asked("depth of a type", "query($a: " + "[" * 900 + "Int" + "]" * 900 + ") { __typename }"),
        asked("fragments that double", spread + " fragment f60 on Query { __typename }", refused=False),
        asked("fragments in a circle", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
        asked("a fragment in itself", "{ ...a } fragment a on Query { ...a }"),
        asked(
            "fragments unused",
            "{ __typename } " + " ".join(f"fragment f{n} on Query {{ __typename }}" for n in range(600)),
        ),
        asked("directives", "{ __typename " + "@include(if: true) " * 60 + "}"),
        asked("directives unknown", "{ __typename " + "@a " * 60 + "}"),
        asked("directives on an operation", "query " + "@a " * 60 + "{ __typename }"),
        asked("tokens", "{ " + "__typename " * 3000 + "}"),
        asked("the same field", "{ " + "__typename " * 1500 + "}"),
        asked("a comment", "#" + "a" * 100_000 + "\n{ __typename }", refused=False),
        asked("comments", "#a\n" * 9000 + "{ __typename }"),
        asked("operations", " ".join(f"query q{n} {{ __typename }}" for n in range(400))),
        asked("variables", "query(" + " ".join(f"$v{n}: Int" for n in range(600)) + ") { __typename }"),
        asked("values", "query($a: [ID!]!) { nodes(ids: $a) { id } }", {"a": ["Q1"] * 6000}),
        asked("ids", "query($a: [ID!]!) { nodes(ids: $a) { id } }", {"a": [f"Q{n}" for n in range(4000)]}),
        asked("digits", "{ articles(first: " + "9" * 10_000 + ") { nodes { id } } }"),
        asked("pages in pages", f"{{ {pages} }}"),
        asked(
            "pages by variables",
            "query($n: Int) { articles(first: $n) { nodes { related(first: 100) { article { related(first: 100) { score } } } } } }",
            {"n": 100},
        ),
        asked("a page too large", "{ articles(first: 101) { nodes { id } } }"),
        asked("a page without a bound", "{ articles(first: 2147483647) { nodes { id } } }"),
        asked("a page below nothing", "{ articles(first: -1) { nodes { id } } }"),
        asked("both ends", "{ articles(first: 1, last: 1) { nodes { id } } }"),
        asked(
            "introspection in a circle",
            "{ __schema { types { " + "fields { type { " * 12 + "name" + " } }" * 12 + " } } }",
        ),
        asked("a block string", '{ person(name: """' + '\\"""' * 4000 + '""") { id } }'),
        asked("a string without an end", '{ person(name: "' + "a" * 50_000),
        asked("braces", "{" * 60_000),
        asked("brackets", "[" * 60_000),
        asked("a byte order mark", "\ufeff{ __typename }", refused=False),
        asked("a NUL", "{ \0 }"),
        asked("bidi", "{ \u202e__typename }"),
        asked("a lone surrogate escaped", '{ person(name: "\\ud800") { id } }'),
        asked("a code point too large", '{ person(name: "\\u{110000}") { id } }'),
        asked("a wide escape", '{ person(name: "\\u{1F600}") { id } }', refused=False),
    ]


def bodies() -> list[Probe]:
    """Bodies that are none."""
    query = b'{"query": "{ __typename }"}'
    raw = {
        "empty": b"", "null": b"null", "a list": b"[]", "a batch": b"[" + b",".join([query] * 50) + b"]",
        "a number": b"1", "a string": b'"{ __typename }"', "true": b"true", "half": query[:-1],
        "two": query + query, "NaN": b'{"query": NaN}', "infinity": b'{"query": Infinity}',
        "deep lists": b"[" * 60_000, "deep objects": b'{"a":' * 20_000,
        "deep variables": b'{"query":"{ __typename }","variables":{"a":' + b"[" * 5000 + b"]" * 5000 + b"}}",
        "deep extensions": b'{"query":"{ __typename }","extensions":{"a":' + b"[" * 5000 + b"]" * 5000 + b"}}",
        "a surrogate": b'{"query": "\\ud800"}', "no UTF-8": b'{"query": "\xff\xfe"}',
        "UTF-16": '{"query": "{ __typename }"}'.encode("utf-16"), "UTF-32": '{"query": "{ __typename }"}'.encode("utf-32"),
        "a mark before": b"\xef\xbb\xbf" + query, "a NUL before": b"\0" + query,
        "gzip": gzip.compress(query), "a query that is null": b'{"query": null}',
        "a query that is empty": b'{"query": ""}', "a query of blanks": b'{"query": "   "}',
        "a query that is a list": b'{"query": ["{ __typename }"]}', "a query that is a number": b'{"query": 1}',
        "variables that are a list": b'{"query": "{ __typename }", "variables": []}',
        "variables that are a string": b'{"query": "{ __typename }", "variables": "{}"}',
        "a name that is a number": b'{"query": "{ __typename }", "operationName": 1}',
        "a name that is unknown": b'{"query": "{ __typename }", "operationName": "__proto__"}',
        "extensions that are a list": b'{"query": "{ __typename }", "extensions": []}',
        "a digest that is an object": b'{"extensions": {"persistedQuery": {"sha256Hash": {}}}}',
        "a digest that is unknown": b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a"}}}',
        "a digest of another": b'{"query": "{ __typename }", "extensions": {"persistedQuery": {"sha256Hash": "ab"}}}',
        "persisted that is a list": b'{"extensions": {"persistedQuery": []}}',
        "a document that is a list": b'{"documentId": []}', "a document that is a path": b'{"documentId": "../../etc/passwd"}',
    }  # fmt: skip
    return [
        *(Probe(f"body: {name}", content) for name, content in raw.items()),
        Probe("body: too long", b'{"query": "' + b" " * 140_000 + b'"}', statuses=(413,)),
    ]


def doors() -> list[Probe]:
    """Methods, types and headers that would let another site's page ask, or confuse who reads them."""
    query = b'{"query": "{ __typename }"}'
    change = {"query": 'mutation { unmergeEntity(id: "Q1") { unmerged } }'}
    types = (
        "text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=a", "application/graphql", "application/xml", "text/json", "*/*", "",
        "application/json; charset=utf-16", "application/json; charset=latin1", "application/json;charset=\"utf-7\"",
        "application/jsonp", "application/json, text/plain", "json", ";", "a" * 5000,
    )  # fmt: skip
    probes = [
        Probe(f"type: {type_[:40]!r}", query, headers={"Content-Type": type_}, statuses=(415,))
        for type_ in types
    ]
    for encoding in ("gzip", "br", "deflate", "zstd", "a"):
        headers = {"Content-Type": JSON, "Content-Encoding": encoding}
        probes.append(
            Probe(f"encoding: {encoding}", gzip.compress(b"0" * 10_000_000), headers=headers, statuses=(415,))
        )
    probes += [
        Probe(f"method: {method}", method=method, statuses=(405,))
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS")
    ]
    parameters: list[tuple[str, dict[str, str], tuple[int, ...]]] = [
        ("a change", change, (405,)),
        ("nothing", {}, (400,)),
        ("variables that are none", {"query": "{a}", "variables": "{"}, (400,)),
        ("variables that are deep", {"query": "{a}", "variables": "[" * 4000}, (400,)),
        ("extensions that are none", {"query": "{a}", "extensions": "x"}, (400,)),
        ("a NUL", {"query": "\0"}, (200, 400)),
        ("a subscription", {"query": "subscription { articleIngested { article { id } } }"}, (200, 400)),
    ]
    probes += [
        Probe(f"address: {name}", b"", "GET", {}, sent, statuses) for name, sent, statuses in parameters
    ]
    accepts = ("image/png", "application/xml", "text/plain", "application/json;q=0", ",", ";", "a" * 4000)
    probes += [
        Probe(
            f"accept: {accept[:30]!r}",
            query,
            headers={"Content-Type": JSON, "Accept": accept},
            statuses=(406,),
        )
        for accept in accepts
    ]
    probes.append(Probe("a change without a token", json.dumps(change).encode(), statuses=(401, 403)))
    for token in (
        "Basic YTph",
        "Bearer",
        "Bearer a.b.c",
        "Bearer " + "a" * 8000,
        "Bearer é",
        "bearer\t1",
        "Bearer null",
    ):
        headers = {"Content-Type": JSON, "Authorization": token.encode().decode("latin-1")}
        probes.append(
            Probe(f"token: {token[:20]}", json.dumps(change).encode(), headers=headers, statuses=(401, 403))
        )
    return probes
