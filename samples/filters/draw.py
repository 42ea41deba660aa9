#!/usr/bin/env python3
"""Draws house.png, the picture that the samples of the classic 3x3 filters work on. Needs Pillow and numpy.

    python3 draw.py [house.png]

Everything a filter can show is somewhere in it: smooth gradients (sky, sun, hill), straight edges in many directions
(roof, walls, fence, path), thin lines (window bars, bricks, rays), lettering (the sign), regular texture (tiles, bricks),
irregular texture (grass) and a little noise all over. The seed is fixed: the picture comes out the same each time.
"""
import math
import os
import random
import sys

import numpy as np
from PIL import Image, ImageDraw

W, H = 192, 128
S = 4  # drawn four times as large, then reduced, so that slanted edges are smooth

# 3x5 letters, drawn pixel by pixel at the final size: they must stay sharp
LETTERS = {
    "C": ["111", "100", "100", "100", "111"],
    "N": ["1001", "1101", "1011", "1001", "1001"],
}


def sky():
    """From deep blue above to a pale horizon, with the glow of the sun."""
    y, x = np.mgrid[0:H * S, 0:W * S] / S
    t = np.clip(y / 88, 0, 1)[..., None]
    colour = (1 - t) * np.array([58, 128, 214]) + t * np.array([214, 234, 250])
    glow = np.exp(-(((x - 160) ** 2 + (y - 25) ** 2) / 900))[..., None]
    colour = colour + glow * (np.array([255, 240, 190]) - colour) * 0.75
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8), "RGB")


def scaled(*points):
    return [(x * S, y * S) for x, y in points]


def cloud(image, x, y, size):
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for dx, dy, r in ((-11, 1, 6), (-4, -3, 8), (5, -1, 7), (12, 2, 5)):
        cx, cy, rr = x + dx * size, y + dy * size, r * size
        draw.ellipse(scaled((cx - rr, cy - rr), (cx + rr, cy + rr)), fill=(255, 255, 255, 255))
    draw.rectangle(scaled((x - 20 * size, y + 4 * size), (x + 20 * size, y + 12 * size)), fill=(0, 0, 0, 0))
    image.paste(layer, (0, 0), layer)


def sun(draw, x, y):
    for i in range(12):
        a = i * math.pi / 6
        draw.line(scaled((x + 14 * math.cos(a), y + 14 * math.sin(a)), (x + 20 * math.cos(a), y + 20 * math.sin(a))),
                  fill=(255, 214, 64), width=int(1.6 * S))
    for r in range(11 * S, 0, -1):
        t = r / (11 * S)
        draw.ellipse((x * S - r, y * S - r, x * S + r, y * S + r),
                     fill=(255, int(250 - 48 * t), int(190 - 130 * t)))


def meadow(image, rng):
    draw = ImageDraw.Draw(image)
    hill = [(x, 84 - 9 * math.sin((x + 18) / 62)) for x in range(0, W + 1)]
    draw.polygon(scaled(*hill, (W, H), (0, H)), fill=(126, 180, 104))
    ground = [(x, 96 + 1.5 * math.sin(x / 25)) for x in range(0, W + 1)]
    draw.polygon(scaled(*ground, (W, H), (0, H)), fill=(84, 152, 66))
    for _ in range(1500):  # blades of grass, the nearer the longer
        y = 98 + 32 * rng.random() ** 0.8
        x = rng.random() * W
        length = 1.5 + (y - 96) / 8
        shade = rng.randint(-34, 34)
        colour = (84 + shade, 150 + shade, 58 + shade // 2)
        draw.line(scaled((x, y), (x + rng.uniform(-1.2, 1.2), y - length)), fill=colour, width=int(0.7 * S))


def tree(draw, x, base, rng):
    draw.polygon(scaled((x - 2.5, base), (x + 2.5, base), (x + 1.5, base - 20), (x - 1.5, base - 20)), fill=(112, 76, 46))
    for _ in range(150):
        a, d = rng.random() * 2 * math.pi, math.sqrt(rng.random()) * 13
        cx, cy = x + d * math.cos(a), base - 29 + d * math.sin(a)
        light = int(34 * (math.cos(a) - math.sin(a)) * d / 18) + rng.randint(-12, 12)
        r = rng.uniform(1.6, 3.2)
        draw.ellipse(scaled((cx - r, cy - r), (cx + r, cy + r)), fill=(52 + light, 122 + light, 54 + light // 2))


def house(draw):
    # chimney
    draw.rectangle(scaled((98, 28), (106, 50)), fill=(150, 74, 60))
    draw.rectangle(scaled((96.5, 26), (107.5, 29)), fill=(112, 54, 46))
    # wall of bricks
    draw.rectangle(scaled((52, 58), (116, 102)), fill=(236, 214, 178))
    for row in range(11):
        y = 58 + 4 * row
        draw.line(scaled((52, y), (116, y)), fill=(212, 186, 148), width=int(0.6 * S))
        for x in range(52 + (4 if row % 2 else 0), 117, 8):
            draw.line(scaled((x, y), (x, y + 4)), fill=(212, 186, 148), width=int(0.6 * S))
    # roof of tiles
    roof = ((44, 60), (84, 30), (124, 60))
    draw.polygon(scaled(*roof), fill=(186, 72, 54))
    for row in range(1, 6):
        y = 30 + 5 * row
        half = 40 * (y - 30) / 30
        draw.line(scaled((84 - half, y), (84 + half, y)), fill=(150, 50, 40), width=int(0.8 * S))
        for x in range(44 + (3 if row % 2 else 0), 125, 6):
            if 84 - half < x < 84 + half:
                top = max(y - 5, 30 + abs(x - 84) * 0.75)
                draw.line(scaled((x, top), (x, y)), fill=(150, 50, 40), width=int(0.6 * S))
    draw.line(scaled((44, 60), (84, 30), (124, 60)), fill=(120, 40, 34), width=int(1.8 * S), joint="curve")
    draw.line(scaled((44, 60), (124, 60)), fill=(120, 40, 34), width=int(1.2 * S))
    # round window under the roof
    draw.ellipse(scaled((78, 42), (90, 54)), fill=(250, 248, 240))
    draw.ellipse(scaled((79.5, 43.5), (88.5, 52.5)), fill=(84, 124, 160))
    draw.line(scaled((84, 43), (84, 53)), fill=(250, 248, 240), width=S)
    draw.line(scaled((79, 48), (89, 48)), fill=(250, 248, 240), width=S)
    # windows: the panes go from dark to light
    for x in (57, 97):
        draw.rectangle(scaled((x, 68), (x + 14, 84)), fill=(250, 248, 240))
        for i in range(13 * S):
            t = i / (13 * S)
            draw.line(((x + 1.5) * S, 69.5 * S + i, (x + 12.5) * S, 69.5 * S + i),
                      fill=(int(60 + 90 * t), int(96 + 100 * t), int(140 + 80 * t)))
        draw.line(scaled((x + 7, 69), (x + 7, 83)), fill=(250, 248, 240), width=S)
        draw.line(scaled((x + 1, 76), (x + 13, 76)), fill=(250, 248, 240), width=S)
        draw.rectangle(scaled((x - 1, 84), (x + 15, 86)), fill=(150, 106, 70))
    # door
    draw.rectangle(scaled((77, 76), (91, 102)), fill=(250, 248, 240))
    draw.rectangle(scaled((78.5, 77.5), (89.5, 102)), fill=(52, 92, 120))
    for y in (80, 91):
        draw.rectangle(scaled((80.5, y), (87.5, y + 8)), outline=(32, 62, 84), width=int(0.8 * S))
    draw.ellipse(scaled((87, 89), (88.6, 90.6)), fill=(240, 200, 80))


def path(draw):
    draw.polygon(scaled((78, 102), (90, 102), (104, 128), (66, 128)), fill=(206, 190, 160))
    for i, y in enumerate((105, 109, 114, 120.5)):
        t = (y - 102) / 26
        draw.line(scaled((78 - 12 * t, y), (90 + 14 * t, y)), fill=(166, 148, 118), width=int(0.7 * S))
        x = 84 + (-3 if i % 2 else 2) * (1 + t)
        draw.line(scaled((x, y), (x, y + 4 + 2 * t)), fill=(166, 148, 118), width=int(0.6 * S))


def fence(draw, left, right):
    for y in (106, 114):
        draw.rectangle(scaled((left, y), (right, y + 2)), fill=(226, 224, 216))
    x = left + 1
    while x + 4 <= right:
        draw.polygon(scaled((x, 121), (x, 103), (x + 2, 100), (x + 4, 103), (x + 4, 121)), fill=(252, 252, 248),
                     outline=(176, 176, 170))
        x += 7


def sign(image, x, y, text):
    """A board with dark letters, each stroke one pixel."""
    draw = ImageDraw.Draw(image)
    width = sum(len(LETTERS[c][0]) + 1 for c in text) + 3
    draw.rectangle((x, y, x + width, y + 8), fill=(248, 236, 196), outline=(112, 76, 46))
    x += 2
    for c in text:
        for row, line in enumerate(LETTERS[c]):
            for column, bit in enumerate(line):
                if bit == "1":
                    image.putpixel((x + column, y + 2 + row), (48, 36, 28))
        x += len(LETTERS[c][0]) + 1


def main():
    rng = random.Random(3)
    image = sky()
    draw = ImageDraw.Draw(image)
    sun(draw, 160, 25)
    cloud(image, 34, 24, 1.0)
    cloud(image, 128, 15, 0.6)
    meadow(image, rng)
    draw = ImageDraw.Draw(image)
    tree(draw, 25, 101, rng)
    house(draw)
    path(draw)
    fence(draw, 0, 64)
    fence(draw, 106, 192)
    draw.rectangle(scaled((148, 90), (150, 102)), fill=(112, 76, 46))
    image = image.resize((W, H), Image.LANCZOS)
    sign(image, 139, 83, "CNNC")
    noise = np.random.RandomState(3).normal(0, 2.5, (H, W, 1))
    pixels = np.clip(np.rint(np.asarray(image) + noise), 0, 255).astype(np.uint8)
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "house.png")
    Image.fromarray(pixels, "RGB").save(out, optimize=True)


if __name__ == "__main__":
    main()
