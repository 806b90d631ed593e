"""oversight pages."""

from flask import Blueprint

blueprint = Blueprint("oversight", __name__, url_prefix="/office/oversight")
