"""The pictures beside options. What an address shows never changes, so a phone asks for it once."""

from __future__ import annotations

from flask import Response, abort

from app.extensions import db
from app.public.blueprint import blueprint
from surveys import pictures

_FOR_GOOD = "public, max-age=31536000, immutable"


@blueprint.get("/p/<sha:sha>")
def picture(sha: str) -> Response:
    found = pictures.stored(db.session, sha)  # type: ignore[arg-type]  # a scoped session
    if found is None:
        abort(404)
    return Response(found.content, mimetype=found.media_type, headers={"Cache-Control": _FOR_GOOD})
