import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import languages

# What a visitor might write about a film, in every language that the brief of the site names.
REVIEWS = {
    "de": """Ich habe diesen Film gestern Abend mit meiner Mutter gesehen, und wir waren beide
        begeistert. Die Musik ist wunderbar, nur der Anfang zieht sich ein wenig. Trotzdem würde
        ich ihn jederzeit wieder anschauen.""",
    "en": """I went in expecting very little and came out a different person. The two leads are
        wonderful together, and the script never once feels sorry for them.""",
    "fr": """Je ne m'attendais pas à rire autant devant un tel sujet. Les acteurs sont formidables
        et la mise en scène reste toujours très juste, même si la fin m'a semblé un peu longue.""",
    "es": """No me esperaba una película tan divertida con un tema tan serio. Los actores están muy
        bien y la historia te atrapa desde el principio, aunque el final es un poco largo.""",
    "it": """Non mi aspettavo di ridere così tanto con un tema del genere. Gli attori sono
        bravissimi e la storia ti prende fin dall'inizio, anche se il finale è un po' troppo
        lungo.""",
    "pt": """Não esperava rir tanto com um tema destes. Os atores estão muito bem e a história
        prende desde o início, embora o final seja um pouco longo demais para o meu gosto.""",
    "nl": """Ik had niet verwacht dat ik zo hard zou lachen om zo'n onderwerp. De acteurs zijn heel
        goed en het verhaal pakt je meteen, al duurt het einde wel een beetje te lang.""",
    "sv": """Jag hade inte väntat mig att få skratta så mycket åt ett sådant ämne. Skådespelarna är
        mycket bra och man dras in från början, även om slutet är lite för långt.""",
    "da": """Jeg havde ikke regnet med at komme til at grine så meget af sådan et emne.
        Skuespillerne er virkelig gode, og man bliver fanget fra starten, selvom slutningen er
        lidt for lang.""",
    "nb": """Jeg hadde ikke trodd at jeg kom til å le så mye av et slikt tema. Skuespillerne er
        veldig gode, og man blir fanget fra starten av, selv om slutten er litt for lang.""",
    "fi": """En odottanut, että nauraisin näin paljon tällaiselle aiheelle. Näyttelijät ovat todella
        hyviä ja tarina vie mukanaan heti alusta, vaikka loppu on ehkä vähän liian pitkä.""",
    "pl": """Nie spodziewałem się, że będę się tak śmiał na filmie o czymś takim. Aktorzy są
        świetni, a historia wciąga od samego początku, choć zakończenie jest trochę za długie.""",
    "cs": """Nečekal jsem, že se u takového tématu budu tolik smát. Herci jsou skvělí a příběh vás
        vtáhne hned od začátku, i když konec je na můj vkus trochu příliš dlouhý.""",
    "hu": """Nem számítottam rá, hogy ennyit fogok nevetni egy ilyen témán. A színészek nagyon jók,
        és a történet már az elején magával ragad, bár a vége egy kicsit hosszú volt.""",
    "ro": """Nu mă așteptam să râd atât de mult la un asemenea subiect. Actorii sunt foarte buni și
        povestea te prinde încă de la început, deși sfârșitul este puțin cam lung.""",
    "tr": """Böyle bir konuda bu kadar güleceğimi hiç beklemiyordum. Oyuncular gerçekten çok iyi ve
        hikâye daha baştan sizi içine çekiyor, ama sonu bana biraz uzun geldi.""",
    "ru": """Я не ожидал, что буду так смеяться над фильмом на такую тему. Актёры просто
        замечательные, и история захватывает с самого начала, хотя конец немного затянут.""",
    "uk": """Я не очікувала, що так сміятимуся над фільмом на таку тему. Актори просто чудові, і
        історія захоплює від самого початку, хоча кінець трохи затягнутий.""",
    "el": """Δεν περίμενα να γελάσω τόσο πολύ με ένα τέτοιο θέμα. Οι ηθοποιοί είναι υπέροχοι και η
        ιστορία σε κερδίζει από την αρχή, αν και το τέλος είναι λίγο μεγάλο.""",
    "he": """לא ציפיתי לצחוק כל כך הרבה בסרט על נושא כזה. השחקנים נהדרים והסיפור סוחף כבר מההתחלה,
        גם אם הסוף קצת ארוך מדי.""",
    "ar": """لم أكن أتوقع أن أضحك كل هذا الضحك في فيلم عن موضوع كهذا. الممثلون رائعون والقصة تشدك من
        البداية، لكن النهاية كانت طويلة بعض الشيء.""",
    "fa": """انتظار نداشتم که با چنین موضوعی این قدر بخندم. بازیگران خیلی خوب هستند و داستان از همان
        اول آدم را جذب می‌کند، اما پایان آن کمی طولانی بود.""",
    "ja": (
        "こんな題材でこれほど笑うとは思いませんでした。俳優たちは素晴らしく、物語にも最初"
        "から引き込まれます。"
    ),
    "zh": (
        "没想到这样的题材也能让我笑成这样。演员都非常出色，故事从一开始就很吸引人，只是结尾有点长。"
    ),
    "ko": (
        "이런 소재로 이렇게 많이 웃게 될 줄은 몰랐습니다. 배우들이 정말 훌륭하"
        "고 이야기도 처음부터 빠져들게 됩니다."
    ),
    "hi": """मुझे उम्मीद नहीं थी कि ऐसे विषय पर मैं इतना हँसूँगा। अभिनेता बहुत अच्छे हैं और कहानी
        शुरू से ही बाँध लेती है, हालाँकि अंत थोड़ा लंबा है।""",
    "th": ("ไม่คิดเลยว่าจะหัวเราะได้มากขนาดนี้กับหนังที่พูดถึงเรื่องแบบนี้ นักแสดงทุกคนเล่นดีมาก"),
}
# Neighbours that must not be taken for one of the above.
NEIGHBOURS = {
    "af": """Ek het nie verwag dat ek so baie sou lag oor so 'n onderwerp nie. Die akteurs is baie
        goed en die storie gryp jou van die begin af.""",
    "be": """Я не чакаў, што буду так смяяцца з фільма на такую тэму. Акцёры вельмі добрыя, і
        гісторыя захапляе ад самага пачатку.""",
    "bg": """Не очаквах да се смея толкова много на филм с такава тема. Актьорите са чудесни и
        историята те грабва още от самото начало.""",
    "ca": """No m'esperava riure tant amb un tema així. Els actors són molt bons i la història
        t'atrapa des del principi, encara que el final és una mica llarg.""",
    "mr": """अशा विषयावर मी इतका हसेन असे मला वाटले नव्हते. सर्व कलाकार खूप चांगले आहेत आणि कथा
        सुरुवातीपासून तुम्हाला धरून ठेवते.""",
    "sk": """Nečakal som, že sa pri takejto téme budem toľko smiať. Herci sú veľmi dobrí a príbeh
        vás vtiahne hneď od začiatku, aj keď koniec je trochu dlhý.""",
    "sr": """Нисам очекивао да ћу се толико смејати филму са оваквом темом. Глумци су заиста одлични
        и прича вас увуче већ од самог почетка.""",
    "ur": """مجھے امید نہیں تھی کہ ایسے موضوع پر میں اتنا ہنسوں گا۔ اداکار بہت اچھے ہیں اور کہانی
        شروع ہی سے باندھ لیتی ہے۔""",
}


@pytest.mark.parametrize("tag", [*REVIEWS, *NEIGHBOURS])
def test_detect_knows_a_review_of_thirty_words(tag):
    """F15"""
    assert languages.detect({**REVIEWS, **NEIGHBOURS}[tag]) == tag


@pytest.mark.parametrize("tag", REVIEWS)
def test_detect_of_a_first_sentence_is_right_or_silent(tag):
    """F15: however little is written, no false language is given."""
    beginnings = REVIEWS[tag].replace("。", ". ").split()
    for count in range(1, len(beginnings)):
        assert languages.detect(" ".join(beginnings[:count])) in {"", tag}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10/10 !!! 👍👍",
        "Das ist ein Film",
        "I don't like it",
        "Это очень хороший фильм",
        "とても良い映画",
        "หนังดีมากเลย",
        "ja ja ja ja ja ja ja ja",
        "The Cabinet of Dr Caligari",
        "Buster Keaton Charlie Chaplin Harold Lloyd Max Linder",
        "lol omg wtf 😂 ftw imho",
    ],
)
def test_detect_of_too_little_is_unset(text):
    """F15: four words or fewer, and words that belong to no language."""
    assert languages.detect(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "I loved the whole film from the start. Ich fand den ganzen Film von Anfang an schön.",
        "Это очень хороший фильм, я смотрел его два раза. I have seen it twice, it is very good.",
        "Film je bio odličan, a glumci su vrlo dobri, ali kraj mi se nije nimalo svidio.",
        "Ngiyayithanda le filimu, abadlali bahle kakhulu futhi indaba imnandi kusukela ekuqaleni.",
    ],
)
def test_detect_of_mixed_or_doubtful_words_is_unset(text):
    """F15: two languages at once, Bosnian-Croatian-Serbian, a language without a list."""
    assert languages.detect(text) == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Das ist mein Lieblingsfilm von ihm, noch vor „The General“ und vor allem anderen", "de"),
        ("《The Intouchables》是我今年看过的最好的电影之一", "zh"),
        ("Фильм The General я смотрел уже не один раз и ещё посмотрю", "ru"),
        ("DER BESTE FILM, DEN ICH IN DIESEM JAHR GESEHEN HABE", "de"),
        ("C’était le meilleur film que j’aie vu depuis très longtemps", "fr"),
    ],
)
def test_detect_looks_past_titles_and_capitals(text, tag):
    """F15"""
    assert languages.detect(text) == tag


@given(st.text(max_size=60))
def test_detect_answers_any_text(text):
    assert languages.detect(text) == "" or languages.name(languages.detect(text))


@pytest.mark.parametrize(
    ("tag", "name"),
    [("de", "Deutsch"), ("fr", "Français"), ("ja", "日本語"), ("sh", "sh"), ("xx", "xx"), ("", "")],
)
def test_name_is_the_languages_own(tag, name):
    assert languages.name(tag) == name


def test_function_words_are_those_of_the_language():
    words = languages.function_words("de")

    assert {"trotzdem", "diese"} <= words
    assert "should" not in words


def test_function_words_of_an_unknown_language_are_all():
    assert {"trotzdem", "should", "cependant", "когда"} <= languages.function_words("")
