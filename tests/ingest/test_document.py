"""Source documents: files, folders, standard input; one bad file never stops the others."""

import io
from pathlib import Path

import pytest

from ingest.document import Document, DocumentKind, Failure, read_paths

LINE = '{"title": "T", "body": "B"}'


def kinds(found: list[Document | Failure]) -> list[tuple[str, str]]:
    """Last part of each name, with the kind or "failure"."""
    return [
        (Path(item.name).name, item.kind.value if isinstance(item, Document) else "failure") for item in found
    ]


def test_a_folder_is_walked_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in (
        "b/z.TXT",
        "b/a.html",
        "c.ndjson",
        "a.txt",
        ".hidden.txt",
        ".git/x.txt",
        "notes.md",
        "a.json",
    ):
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    assert kinds(list(read_paths([str(tmp_path)], None))) == [
        ("a.txt", "TEXT"),
        ("a.html", "HTML"),
        ("z.TXT", "TEXT"),
        ("c.ndjson, line 1", "RECORD"),
    ]


def test_a_file_named_outright_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    page = tmp_path / "page.data"
    page.write_text("plain words", encoding="utf-8")
    [document] = read_paths([str(page)], None)
    assert document == Document(str(page), DocumentKind.TEXT, "plain words")


def test_each_line_of_json_lines_is_a_document_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + LINE.encode() + b"\n\n" + LINE.encode() + b"\r\n" + b"\xff\xfe\n" + LINE.encode()
    )
    found = list(read_paths([str(file)], None))
    assert [item.name for item in found] == [f"{file}, line {number}" for number in (1, 3, 4, 5)]
    assert [item.text for item in found if isinstance(item, Document)] == [LINE] * 3
    bad = found[2]
    assert isinstance(bad, Failure)
    assert str(bad.error) == f"{file}, line 4 is not in UTF-8; JSON Lines are always in UTF-8"


def test_failures_stand_beside_what_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "none.jsonl").write_bytes(b"\n\n")
    paths = [str(tmp_path / "missing.txt"), str(tmp_path)]
    found = list(read_paths(paths, None))
    assert kinds(found) == [
        ("missing.txt", "failure"),
        ("empty.txt", "failure"),
        ("good.txt", "TEXT"),
        ("none.jsonl", "failure"),
    ]
    messages = [str(item.error) for item in found if isinstance(item, Failure)]
    assert messages[0].startswith(f"{paths[0]} cannot be read (no such file or directory)")
    assert messages[1].startswith(f"{tmp_path / 'empty.txt'} is empty")
    assert messages[2] == f"{tmp_path / 'none.jsonl'} is empty; give one JSON object a line"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("نص عادي", [("standard input", "TEXT")]),
        ("<!DOCTYPE html><html></html>", [("standard input", "HTML")]),
        (f"{LINE}\n{LINE}\n", [("standard input, line 1", "RECORD"), ("standard input, line 2", "RECORD")]),
        ("", [("standard input", "failure")]),
    ],
)
def test_standard_input_is_told_by_its_start(data: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(list(read_paths(["-"], io.BytesIO(data.encode())))) == expected


def test_closed_standard_input_is_a_failure() -> None:
    [failure] = read_paths(["-"], None)
    assert isinstance(failure, Failure)
    assert str(failure.error) == "standard input is not open; pipe a page into it or name a file"


def test_a_page_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.document.MOST_BYTES", 1 << 20)
    page, lines = tmp_path / "large.txt", tmp_path / "large.jsonl"
    page.write_bytes(b"a" * ((1 << 20) + 1))
    lines.write_bytes(LINE.encode() + b"\n" + b"a" * ((1 << 20) + 1))
    found = list(read_paths([str(page), str(lines)], None))
    assert kinds(found) == [
        ("large.txt", "failure"),
        ("large.jsonl, line 1", "RECORD"),
        ("large.jsonl, line 2", "failure"),
    ]
    messages = [str(item.error) for item in found if isinstance(item, Failure)]
    assert messages == [
        f"{page} is larger than 1 MiB; give one page a file",
        f"{lines}, line 2 is longer than 1 MiB; give one article a line",
    ]


def test_files_are_opened_one_by_one(tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("one", encoding="utf-8")
    found = read_paths([str(first), str(second)], None)
    assert isinstance(next(found), Document)
    second.write_text("two", encoding="utf-8")
    assert isinstance(next(found), Document)
