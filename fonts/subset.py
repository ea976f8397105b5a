#!/usr/bin/env python3
"""Makes the two fonts of the sharing cards from Debian's fonts-noto-cjk. Needs fonttools and brotli (pip).

python3 fonts/subset.py        writes serif-bold.otf.br and sans-bold.otf.br beside this file

The serif holds the 2,350 syllables of KS X 1001, which is what nearly every Korean text is written with; the sans holds
all 11,172, so that a rare one is still drawn. Both hold Latin with its accents.
"""
from io import BytesIO
from pathlib import Path

import brotli
from fontTools import subset
from fontTools.ttLib import TTCollection

FOLDER = "/usr/share/fonts/opentype/noto"
SIGNS = "–—‘’“”…•€₩¥「」『』《》〈〉、。·→，"
LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {ord(sign) for sign in SIGNS}
JAMO = set(range(0x3131, 0x3164))


def common_syllables():
    codes = (bytes([high, low]) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return {ord(code.decode("euc-kr")) for code in codes}


def make(source, target, syllables):
    fonts = TTCollection(f"{FOLDER}/{source}.ttc").fonts
    font = next(font for font in fonts if font["name"].getDebugName(1).endswith("CJK KR"))
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["BASE", "vhea", "vmtx", "VORG", "GSUB", "GPOS", "GDEF", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN | JAMO | syllables)
    subsetter.subset(font)
    made = BytesIO()
    font.save(made)
    packed = brotli.compress(made.getvalue(), quality=11, lgwin=22)
    (Path(__file__).parent / target).write_bytes(packed)
    print(f"{target}: {len(packed)} bytes, {len(made.getvalue())} when opened")


make("NotoSerifCJK-Bold", "serif-bold.otf.br", common_syllables())
make("NotoSansCJK-Bold", "sans-bold.otf.br", set(range(0xAC00, 0xD7A4)))
