"""A search through many texts that are asked for one lot after another, as a job that is shown and can be cancelled."""

from __future__ import annotations

from concurrent.futures import Future

from desk.ui.work import Job, Progress, Step, Work


class Underway:
    """So many texts are looked through; `job` is for whoever shows it, and `end` has to be called when it is over."""

    def __init__(self, work: Work, texts: int) -> None:
        self._texts = texts
        self._over: Future[None] = Future()
        self.job: Job = work.follow(self._over)

    @property
    def cancelled(self) -> bool:
        """Whether somebody wants no more of it."""
        return self.job.cancelled

    def tell(self, left: int) -> None:
        """So many texts are left."""
        Progress(self.job).tell(Step(self._texts - left, self._texts))

    def end(self) -> None:
        """It is over."""
        if not self._over.done():
            self._over.set_result(None)
