"""Runs ViewDefinitions with Pathling on Spark: pathling_views.py NDJSON_FOLDER VIEWS_FOLDER OUT_FOLDER"""

import json
import pathlib
import sys

from pathling import PathlingContext
from pathling._version import __java_version__
from pyspark.sql import SparkSession

source, views, out = map(pathlib.Path, sys.argv[1:])
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.jars.packages", f"au.csiro.pathling:library-runtime:{__java_version__}")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
pathling = PathlingContext.create(
    spark, max_nesting_level=4, enable_extensions=True, enable_terminology=False
)
data = pathling.read.ndjson(str(source))
for view in sorted(views.glob("*.json")):
    text = view.read_text("utf8")
    data.view(json=text).coalesce(1).write.parquet(str(out / json.loads(text)["name"]))
