"""A DAG that cannot be imported."""

raise RuntimeError("this file is broken on purpose")
