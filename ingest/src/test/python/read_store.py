"""Reads a store with pyarrow and polars; both must find the rows of expected.txt, and pyarrow the counters inside."""

import pathlib
import sys

import polars
import pyarrow

folder = pathlib.Path(sys.argv[1])
store = folder / "events.arrow"
expected = (folder / "expected.txt").read_text(encoding="utf-8").split("\n")[:-1]

columns = ["time_ns", "cpu", "kind", "reference", "label", "site"]
with pyarrow.memory_map(str(store)) as source:
    reader = pyarrow.ipc.open_file(source)
    table = reader.read_all()
    table.validate(full=True)
    metadata = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    start, end = int(metadata["counters.start"]), int(metadata["counters.end"])
    counters = pyarrow.ipc.open_file(pyarrow.BufferReader(source.read_at(end - start, start))).read_all()
    counters.validate(full=True)


def lines(rows):
    return ["|".join("" if value is None else str(value).replace("\t", " ") for value in row) for row in rows]


def same(what, found):
    assert len(found) == len(expected), f"{what}: {len(found)} rows, expected {len(expected)}"
    for number, (line, wanted) in enumerate(zip(found, expected)):
        assert line == wanted, f"{what}: row {number}: {line}, expected {wanted}"


same("pyarrow", lines(zip(*(table[name].to_pylist() for name in columns))))
same("polars", lines(polars.read_ipc(str(store), columns=columns).iter_rows()))
assert metadata["clock"] == "mono"
assert set(counters["row"].to_pylist()) == {"LOC", "ERR", "IPI"}
print(f"{len(expected)} rows agree")
