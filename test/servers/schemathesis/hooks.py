"""What the document says in prose, for inputs that Schemathesis takes to be right; wrong ones are sent as they are."""

import re

import schemathesis
from schemathesis import GenerationMode


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # A page token is what the server issued, which no schema can say.
    if case.query:
        case.query.pop("page_token", None)
    prefix = (case.path_parameters or {}).get("prefix")
    if isinstance(prefix, str):
        case.path_parameters["prefix"] = "/".join(filter(None, map(to_name, prefix.split("/")))) or "a"
    operation = case.operation.definition.raw["operationId"]
    if operation == "createRun":
        case.body = to_run(case.body)
    if operation == "updateOutputMetadata":
        case.body = to_metadata(case.body, case.path_parameters["prefix"])


def to_run(body):
    """Beside the data selection a body holds parameters of the workflow, which the document does not know."""
    known = {"in_data_selection": "colon/fhl2"}
    if isinstance(body.get("params"), dict):
        return {**known, "params": {"tile_size": 64}}
    return {**known, "tile_size": 64}


def to_metadata(body, prefix):
    """The patterns of names and values are beyond the regular expressions that Schemathesis generates from."""
    names = ["summary.txt", *(f"file{index}.txt" for index in range(len(body["files"])))]
    files = {
        name: {"properties": {to_name(key): to_name(value) for key, value in file["properties"].items()}}
        for name, file in zip(names, body["files"].values())
    }
    return {"files": files, **({"prefix": prefix} if "prefix" in body else {})}


def to_name(text):
    # Names of one letter for what holds none, as an empty one is not allowed.
    return re.sub(r"[^\w-]", "", text, flags=re.ASCII) or "a"
