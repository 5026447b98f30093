import stat
from concurrent.futures import ThreadPoolExecutor

from config.secret_key import stored_key


def test_stored_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "data" / "secret_key"

    first = stored_key(path)

    assert len(first) >= 50
    assert stored_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_stored_key_asked_for_by_many_at_once_is_one(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(stored_key, [tmp_path / "secret_key"] * 8))

    assert len(found) == 1
