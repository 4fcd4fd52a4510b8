"""Reads every table of a folder with pyarrow, polars and DuckDB; all must agree with schema.json and each other."""

import json
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
ARROW = {
    "int32": "int32", "int64": "int64", "float64": "double", "boolean": "bool", "text": "string",
    "dictionary": "dictionary<values=string, indices=int32, ordered=0>"}
DUCKDB = {"int32": "INTEGER", "int64": "BIGINT", "float64": "DOUBLE", "boolean": "BOOLEAN", "text": "VARCHAR",
          "dictionary": "VARCHAR"}


def plain(rows):
    return [tuple(None if isinstance(v, float) and math.isnan(v) else v for v in row.values()) for row in rows]


def same(what, rows, expected):
    assert len(rows) == len(expected), f"{what}: {len(rows)} rows, expected {len(expected)}"
    for number, (found, wanted) in enumerate(zip(rows, expected)):
        assert found == wanted, f"{what}: row {number}: {found}, expected {wanted}"


def read_csv(path, schema):
    columns = {name: (pyarrow.string() if pyarrow.types.is_dictionary(kind) else kind) for name, kind in schema}
    options = pyarrow.csv.ConvertOptions(
        column_types=columns, strings_can_be_null=True, quoted_strings_can_be_null=False)
    return pyarrow.csv.read_csv(
        path, convert_options=options, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True))


def check(name, columns, formats):
    csv = str(folder / f"{name}.csv")
    kinds = {"dictionary": pyarrow.string(), "text": pyarrow.string(), "int32": pyarrow.int32(),
             "int64": pyarrow.int64(), "float64": pyarrow.float64(), "boolean": pyarrow.bool_()}
    from_csv = read_csv(csv, [(c["name"], kinds[c["type"]]) for c in columns])
    assert from_csv.column_names == [c["name"] for c in columns], from_csv.column_names
    for column in columns:
        nulls = from_csv.column(column["name"]).null_count
        assert column["nullable"] or nulls == 0, f"{name}.{column['name']}: {nulls} nulls without a meaning"
    if "arrow" not in formats:
        return from_csv.num_rows
    arrow, parquet = (str(folder / f"{name}.{extension}") for extension in ("arrow", "parquet"))
    table = pyarrow.feather.read_table(arrow)
    table.validate(full=True)
    assert [(f.name, str(f.type), f.nullable) for f in table.schema] == [
        (c["name"], ARROW[c["type"]], c["nullable"]) for c in columns], table.schema
    for column in columns:
        told = {key.decode(): value.decode() for key, value in table.schema.field(column["name"]).metadata.items()}
        assert told.get("unit", "") == column["unit"], f"{name}.{column['name']}: unit {told}"
        assert told["description"] == column["description"], told
        assert told.get("null_meaning", "") == column["null_meaning"], told
    expected = plain(table.to_pylist())
    same("pyarrow, csv", plain(from_csv.to_pylist()), expected)
    from_parquet = pyarrow.parquet.read_table(parquet)
    from_parquet.validate(full=True)
    assert from_parquet.schema.equals(table.schema), f"{from_parquet.schema} is not {table.schema}"
    same("pyarrow, parquet", plain(from_parquet.to_pylist()), expected)
    same("polars, arrow", plain(polars.read_ipc(arrow).to_dicts()), expected)
    same("polars, parquet", plain(polars.read_parquet(parquet).to_dicts()), expected)
    names = ", ".join(f'"{column["name"]}"' for column in columns)
    relation = duckdb.sql(f"select {names} from '{parquet}'")
    same("duckdb, parquet", relation.fetchall(), expected)
    assert [str(kind) for kind in relation.types] == [DUCKDB[c["type"]] for c in columns], relation.types
    return len(expected)


for table in json.loads((folder / "schema.json").read_text(encoding="utf-8"))["tables"]:
    rows = check(table["name"], table["columns"], table["formats"])
    print(f"{table['name']}: {rows} rows agree")
