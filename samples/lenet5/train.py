#!/usr/bin/env python3
"""Trains LeNet-5 on MNIST and writes lenet5.safetensors.

    python3 train.py DATA [--out lenet5.safetensors] [--epochs 24] [--seed 1998]

DATA is a folder with MNIST's four idx files (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,
t10k-labels-idx1-ubyte). Needs PyTorch and numpy, nothing else; runs on one core.

The network learns from the 60,000 training images only. The 10,000 test images are looked at once, after the last epoch:
neither the number of epochs nor anything else is chosen by them.
"""
import argparse
import json
import math
import os
import struct
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class LeNet5(nn.Module):
    """lenet5.cnn in PyTorch; the attribute names are the names of the tensors."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        """Scores before the softmax."""
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


def read_idx(path):
    with open(path, "rb") as file:
        data = file.read()
    zeros, kind, rank = struct.unpack_from(">HBB", data)
    if zeros != 0 or kind != 8:
        raise SystemExit(f"{path}: not an idx file of unsigned bytes")
    shape = struct.unpack_from(f">{rank}I", data, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load(folder, part):
    images = read_idx(os.path.join(folder, part + "-images-idx3-ubyte"))
    labels = read_idx(os.path.join(folder, part + "-labels-idx1-ubyte"))
    x = torch.from_numpy(images.copy()).unsqueeze(1).float() * (1 / 255)  # scale=1/255, and nothing else
    return x, torch.from_numpy(labels.astype(np.int64))


def augment(x, generator):
    """Turns each image by up to 10 degrees, sizes it by up to 10 % and moves it by up to 2 pixels."""
    n = len(x)

    def uniform(limit):
        return (torch.rand(n, generator=generator) * 2 - 1) * limit

    angle, size = uniform(math.radians(10)), 1 + uniform(0.1)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = torch.cos(angle) * size
    theta[:, 0, 1] = -torch.sin(angle) * size
    theta[:, 1, 0] = torch.sin(angle) * size
    theta[:, 1, 1] = torch.cos(angle) * size
    theta[:, 0, 2] = uniform(2 * 2 / 28)
    theta[:, 1, 2] = uniform(2 * 2 / 28)
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, align_corners=False)


def correct(model, x, labels):
    model.eval()
    with torch.no_grad():
        return sum((model(a).argmax(1) == b).sum().item() for a, b in zip(x.split(1000), labels.split(1000)))


def write_safetensors(path, tensors):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    parser = argparse.ArgumentParser(description="trains LeNet-5 on MNIST")
    parser.add_argument("data", help="folder with the four idx files")
    parser.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "lenet5.safetensors"))
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1998)
    args = parser.parse_args()

    torch.set_num_threads(1)  # the sums come out in the same order each time
    torch.manual_seed(args.seed)
    generator = torch.Generator().manual_seed(args.seed)

    x, labels = load(args.data, "train")
    model = LeNet5()
    print("parameters", sum(p.numel() for p in model.parameters()))
    batch = 100
    steps = len(x) // batch
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, epochs=args.epochs, steps_per_epoch=steps)
    start = time.time()
    for epoch in range(1, args.epochs + 1):
        model.train()
        total = 0.0
        for chosen in torch.randperm(len(x), generator=generator)[: steps * batch].split(batch):
            loss = F.cross_entropy(model(augment(x[chosen], generator)), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch:2d}  loss {total / steps:.4f}  {time.time() - start:.0f} s", flush=True)

    write_safetensors(args.out, model.state_dict())
    test, test_labels = load(args.data, "t10k")
    right = correct(model, test, test_labels)
    print(f"test accuracy {right / len(test):.2%}: {right} of {len(test)} right")


if __name__ == "__main__":
    main()
