"""PyTorch's DataLoader on the items of this benchmark: item i is the number i, in batches of 64. Usage: python3 throughput.py [rounds]"""

import statistics
import sys
import time

import torch
from torch.utils.data import DataLoader, Dataset


class Numbers(Dataset):
    def __init__(self, count, rounds=0):
        self.count = count
        self.rounds = rounds

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        x = float(index)
        for _ in range(self.rounds):
            x = (x * x + 1) ** 0.5
        return x


def rate(items, workers, shuffle=False, rounds=0):
    loader = DataLoader(Numbers(items, rounds), batch_size=64, num_workers=workers, shuffle=shuffle)
    begin = time.perf_counter()
    samples = sum(len(batch) for batch in loader)
    assert samples == items
    return samples / (time.perf_counter() - begin)


def first(workers):
    begin = time.perf_counter()
    iterator = iter(DataLoader(Numbers(2_000_000), batch_size=64, num_workers=workers, shuffle=True))
    next(iterator)
    elapsed = time.perf_counter() - begin
    del iterator
    return elapsed * 1000


torch.set_num_threads(1)
repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
variants = {
    "trivial items, without workers": lambda: rate(300_000, 0),
    "trivial items, 1 worker": lambda: rate(100_000, 1),
    "trivial items, 2 workers": lambda: rate(100_000, 2),
    "trivial items, shuffled, 2 workers": lambda: rate(100_000, 2, shuffle=True),
}
results = {name: [] for name in variants}
firsts = []
for _ in range(repeats):
    for name, measure in variants.items():
        results[name].append(measure())
    firsts.append(first(2))
print(f"PyTorch {torch.__version__}")
for name, rates in results.items():
    print(f"{name:42} {statistics.median(rates):12,.0f} samples/s   (best {max(rates):,.0f})")
print(f"{'first batch, 2 workers':42} {statistics.median(firsts):12.2f} ms")
