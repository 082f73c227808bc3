"""The embedded engine's list of files, as a DAG."""

import pendulum

try:
    from airflow.sdk import Param, dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.operators.python import get_current_context


@dag(
    dag_id="inventory",
    description="Lists the files of a data selection with their sizes and checksums",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    is_paused_upon_creation=False,
    params={
        "in_bucket": Param("", type="string"),
        "in_prefix": Param("", type="string"),
        "out_bucket": Param("", type="string"),
        "out_prefix": Param("", type="string"),
    },
)
def inventory():
    @task(task_id="main")
    def main():
        from labcas_script import run_script

        run_script("inventory", dict(get_current_context()["params"]))

    main()


inventory()
