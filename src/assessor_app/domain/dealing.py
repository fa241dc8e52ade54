"""Dealing oral questions from a pool, the same ones for the same seed, for ever."""

import hashlib

from assessor_app.domain.form import Form, Pool, Question


def deal(form: Form, seed: int) -> tuple[Question, ...]:
    """The questions this learner is asked, pool by pool, in the pool's own order.

    The order of a pool's questions is taken by SHA-256 of seed, pool id and question id, so that no library's
    random generator has a say in what a record means years later.
    """
    return tuple(question for pool in form.pools for question in _dealt(pool, seed))


def _dealt(pool: Pool, seed: int) -> tuple[Question, ...]:
    def drawn(question: Question) -> tuple[bool, bytes]:
        token = f"{seed}/{pool.id}/{question.id}".encode()
        return question.id not in pool.always, hashlib.sha256(token).digest()

    chosen = {question.id for question in sorted(pool.questions, key=drawn)[: pool.ask]}
    return tuple(question for question in pool.questions if question.id in chosen)
