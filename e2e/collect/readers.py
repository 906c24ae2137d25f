"""Prints each vendor's cost in a store, as Polars or Spark reads it: readers.py polars|spark DIR"""

import sys


def with_polars(store):
    import polars as pl

    costs = (
        pl.scan_parquet(f"{store}/**/*.parquet", hive_partitioning=False)
        .filter(pl.col("view") == "costs")
        .group_by("vendor", "currency")
        .agg(pl.col("amount").sum(), pl.len())
        .collect()
    )
    return costs.rows()


def with_spark(store):
    from pyspark.sql import SparkSession, functions as f

    spark = SparkSession.builder.master("local[1]").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    costs = (
        spark.read.option("recursiveFileLookup", "true")
        .parquet(store)
        .filter(f.col("view") == "costs")
        .groupBy("vendor", "currency")
        .agg(f.sum("amount"), f.count("*"))
    )
    return [tuple(row) for row in costs.collect()]


reader, folder = sys.argv[1:]
rows = {"polars": with_polars, "spark": with_spark}[reader](folder)
for vendor, currency, amount, count in sorted(rows, key=str):
    print(vendor, currency, f"{amount.normalize():f}", count)
