"""Owns what a page may use instead of globals: reading, changing, long jobs, messages, other pages by name.

It sees the desk only through the protocol `Desk`; no page, and nothing here, knows a database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from skilling.domain.problems import Refused
from ui.background import Background, Token
from ui.bus import Bus
from ui.preferences import Preferences
from ui.theme import Theme
from ui.undoing import Step, Undoing

if TYPE_CHECKING:
    from ui.childjob import ChildJob

P = ParamSpec("P")
T = TypeVar("T")


class Done(Protocol):
    """A change that was committed."""

    @property
    def value(self) -> Any: ...
    @property
    def change_id(self) -> int | None: ...
    @property
    def touched(self) -> frozenset[str]: ...
    @property
    def sentence(self) -> str: ...


class Desk(Protocol):
    """The records, as the window sees them. May be called from any thread."""

    @property
    def location(self) -> str: ...
    @property
    def address(self) -> str: ...
    def read(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> T: ...
    def change(self, actor: str, action: str, function: Callable[..., Any], /, *args: Any) -> Done: ...
    def take_back(self, actor: str, change_id: int, /) -> Done: ...


Said = str | Callable[[Done], str] | None
"""What to say after a change: a sentence, a function of the `Done`, "" for nothing, None for the desk's
sentence.
"""


class Context(QObject):
    """Handed to every page by the window."""

    def __init__(
        self,
        *,
        theme: Theme,
        preferences: Preferences,
        bus: Bus,
        readers: Background,
        writer: Background,
        actor: str,
        desk: Desk | None = None,
    ) -> None:
        """Without a desk at first: the window is painted before the database layer is loaded."""
        super().__init__()
        self.theme, self.preferences, self.bus, self.actor = theme, preferences, bus, actor
        self._desk = desk
        self.readers, self.writer = readers, writer
        self.undoing = Undoing()
        self._jobs: list[ChildJob] = []
        writer.waited.connect(bus.waited)

    @property
    def desk(self) -> Desk:
        """The open desk; using it before `use_desk` is a bug."""
        if self._desk is None:
            raise RuntimeError("No desk is open yet.")
        return self._desk

    @property
    def is_open(self) -> bool:
        """Whether there is a desk."""
        return self._desk is not None

    @property
    def location(self) -> str:
        """What is open, in words; nothing while nothing is."""
        return self._desk.location if self._desk is not None else ""

    def use_desk(self, desk: Desk) -> None:
        """Opens the desk, or another one: nothing of the one before can be undone any more."""
        self._desk = desk
        self.undoing = Undoing()
        self.bus.undone.emit()

    # Reading

    def read(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(session, *args)` here and now. Only for what takes under 16 ms: one record, a page."""
        return self.desk.read(function, *args, **kwargs)

    def read_later(
        self,
        function: Callable[..., T],
        *args: Any,
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        token: Token | None = None,
    ) -> Token:
        """`then(function(session, *args))` when a reader has it. With the token cancelled it never lands."""
        return self.readers.submit(lambda: self.desk.read(function, *args), then, failed or self._on_problem, token)

    # Changing

    def change(
        self,
        action: str,
        function: Callable[..., Any],
        *args: Any,
        then: Callable[[Done], object] | None = None,
        refused: Callable[[Refused], object] | None = None,
        broke: Callable[[], object] | None = None,
        said: Said = None,
    ) -> None:
        """`function(change, *args)` in one transaction on the writer; then the news, the toast with Undo,
        `then(done)`.

        `action` is dotted and past: `cohort.closed`. A `Refused` goes to `refused`, else to the person. A bug is shown as
        every bug is, and `broke` lets go of what waited for the answer: nothing was changed.
        """

        def on_done(done: Done) -> None:
            self.record(done, said)
            if then is not None:
                then(done)

        def on_problem(problem: Exception) -> None:
            if refused is not None and isinstance(problem, Refused):
                refused(problem)
            else:
                self._on_problem(problem)
                if broke is not None and not isinstance(problem, Refused):
                    broke()

        self.writer.submit(lambda: self.desk.change(self.actor, action, function, *args), on_done, on_problem)

    def record(self, done: Done, said: Said = None) -> None:
        """Takes in a change that was made elsewhere, in a child process say: undo, refresh, the toast.

        Where nothing had to be changed there is nothing to undo and nothing to say.
        """
        if done.change_id is None:
            return
        self.undoing.did(Step(done.change_id, done.sentence))
        self.bus.undone.emit()
        self.bus.changed.emit(done.touched)
        sentence = said(done) if callable(said) else done.sentence if said is None else said
        if sentence:
            self.say(sentence, undo=done.change_id)

    def undo(self, change_id: int | None = None) -> None:
        """Takes back the last change, or the one of that id."""
        step = self.undoing.next_undo if change_id is None else self.undoing.of(change_id)
        if step is not None:
            self._take_back(step, self.undoing.undid, QCoreApplication.translate("Context", "Undone: {what}"))

    def redo(self) -> None:
        """Makes what was undone last stand again."""
        step = self.undoing.next_redo
        if step is not None:
            self._take_back(step, self.undoing.redid, QCoreApplication.translate("Context", "Redone: {what}"))

    def _take_back(self, step: Step, moved: Callable[[Step, int], None], sentence: str) -> None:
        def on_done(done: Done) -> None:
            if done.change_id is None:
                raise RuntimeError("A reversal changes something, or it is refused.")
            moved(step, done.change_id)
            self.bus.undone.emit()
            self.bus.changed.emit(done.touched)
            self.say(sentence.format(what=step.sentence) if step.sentence else done.sentence)

        def on_problem(problem: Exception) -> None:
            self.undoing.gave_up(step)
            self.bus.undone.emit()
            self._on_problem(problem)

        self.writer.submit(lambda: self.desk.take_back(self.actor, step.change_id), on_done, on_problem)

    # Long jobs

    def job(self, parent: QObject | None = None) -> ChildJob:
        """A child process of its own for imports, packs and exports; it ends with `parent` and with the
        window.
        """
        from ui.childjob import ChildJob

        job = ChildJob(self.desk.address, self)
        self._jobs.append(job)
        if parent is not None:
            parent.destroyed.connect(job.cancel)
        return job

    # The person

    def open_page(self, name: str, **where: Any) -> None:
        """Goes to the page of that name; `where` reaches its `opened`: a record's id, a filter, a file."""
        self.bus.opened.emit(name, where)

    def say(self, text: str, undo: int | None = None) -> None:
        """One sentence in a toast, with an Undo button when `undo` is the id of a change."""
        self.bus.said.emit(text, undo)

    def refuse(self, refused: Refused) -> None:
        """Shows why a rule said no, where no field or cell can show it."""
        self.bus.refused.emit(refused)

    def note(self, text: str) -> None:
        """A passing line in the status bar."""
        self.bus.noted.emit(text)

    def close(self) -> None:
        """Ends child processes and waits for what is being written."""
        for job in self._jobs:
            job.close()
        self.writer.close()
        self.readers.close()

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refuse(problem)
        else:
            self.bus.failed.emit(problem)
