"""Staff accounts."""

from flask import Blueprint, Flask

blueprint = Blueprint("auth", __name__, url_prefix="/office")


def prepare(app: Flask) -> None:
    pass
