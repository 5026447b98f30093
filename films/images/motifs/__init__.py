"""The thirty motifs of drawn posters, by the name that editors choose them by.

A motif fills a field 600 wide and `height` high, origin top left, in the four colours of the
palette. `seed` is a hash of the film, for the one motif that has two forms.
"""

from collections.abc import Callable

from films.images.motifs import figures, machines, nature, patterns, places
from films.images.palettes import Palette
from films.images.shapes import Shape

Motif = Callable[[float, Palette, int], list[Shape]]

MOTIFS: dict[str, Motif] = {
    "bars": patterns.bars,
    "box": figures.box,
    "clock": machines.clock,
    "crowd": figures.crowd,
    "duo": figures.duo,
    "eye": figures.eye,
    "fade": patterns.fade,
    "falls": nature.falls,
    "flames": nature.flames,
    "fog": figures.fog,
    "frames": patterns.frames,
    "hills": nature.hills,
    "lens": machines.lens,
    "mask": figures.mask,
    "moon": nature.moon,
    "overlap": patterns.overlap,
    "paddle": machines.paddle,
    "peaks": nature.peaks,
    "pipes": machines.pipes,
    "rails": places.rails,
    "rings": patterns.rings,
    "rockpool": nature.rockpool,
    "seven": patterns.seven,
    "shards": places.shards,
    "stairs": places.stairs,
    "steps": places.steps,
    "sunrise": nature.sunrise,
    "towers": places.towers,
    "waves": nature.waves,
    "wheel": machines.wheel,
}

# The three motifs that each family of palettes draws by lot.
FAMILY_MOTIFS: dict[str, tuple[str, str, str]] = {
    "science-fiction": ("towers", "moon", "rings"),
    "horror": ("stairs", "crowd", "shards"),
    "comedy": ("duo", "frames", "sunrise"),
    "drama": ("overlap", "sunrise", "flames"),
    "romance": ("overlap", "sunrise", "duo"),
    "thriller": ("rings", "bars", "frames"),
    "documentary": ("lens", "bars", "rings"),
    "history": ("steps", "flames", "rails"),
    "adventure": ("rails", "peaks", "waves"),
    "fantasy": ("moon", "flames", "box"),
    "mystery": ("fog", "frames", "lens"),
}
