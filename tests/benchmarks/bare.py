"""The yardstick: the least that a Flask app must do for a visit. No rule, no promise is kept here.

A static form, one raw insert, a static thank-you page, on the server that Suara runs on. What Suara costs
is told as a ratio to this, in the same run, since the machine's own speed comes and goes.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import uuid
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, redirect, request

FORM = Path(os.environ["BARE_FORM"]).read_text(encoding="utf-8")
URL = os.environ["BARE_DATABASE"]
INSERT = {
    "sqlite": "INSERT INTO bare (id, answers) VALUES (?, ?)",
    "postgresql": "INSERT INTO bare (id, answers) VALUES (%s, %s)",
}
kind = "sqlite" if URL.startswith("sqlite") else "postgresql"
local = threading.local()
app = Flask(__name__)


def connection() -> Any:
    if not hasattr(local, "connection"):
        if kind == "sqlite":
            local.connection = sqlite3.connect(URL.removeprefix("sqlite:///"), timeout=30, isolation_level=None)
            local.connection.execute("PRAGMA synchronous=FULL")
        else:
            local.connection = psycopg.connect(URL.replace("+psycopg", ""), autocommit=True)
    return local.connection


@app.get("/s/bare")
def form() -> str:
    return FORM


@app.post("/s/bare")
def send() -> Any:
    connection().execute(INSERT[kind], (uuid.uuid4().hex, json.dumps(request.form.to_dict())))
    return redirect("/thanks", 303)


@app.get("/thanks")
def thanks() -> str:
    return "<!DOCTYPE html><title>Terima kasih</title><h1>Terima kasih</h1>"
