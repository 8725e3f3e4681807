"""The counts and confidences of a job by DuckDB, in one of several ways.

usage: duckdb_summary.py WAY MANIFEST
"""
import json
import sys

import duckdb

ATTRIBUTE = "vehicle-kind"
PAIR = f"{ATTRIBUTE}-metadata"
STRUCT = 'STRUCT("class-name" VARCHAR, confidence DOUBLE, "human-annotated" VARCHAR)'
AGGREGATES = """
    class, human, count(*), count(confidence), avg(confidence), median(confidence),
    quantile_cont(confidence, 0.25), quantile_cont(confidence, 0.75), min(confidence), max(confidence)
"""
MEMBERS = f"""
    "{PAIR}"."class-name" AS class, "{PAIR}"."human-annotated" AS human,
    "{PAIR}".confidence AS confidence
"""
POINTER = f"'$.\"{PAIR}\".\"%s\"'"
WAYS = {
    # Only the column that is needed, its type given.
    "columns": f"""SELECT {MEMBERS} FROM read_json($1, format = 'newline_delimited',
        columns = {{'{PAIR}': '{STRUCT}'}})""",
    # Every column that our side reads, their types given.
    "all-columns": f"""SELECT {MEMBERS} FROM read_json($1, format = 'newline_delimited',
        columns = {{'source-ref': 'VARCHAR', '{ATTRIBUTE}': 'INTEGER', '{PAIR}': '{STRUCT}'}})""",
    # Nothing given, the types found by DuckDB.
    "auto": f"SELECT {MEMBERS} FROM read_json($1, format = 'newline_delimited')",
    # Lines as JSON values, members taken out by path.
    "objects": f"""SELECT json ->> {POINTER % 'class-name'} AS class,
        json ->> {POINTER % 'human-annotated'} AS human,
        CAST(json ->> {POINTER % 'confidence'} AS DOUBLE) AS confidence
        FROM read_ndjson_objects($1)""",
}


def main(way, manifest):
    query = f"""SELECT {AGGREGATES} FROM ({WAYS[way]}) GROUP BY class, human
        ORDER BY count(*) DESC, class, human"""
    for row in duckdb.execute(query, [manifest]).fetchall():
        print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
