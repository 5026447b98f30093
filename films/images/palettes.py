"""The colours of drawn posters: three palettes for each of eleven genres.

tokens.css has the same colours under `data-pal="<genre>-<variant>"`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Ground, ink (the title; readable on ground and tone), spark (one bright part), tone."""

    ground: str
    ink: str
    spark: str
    tone: str


PALETTES: dict[str, tuple[Palette, Palette, Palette]] = {
    "science-fiction": (
        Palette("#123A4A", "#F3E7C9", "#FF6A3C", "#1F5B6E"),
        Palette("#E9DFC6", "#14303C", "#E2471D", "#C9BC98"),
        Palette("#0C2238", "#F6D9A6", "#F2A33A", "#1D3F61"),
    ),
    "horror": (
        Palette("#12120F", "#E9E2CE", "#C8240F", "#2A2A23"),
        Palette("#C9D152", "#14140F", "#14140F", "#AAB33A"),
        Palette("#2A1018", "#F0D9C2", "#E8421F", "#4A1C28"),
    ),
    "comedy": (
        Palette("#F5BE2C", "#1A140C", "#DB3A17", "#F09A1A"),
        Palette("#F3E6C8", "#1B2A57", "#E2431B", "#E7CF96"),
        Palette("#EF6B3A", "#22130C", "#FCE3B0", "#D95526"),
    ),
    "drama": (
        Palette("#7C1D2B", "#F6E1CF", "#F2A541", "#5E1220"),
        Palette("#E6DDCF", "#3A1218", "#C2311B", "#CDBFAA"),
        Palette("#23403B", "#F3E6CC", "#E9793A", "#33574F"),
    ),
    "romance": (
        Palette("#F2B8AE", "#3B0F1E", "#D2283A", "#F7D5CB"),
        Palette("#B2273B", "#FBE4D8", "#F7B39B", "#951A2D"),
        Palette("#F6E3D4", "#7A1730", "#E65A3F", "#EFC9B5"),
    ),
    "thriller": (
        Palette("#E7E3D8", "#131311", "#D1260E", "#B9B4A4"),
        Palette("#1D2A38", "#EFE9D8", "#F0B22E", "#2F4256"),
        Palette("#C4200A", "#F9EEDC", "#141110", "#9E1806"),
    ),
    "documentary": (
        Palette("#CBD5D1", "#15211F", "#D63A15", "#A6B5B0"),
        Palette("#26323A", "#E8EEEA", "#F2C14A", "#3A4A54"),
        Palette("#EDEBE2", "#1B1D1E", "#2F6F73", "#D2CFC2"),
    ),
    "history": (
        Palette("#BC3118", "#F8E9CF", "#1A1210", "#982510"),
        Palette("#565C30", "#F3E9CB", "#E8A33B", "#434923"),
        Palette("#E4D6B4", "#33200F", "#B5391B", "#CBB88C"),
    ),
    "adventure": (
        Palette("#17736B", "#FBEFCF", "#F5B53D", "#0F5A54"),
        Palette("#F0D9A8", "#123E3A", "#D94A1E", "#DDBE80"),
        Palette("#1F4D7A", "#FBEBC8", "#F3A03A", "#183C61"),
    ),
    "fantasy": (
        Palette("#362A57", "#EFE0F0", "#F4893F", "#4C3D74"),
        Palette("#F1D3DC", "#2E1C44", "#C83E68", "#E3B5C4"),
        Palette("#0F5B58", "#F2E9C9", "#F2B64A", "#1A7470"),
    ),
    "mystery": (
        Palette("#1B2431", "#E8DCC0", "#E4B23C", "#2D3A4C"),
        Palette("#D9D2C0", "#221A2B", "#8E2B4A", "#BFB59C"),
        Palette("#4A2338", "#F1DECB", "#F09A56", "#61334B"),
    ),
}

# Genres that editors use beside the eleven, and the one whose colours suit them.
KINDRED = {
    "action": "adventure",
    "animation": "comedy",
    "biography": "drama",
    "crime": "thriller",
    "family": "adventure",
    "film-noir": "mystery",
    "music": "romance",
    "musical": "romance",
    "sci-fi": "science-fiction",
    "sport": "adventure",
    "war": "history",
    "western": "adventure",
}


def palette_family(genre: str) -> str:
    """The family of palettes for a genre's name or slug; drama for one that has none."""
    slug = "-".join(genre.casefold().split())
    slug = KINDRED.get(slug, slug)
    return slug if slug in PALETTES else "drama"


def darker(colour: str, share: float) -> str:
    """The colour with `share` (0 to 1) of black mixed in."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(part - part * share):02X}" for part in parts)
