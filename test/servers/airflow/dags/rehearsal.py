"""Walks through a run's life without touching data, so that the contract suite can exercise one safely."""

import pendulum

try:
    from airflow.sdk import Param, dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.operators.python import get_current_context


@dag(
    dag_id="rehearsal",
    description="Walks through the life of a run without touching data",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    is_paused_upon_creation=False,
    max_active_runs=16,
    params={
        "seconds": Param(0, type="number", minimum=0, maximum=600, description="How long it takes, in seconds"),
        "outcome": Param("success", type="string", enum=["success", "failure"], description="How it ends"),
        "message": Param("", type="string", maxLength=200, description="A line to print"),
    },
)
def rehearsal():
    @task(task_id="main", retries=0)
    def main():
        from labcas_script import run_script

        context = get_current_context()
        run_script("rehearsal", {**(context["dag_run"].conf or {}), **context["params"]})

    main()


rehearsal()
