import pytest

from films.page.writing import writing_language


@pytest.mark.parametrize(
    ("text", "candidates", "language"),
    [
        ("The Sessions", ["en"], ""),
        ("القاهرة ٣٠", [], "ar"),
        ("جدایی نادر از سیمین", ["fa"], "fa"),
        ("千と千尋の神隠し", ["ja"], "ja"),
        ("花樣年華", ["yue"], "yue"),
        ("花樣年華", [], "zh"),
        ("기생충", [], "ko"),
        ("Иди и смотри", ["be", "de"], "be"),
        ("שואה", [], "he"),
        ("???", [], ""),
    ],
)
def test_writing_language_follows_the_letters(text, candidates, language):
    assert writing_language(text, candidates) == language
