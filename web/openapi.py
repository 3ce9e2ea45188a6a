"""
The description of the API (OpenAPI 3.1), made of its operations and the shapes of its answers.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import get_original_bases, is_typeddict

from search_engine.errors import IndexMissing
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web import problems, shapes
from web.operations import OPERATIONS, STATUS, Operation, Parameter
from web.problems import Problem

Json = dict[str, Any]

VERSION = "1.0.0"  # of the API: what is added raises the second figure, what goes away would need /api/v2
ABOUT = f"""\
Search and answers in a Danish municipality's own documents. What is answered is quoted word for word, with its exact
place, so that it can be checked in the source.

GET only (HEAD is answered alike, without the body; all else gets 405); no key, no cookie. Unknown parameters, values
that cannot be used and queries of more than {MAX_LENGTH} characters get 400. Every error is `application/problem+json`
(RFC 9457), its text in Danish. Offsets count Unicode code points and are half-open: `text[start:end]`. Texts are in
NFC. Fields may be added to the answers; what there is stays as it is.

All documents in one stream, a line for each (JSON Lines): `/api/v1/export.jsonl`.
"""
PAGES = (
    'The pages after and before this one (RFC 8288): `</api/v1/…>; rel="next"`, `rel="prev"`. Left out on an only page.'
)
UNCHANGED = "Nothing is new since the answer whose `ETag` was sent back as `If-None-Match`."
WAIT = "After how many seconds to try again, where that is known."

REFUSED = Problem(400, problems.BAD_REQUEST, "Skriv, hvad du vil søge efter.")
ERRORS = {  # what each means, and an example
    400: ("A parameter is unknown, missing or cannot be used; `detail` says which, and what to write.", REFUSED),
    404: ("There is no such document or passage, or it is gone.", problems.NO_DOCUMENT),
    413: (
        f"The request has a body of more than {problems.MAX_BODY} bytes; nothing here reads one.",
        problems.PLAIN[413],
    ),
    414: (f"The address has more than {problems.MAX_ADDRESS} bytes.", problems.PLAIN[414]),
    429: ("Too many requests: this server, or the one before it, asks for patience.", problems.PLAIN[429]),
    500: ("Something went wrong on the server.", problems.PLAIN[500]),
    503: (
        "More is asked than can be answered, or nothing can be searched right now; `detail` says whose turn it is.",
        problems.UNSERVED[IndexMissing],
    ),
}


def document(settings: Settings) -> Json:
    """The description, as it is served."""
    answers, parts = _schemas()
    info: Json = {"title": "Kommunesvar", "version": VERSION, "description": ABOUT, "termsOfService": "/api#vilkaar"}
    if settings.operator:
        info["contact"] = {"name": settings.operator}
    return {
        "openapi": "3.1.0",
        "info": info,
        "externalDocs": {"url": "/api", "description": "The same in Danish, for people"},
        "servers": [{"url": settings.base_url or "/"}],
        "paths": {each.path: {"get": _operation(each, answers.get(each.name))} for each in OPERATIONS},
        "components": {
            "schemas": parts,
            "responses": {str(status): _error(*said) for status, said in ERRORS.items()},
        },
    }


@cache
def examples() -> Json:
    """An answer of every operation, by its name; as it was given for the documents in corpus/, and shortened."""
    read: Json = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return read


class _Schemas(GenerateJsonSchema):
    """Without the titles that only repeat a field's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _schemas() -> tuple[dict[str, Json], Json]:
    """The schema of every operation's answer, by its name, and the parts to which they refer."""
    shaped = {each.name: each.gives for each in OPERATIONS if each.gives} | {"problem": shapes.Problem}
    found, rest = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(shape)) for name, shape in shaped.items()],
        ref_template="#/components/schemas/{model}",
        schema_generator=_Schemas,
    )
    parts: Json = rest["$defs"]
    for shape in filter(is_typeddict, vars(shapes).values()):
        for parent in filter(is_typeddict, get_original_bases(shape)):
            _inherit(parts[shape.__name__]["properties"], parts[parent.__name__]["properties"])
    return {name: schema for (name, _), schema in found.items()}, parts


def _inherit(fields: Json, parents: Json) -> None:
    """Describe *fields* as those of the parent are: pydantic finds the words below a field in its own class only."""
    for name, parent in parents.items():
        fields[name].setdefault("description", parent["description"])


def _operation(operation: Operation, schema: Json | None) -> Json:
    content: Json = {}
    if schema:
        content["application/json"] = {"schema": schema, "example": examples()[operation.name]}
    if operation.other:
        content[operation.other] = {"schema": {"type": "string"}}
    answer: Json = {"description": "What was found.", "content": content}
    if operation.is_paged:
        answer["headers"] = {"Link": {"description": PAGES, "schema": {"type": "string"}}}
    kept: Json = {} if operation is STATUS else {"304": {"description": UNCHANGED}}
    statuses = [status for status in ERRORS if status != 404 or "{id}" in operation.path]
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [_parameter(parameter) for parameter in operation.takes],
        "responses": {"200": answer, **kept}
        | {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses},
    }


def _parameter(parameter: Parameter) -> Json:
    return {
        "name": parameter.name,
        "in": "path" if parameter.in_path else "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": dict(parameter.schema),
        "example": parameter.example,
    }


def _error(meaning: str, problem: Problem) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema, "example": problems.body(problem)}}
    said: Json = {"description": meaning, "content": content}
    if problem.status in (429, 503):
        said["headers"] = {"Retry-After": {"description": WAIT, "schema": {"type": "integer", "minimum": 0}}}
    return said
