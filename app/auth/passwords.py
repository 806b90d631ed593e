"""Passwords: which are good enough, and hashing a few at a time.

A hash takes 64 MiB and a tenth of a second. Two at a time and a third in line keep a small server's
memory, and one of its four threads for citizens, while somebody tries out passwords.
"""

from __future__ import annotations

import contextlib
import threading
import unicodedata
from collections.abc import Iterator

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5  # characters; "aaaaaaaaaaaa" and "121212121212" have fewer
AT_ONCE = 2
IN_LINE = 3  # those two included
LONGEST_WAIT = 1.0  # seconds

# Long enough to pass the length rule, and tried first by everybody who guesses.
COMMON = frozenset(
    {
        "1234567890ab", "123456789012", "1234567890123", "12345678910111", "1q2w3e4r5t6y", "1qaz2wsx3edc",
        "abcdefghijkl", "abcdefgh1234", "adminadmin12", "administrator", "administrator1", "bismillah123",
        "bismillah1234", "changeme1234", "indonesia123", "indonesia1234", "indonesia1945", "indonesiaraya",
        "iloveyou1234", "katasandi123", "katasandi1234", "katasandikatasandi", "letmein12345", "merdeka12345",
        "merdeka17081945", "password1234", "password12345", "passwordpassword", "pelayanan123", "p@ssw0rd1234",
        "qwerty123456", "qwertyuiop12", "qwertyuiop123", "qwertyuiopas", "rahasia12345", "rahasiarahasia",
        "selamatpagi1", "suarasuara12", "terimakasih1", "terimakasih123", "welcome12345",
    }
)  # fmt: skip

# The hash of 32 random bytes that nobody kept, with today's parameters: an unknown address costs the same time.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$wMcz8SY20AZG8dFRCFQo3Q$ONhsAGvRt0riouFcCpU8LNWHdA+wcyCLqCYduLYz9iE"

_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, type=Type.ID)  # RFC 9106, second choice
_turns = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(IN_LINE)


class TooBusy(Exception):
    """Too many passwords are being checked in this process; nothing was checked."""


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """A turn to hash or verify. Raises TooBusy when the line is full, or none comes free within LONGEST_WAIT."""
    with _taken(_places, wait=0), _taken(_turns, wait=LONGEST_WAIT):
        yield


@contextlib.contextmanager
def _taken(semaphore: threading.Semaphore, wait: float) -> Iterator[None]:
    if not semaphore.acquire(timeout=wait):
        raise TooBusy
    try:
        yield
    finally:
        semaphore.release()


def hashed(password: str) -> str:
    """The argon2id hash of `password`. Call it inside a `turn()` and outside of a write transaction."""
    return _hasher.hash(_normal(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind the hash; takes as long when there is none. Call it like `hashed`."""
    try:
        _hasher.verify(stored or NOBODY, _normal(password))
    except VerifyMismatchError:
        return False
    return stored is not None


def problem_with(password: str, email: str) -> str | None:
    """The code of what is wrong with a new password (see words.PASSWORD_PROBLEMS), or None."""
    plain = _normal(password).casefold()
    if not plain:
        return "missing"
    if len(plain) < SHORTEST:
        return "too-short"
    if len(plain) > LONGEST:
        return "too-long"
    if plain == email.casefold():
        return "is-email"
    if plain in COMMON or len(set(plain)) < FEWEST_DIFFERENT:
        return "too-common"
    return None


def _normal(password: str) -> str:
    """One form for what keyboards spell differently, as NIST SP 800-63B asks."""
    return unicodedata.normalize("NFKC", password)
