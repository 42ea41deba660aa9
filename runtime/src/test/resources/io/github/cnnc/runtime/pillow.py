# Makes the expected numbers of PicturesTest and NpyTest: python3 pillow.py (Pillow 9.4.0, NumPy 1.24.2).
import io
import zlib

import numpy
from PIL import Image


def noise(width, height, bands):
    """The low bits of a linear congruential generator, as PicturesTest.noise makes them too."""
    state, samples = 1, bytearray()
    for _ in range(width * height * bands):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        samples.append(state >> 16 & 255)
    return Image.frombytes("L" if bands == 1 else "RGB", (width, height), bytes(samples))


def covering(image, width, height):
    """torchvision's Resize and CenterCrop, for inputs that need not be square."""
    w, h = image.size
    wide = w * height >= h * width
    rw, rh = (w * height // h, height) if wide else (width, h * width // w)
    left, top = int(round((rw - width) / 2.0)), int(round((rh - height) / 2.0))
    return image.resize((rw, rh), Image.BILINEAR).crop((left, top, left + width, top + height))


for size in [(8, 6, 4, 3), (13, 11, 5, 5), (3, 2, 7, 5), (9, 4, 3, 3), (4, 9, 3, 3), (1, 1, 2, 3), (6, 1, 1, 4)]:
    print(size, list(covering(noise(size[0], size[1], 1), size[2], size[3]).getdata()))
for size in [(300, 200, 224, 224), (97, 131, 224, 224), (640, 31, 17, 29)]:
    # CRC-32 of the bytes in HWC order.
    print(size, hex(zlib.crc32(covering(noise(size[0], size[1], 3), size[2], size[3]).tobytes())))
print("L of 4x3 noise", list(noise(4, 3, 3).convert("L").getdata()))
for array in [numpy.arange(6, dtype="<f4").reshape(2, 3), numpy.asfortranarray(numpy.arange(6, dtype=">i4").reshape(2, 3))]:
    file = io.BytesIO()
    numpy.save(file, array)
    print(file.getvalue())

# What ink.jpg is made of, and what Pillow reads in it.
ink = io.BytesIO()
Image.new("CMYK", (8, 8), (31, 83, 150, 20)).save(ink, "JPEG", quality=95)
print("ink.jpg", Image.open(ink).convert("RGB").getpixel((0, 0)))
