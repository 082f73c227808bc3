"""The embedded engine's example, as a DAG: the same parameters and the same outputs."""

import pendulum

try:
    from airflow.sdk import Param, dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.operators.python import get_current_context


@dag(
    dag_id="nebraska",
    description="Finds the nuclei of stained sections and measures them tile by tile",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    is_paused_upon_creation=False,
    tags=["EDRN"],
    params={
        "in_bucket": Param("", type="string"),
        "in_prefix": Param("", type="string"),
        "out_bucket": Param("", type="string"),
        "out_prefix": Param("", type="string"),
        "tile_size": Param(64, type="integer", enum=[64, 128, 256], description="Edge of a tile in pixels"),
        "csv": Param(True, type="boolean", description="Whether to write a table of the tiles"),
    },
)
def nebraska():
    @task(task_id="main")
    def main():
        from labcas_script import run_script

        run_script("nebraska", dict(get_current_context()["params"]))

    main()


nebraska()
