"""Runs one of the package's example scripts as a task: inputs from S3, outputs to S3, as the deployed DAGs do.

Not a DAG; `.airflowignore` keeps Airflow from reading it as one.
"""

import json
import os
import pathlib
import subprocess
import tempfile

import boto3


def run_script(name, conf):
    s3 = boto3.client("s3")
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        inputs, outputs, conf_file = work / "in", work / "out", work / "conf.json"
        inputs.mkdir()
        outputs.mkdir()
        conf_file.write_text(json.dumps(conf))
        fetch(s3, conf["in_bucket"], conf["in_prefix"], inputs)
        script = pathlib.Path(os.environ["LABCAS_EXAMPLES"]) / f"{name}.js"
        environment = {
            "PATH": os.environ["PATH"],
            "LABCAS_CONF": str(conf_file),
            "LABCAS_INPUT_DIR": str(inputs),
            "LABCAS_OUTPUT_DIR": str(outputs),
        }
        process = subprocess.Popen(
            ["node", str(script)],
            env=environment,
            cwd=work,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            for line in process.stdout:
                print(line.rstrip("\n"), flush=True)
            code = process.wait()
        finally:
            # A task that is ended from outside must not leave its script behind.
            if process.poll() is None:
                process.kill()
        if code != 0:
            raise RuntimeError(f"the script ended with exit code {code}")
        publish(s3, outputs, conf["out_bucket"], conf["out_prefix"])


def fetch(s3, bucket, prefix, folder):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    for item in (item for page in pages for item in page.get("Contents", [])):
        name = item["Key"].removeprefix(prefix).lstrip("/")
        if name and "/" not in name:
            s3.download_file(bucket, item["Key"], str(folder / name))


def publish(s3, folder, bucket, prefix):
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        s3.upload_file(str(file), bucket, f"{prefix.rstrip('/')}/{file.relative_to(folder).as_posix()}")
