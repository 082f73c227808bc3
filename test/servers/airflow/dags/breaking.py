"""A DAG that is good at first; a test spoils the file of a running Airflow."""

import pendulum

try:
    from airflow.sdk import dag, task
except ImportError:
    from airflow.decorators import dag, task


@dag(
    dag_id="breaking",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    is_paused_upon_creation=False,
)
def breaking():
    @task(task_id="main")
    def main():
        print("still good")

    main()


breaking()
