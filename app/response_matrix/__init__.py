"""The matrix of comments and responses as a file: DOCX, XLSX or PDF, for the agency and, once public, for everybody."""

from __future__ import annotations

from app.response_matrix.content import sheet_of
from app.response_matrix.files import is_slow, parts, prepare, send

__all__ = ["is_slow", "parts", "prepare", "send", "sheet_of"]
