"""What a rough word means where it stands: at somebody, of a thing, of oneself, heard from others, or a name.

Looks at the few words around it in its own sentence, so nothing elsewhere in the text makes it harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveys.abuse_spelling import Token
from surveys.abuse_vocabulary import INSULT, MILD, Hit, Vocabulary

_NEAR = 5  # words on each side that may show an innocent meaning
_HEARD = 4  # words before a quoted insult where "bilang" stands
_DENIED = 5  # words before it that deny it of oneself


def judged(known: Vocabulary, said: Sequence[Token], at: int, length: int, hit: Hit) -> tuple[int, bool] | None:
    """The severity of the entry at a token, and whether it is aimed at somebody; nothing where it is innocent."""
    place = _Place(known, said, at, length)
    word = hit.entry.form
    aimed = hit.aimed or place.aimed()
    if place.is_name(word) or (not aimed and not place.compared() and place.innocent(word)):
        return None
    if hit.entry.severity > INSULT:
        return hit.entry.severity, aimed
    if place.heard() or (not hit.aimed and place.of_oneself()):
        return MILD, False
    if hit.entry.severity == MILD or aimed or place.disguised():
        return hit.entry.severity, aimed and word not in known.roles["criticism"]
    return (MILD if place.harmless(word) else INSULT), False


class _Place:
    def __init__(self, known: Vocabulary, said: Sequence[Token], at: int, length: int) -> None:
        sentence = said[at].sentence
        self.roles, self.meanings = known.roles, known.innocent
        self.tokens = said[at : at + length]
        self.previous = said[at - 1] if at else None
        self.next = said[at + length] if at + length < len(said) else None
        first = max(0, at - _NEAR)
        self.before = [token.form for token in said[first:at] if token.sentence == sentence]
        self.after = [token.form for token in said[at + length : at + length + _NEAR] if token.sentence == sentence]

    def disguised(self) -> bool:
        return any(token.disguised for token in self.tokens)

    def aimed(self) -> bool:
        """A word for "you" beside it with only small words between, or "dasar" before it."""
        return (
            self._beside(self.before) in self.roles["aims"]
            or self._beside(self.after) in self.roles["aims"]
            or "dasar" in self.before[-2:]
        )

    def compared(self) -> bool:
        return bool(self.before) and self.before[-1] in self.roles["likenesses"]

    def innocent(self, word: str) -> bool:
        return not self.meanings.get(word, frozenset()).isdisjoint([*self.before, *self.after])

    def is_name(self, word: str) -> bool:
        """A place that is called so, or a person whose name the list says it may be."""
        if not self.previous or not self.tokens[0].capital or self.disguised():
            return False
        if self.previous.form in self.roles["places"]:
            return self.previous.capital or not self.next or self.next.sentence != self.tokens[0].sentence
        may_be = word in self.roles["names"] and self.previous.form in self.roles["titles"]
        return may_be and self.next is not None and self.next.capital

    def heard(self) -> bool:
        """Somebody said it of the writer: "petugas bilang saya goblok", '"bego lu" kata satpamnya'."""
        window = self.before[-_HEARD:]
        for back, word in enumerate(reversed(window)):
            if word in self.roles["reports"]:
                earlier, between = self.before[: len(self.before) - 1 - back], window[len(window) - back :]
                own = bool(earlier) and earlier[-1] in self.roles["selves"] and not word.startswith("di")
                of_others = not (self.roles["persons"] - self.roles["aims"]).isdisjoint(between)
                return not own and not of_others and self.roles["deserving"].isdisjoint(earlier[-2:])
        for place, word in enumerate(self.after[:2]):
            if word in self.roles["sayings"]:
                return not self.roles["tellers"].isdisjoint(self.after[place + 1 : place + 3])
        return False

    def of_oneself(self) -> bool:
        """ "Saya memang bodoh", "kami bukan orang tolol"."""
        beside = self._beside(self.before)
        introduced = self.roles["opinions"].isdisjoint(self.before[-4:])
        if beside in self.roles["selves"] and introduced:
            return True
        near = self.before[-_DENIED:]
        return not (self.roles["selves"].isdisjoint(near) or self.roles["denials"].isdisjoint(near))

    def harmless(self, word: str) -> bool:
        """An animal that is just named, a foolish rule."""
        if word in self.roles["creatures"]:
            return not (self.compared() or (self.before and self.before[-1] in self.roles["officials"]))
        if word in self.roles["animals"]:
            return not self._at_person()
        if word not in self.roles["foolish"]:
            return False
        near = [*self.before[-3:], *self.after[:3]]
        return not self.roles["things"].isdisjoint(near) and self.roles["persons"].isdisjoint(near)

    def _at_person(self) -> bool:
        """Somebody stands beside, with nothing but small words between, it is cried out, or there is nothing else."""
        beside = (self._beside(self.before), self._beside(self.after))
        cried = bool(self.after) and self.after[0] in self.roles["cries"]
        return any(word in self.roles["persons"] for word in beside) or cried or not (self.before or self.after)

    def _beside(self, words: Iterable[str]) -> str:
        ordered = reversed([*words]) if words is self.before else words
        return next((word for word in ordered if word not in self.roles["fillers"]), "")
