import socket
import threading

import pytest

from config import cache as module
from config.cache import Breaker, ForgivingRedisCache


@pytest.fixture
def breaker(monkeypatch):
    found = Breaker(clock=lambda: found.now)
    found.now = 100.0
    monkeypatch.setattr(module, "breaker", found)
    return found


@pytest.fixture
def silent_server():
    """A server that takes connections and never answers, as a frozen Redis does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        connections = []
        threading.Thread(target=lambda: accept_all(server, connections), daemon=True).start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        for connection in connections:
            connection.close()


def accept_all(server, connections):
    try:
        while True:
            connections.append(server.accept()[0])
    except OSError:
        return


@pytest.fixture
def without_redis(breaker):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_breaker_opens_after_three_failures_and_asks_again_later(breaker):
    passes = []
    for _ in range(4):
        passes.append(breaker.lets_pass())
        breaker.failed()
    breaker.now += 4.9
    passes.append(breaker.lets_pass())
    breaker.now += 0.1
    passes.append(breaker.lets_pass())

    assert passes == [True, True, True, False, False, True]


def test_breaker_forgets_failures_after_a_success(breaker):
    for _ in range(3):
        breaker.failed()
    breaker.succeeded()

    assert breaker.lets_pass()


def test_cache_without_redis_is_an_empty_cache(without_redis):
    assert without_redis.get("key", "default") == "default"
    assert without_redis.set("key", 1) is None
    assert without_redis.add("key", 1) is True
    assert without_redis.touch("key") is False
    assert without_redis.delete("key") is False
    assert without_redis.has_key("key") is False
    assert without_redis.get_many(["key"]) == {}
    assert without_redis.set_many({"key": 1}) == []
    assert without_redis.delete_many(["key"]) is None
    assert without_redis.get_or_set("key", lambda: 5) == 5
    assert without_redis.clear() is None
    with pytest.raises(ValueError, match="not found"):
        without_redis.incr("key")


def test_cache_with_a_frozen_redis_gives_up_soon(breaker, silent_server):
    cache = ForgivingRedisCache(silent_server, {})

    assert cache.get("key", "default") == "default"
    assert breaker.failures == 1
