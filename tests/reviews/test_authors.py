import uuid

from reviews import authors


def test_recognise_keeps_the_secret_of_the_cookie():
    author = authors.recognise("x" * 43)
    assert (author.secret, author.is_new) == ("x" * 43, False)


def test_recognise_gives_strangers_different_secrets():
    first, second = authors.recognise(None), authors.recognise("junk")
    assert first.is_new
    assert second.is_new
    assert first.secret != second.secret


def test_recognise_gives_a_double_press_the_same_secret_twice():
    key = uuid.uuid4()
    first, second = authors.recognise(None, key=key), authors.recognise(None, key=key)
    assert first == second
    assert len(first.secret) == authors.SECRET_LENGTH


def test_author_key_is_no_secret():
    author = authors.recognise(None)
    assert len(author.key) == 64
    assert author.secret not in author.key
