"""Reads sample.arrow, sample.parquet and sample.csv of a folder with pyarrow, polars and DuckDB; all must agree."""

import math
import pathlib
import sys

import duckdb
import polars
import pyarrow
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet

folder = pathlib.Path(sys.argv[1])
arrow, parquet, csv = (str(folder / f"sample.{extension}") for extension in ("arrow", "parquet", "csv"))


def plain(rows):
    return [tuple(None if isinstance(v, float) and math.isnan(v) else v for v in row.values()) for row in rows]


def same(what, rows):
    assert len(rows) == len(expected), f"{what}: {len(rows)} rows, expected {len(expected)}"
    for number, (found, wanted) in enumerate(zip(rows, expected)):
        assert found == wanted, f"{what}: row {number}: {found}, expected {wanted}"


table = pyarrow.feather.read_table(arrow)
table.validate(full=True)
expected = plain(table.to_pylist())

types = {field.name: str(field.type) for field in table.schema}
assert types == {
    "time_ns": "int64",
    "cpu": "int32",
    "ratio": "double",
    "ended": "bool",
    "evidence": "string",
    "cause": "dictionary<values=string, indices=int32, ordered=0>",
}, types
assert table.schema.field("time_ns").metadata[b"unit"] == b"ns"

from_parquet = pyarrow.parquet.read_table(parquet)
from_parquet.validate(full=True)
assert from_parquet.schema.equals(table.schema), f"{from_parquet.schema} is not {table.schema}"
assert from_parquet.schema.field("time_ns").metadata[b"unit"] == b"ns"
same("pyarrow, parquet", plain(from_parquet.to_pylist()))

same("polars, arrow", plain(polars.read_ipc(arrow).to_dicts()))
same("polars, parquet", plain(polars.read_parquet(parquet).to_dicts()))

names = ", ".join(f'"{name}"' for name in table.column_names)
relation = duckdb.sql(f"select {names} from '{parquet}'")
same("duckdb, parquet", relation.fetchall())
assert [str(t) for t in relation.types] == ["BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "VARCHAR", "VARCHAR"]

options = pyarrow.csv.ConvertOptions(
    column_types={field.name: (pyarrow.string() if pyarrow.types.is_dictionary(field.type) else field.type)
                  for field in table.schema},
    strings_can_be_null=True, quoted_strings_can_be_null=False)
parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
same("pyarrow, csv", plain(pyarrow.csv.read_csv(csv, convert_options=options, parse_options=parse).to_pylist()))

print(f"{len(expected)} rows agree")
