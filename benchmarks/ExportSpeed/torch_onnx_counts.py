"""Counts the nodes of our graphs beside those of torch.onnx for equal networks.

dotnet run -c Release --project benchmarks/ExportSpeed -- graphs FOLDER
/usr/bin/python3 benchmarks/ExportSpeed/torch_onnx_counts.py FOLDER

Needs torch 1.13 and onnx (Debian: python3-torch, python3-onnx). The networks are those of Catalogue.Counted, written the same way.
torch.onnx writes constants as nodes, ours as initialisers; they are counted with and without.
"""
import collections
import io
import math
import pathlib
import sys

import onnx
import torch
from torch import nn
from torch.nn import functional


class ResidualBlock(nn.Module):
    def __init__(self, channels, width, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, width, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))
        self.shortcut = None
        if channels != width or stride != 1:
            self.shortcut = nn.Sequential(nn.Conv2d(channels, width, 1, stride=stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return functional.relu(self.body(x) + (x if self.shortcut is None else self.shortcut(x)))


class ResNet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, stride=2, padding=1))
        channels, blocks = 64, []
        for stage in range(4):
            for i in range(2):
                blocks.append(ResidualBlock(channels, 64 << stage, 2 if stage > 0 and i == 0 else 1))
                channels = 64 << stage
        self.blocks = nn.ModuleList(blocks)
        self.head = nn.Linear(channels, 1000)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.head(functional.adaptive_avg_pool2d(x, 1).flatten(1))


class BiLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True, bidirectional=True)
        self.head = nn.Linear(256, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0])


class TransformerLayer(nn.Module):
    def __init__(self, width=256, heads=8):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        batch, time, width = x.shape

        def split(y):
            return y.view(batch, time, self.heads, width // self.heads).transpose(1, 2)

        normed = self.norm1(x)
        q, k, v = split(self.query(normed)), split(self.key(normed)), split(self.value(normed))
        scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(width // self.heads)
        joined = torch.matmul(functional.softmax(scores, -1), v).transpose(1, 2).reshape(batch, time, width)
        x = x + self.output(joined)
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def mlp():
    return nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))


NETWORKS = {
    "mlp": (mlp, (2, 64), {0: "batch"}),
    "lenet": (lenet, (2, 1, 28, 28), {0: "batch"}),
    "resnet-18": (ResNet18, (2, 3, 64, 96), {0: "batch", 2: "height", 3: "width"}),
    "bilstm": (BiLstm, (2, 10, 64), {0: "batch", 1: "time"}),
    "transformer": (TransformerLayer, (2, 10, 256), {0: "batch", 1: "time"}),
}


def count(graph):
    """The nodes of a graph: all, and those that are not constants."""
    operations = collections.Counter(node.op_type for node in graph.node)
    return sum(operations.values()), sum(operations.values()) - operations["Constant"], operations


def exported(create, shape, axes):
    data = io.BytesIO()
    network = create().eval()
    with torch.no_grad():
        # As after training: torch.onnx puts an Identity for each parameter that equals another.
        for tensor in network.state_dict().values():
            if tensor.is_floating_point():
                tensor.uniform_(0.5, 1.5)
    torch.onnx.export(network, torch.randn(shape), data, opset_version=17, input_names=["x"], output_names=["y"], dynamic_axes={"x": axes})
    return onnx.load_from_string(data.getvalue()).graph


def main(folder):
    print(f"torch {torch.__version__}, opset 17; nodes without constants (with)")
    larger = []
    for name, (create, shape, axes) in NETWORKS.items():
        ours = count(onnx.load(str(pathlib.Path(folder, name + ".onnx"))).graph)
        theirs = count(exported(create, shape, axes))
        print(f"{name:12} ours {ours[1]:4} ({ours[0]})   torch.onnx {theirs[1]:4} ({theirs[0]})")
        print(f"  only or more in ours: {dict(ours[2] - theirs[2])}; in torch.onnx's: {dict(theirs[2] - ours[2])}")
        if ours[1] > theirs[1]:
            larger.append(name)
    return f"larger than torch.onnx's: {', '.join(larger)}" if larger else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
