"""Redis as a cache that the site can lose at any moment without a visitor seeing an error.

Django's own RedisCache turns a Redis that is down into an error page, and a frozen one into five
seconds of waiting first. Here each call gives up after a quarter of a second and then acts as an
empty cache; after three failures Redis is left alone for five seconds.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

WAIT = 0.25  # seconds for connecting, and for each answer
FAILURES, REST = 3, 5.0  # failures in a row, then seconds without asking

logger = logging.getLogger(__name__)


class Breaker:
    """Counts failures in a row and says when it is time to ask again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.failures = 0
        self.closed_at = 0.0

    def lets_pass(self) -> bool:
        return self.failures < FAILURES or self.clock() >= self.closed_at

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self) -> None:
        self.failures += 1
        self.closed_at = self.clock() + REST


breaker = Breaker()


class ForgivingRedisCache(RedisCache):
    """Django's RedisCache, except that without Redis it answers as Django's DummyCache would."""

    _options: dict[str, Any]

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._options |= {
            "socket_connect_timeout": WAIT,
            "socket_timeout": WAIT,
            "retry": Retry(NoBackoff(), 0),
        }

    def _ask(self, answer: Callable[[], Any], otherwise: Any) -> Any:
        if not breaker.lets_pass():
            return otherwise
        try:
            found = answer()
        except (RedisError, OSError) as error:
            breaker.failed()
            logger.warning("Redis does not answer: %s", type(error).__name__)
            return otherwise
        breaker.succeeded()
        return found

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._ask(
            lambda: super(ForgivingRedisCache, self).get(key, default, version), default
        )

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), None)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).touch(*args, **kwargs), False)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), False)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return self._ask(lambda: super(ForgivingRedisCache, self).get_many(*args, **kwargs), {})

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).has_key(*args, **kwargs), False)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        found = self._ask(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), None)
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return found

    def set_many(self, *args: Any, **kwargs: Any) -> list[str]:
        return self._ask(lambda: super(ForgivingRedisCache, self).set_many(*args, **kwargs), [])

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._ask(lambda: super(ForgivingRedisCache, self).delete_many(*args, **kwargs), None)

    def clear(self) -> None:
        self._ask(lambda: super(ForgivingRedisCache, self).clear(), None)
