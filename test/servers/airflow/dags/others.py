"""What a deployment meets beside its good workflows: a plain parameter, a failure, a pause, one that is nobody's."""

import time

import pendulum

try:
    from airflow.sdk import Param, dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.operators.python import get_current_context

start = pendulum.datetime(2024, 1, 1, tz="UTC")


@dag(dag_id="plain", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=False, params={"tile_size": 64, "note": None})
def plain():
    @task
    def first():
        print("first")

    @task
    def second():
        print("second")

    first() >> second()


@dag(dag_id="failing", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=False)
def failing():
    @task(task_id="main")
    def main():
        raise RuntimeError("this workflow always fails")

    main()


@dag(dag_id="quick", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=False)
def quick():
    @task(task_id="main")
    def main():
        print("hello")

    main()


@dag(dag_id="endless", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=False)
def endless():
    @task(task_id="main")
    def main():
        while True:
            time.sleep(1)

    main()


@dag(dag_id="paused", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=True)
def paused():
    @task(task_id="main")
    def main():
        print("never reached")

    main()


@dag(dag_id="unlisted", schedule=None, start_date=start, catchup=False, is_paused_upon_creation=False)
def unlisted():
    @task(task_id="main")
    def main():
        print("never reached")

    main()


plain()
failing()
quick()
endless()
paused()
unlisted()
