using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Shapes that follow from values, code that follows from sizes, and sizes that follow from others in odd ways.</summary>
internal static class Shapes
{
    private const string Free = "x: float32[batch, time]";
    private const string Square = "x: float32[n, n]";
    private const string Even = "x: float32[batch, time]; time: 2..40 step 2";

    public static void AddTo(HostileTable table)
    {
        table.Refused("positions of what is not zero", x => x.round().nonzero());
        table.Refused("positions, counted", x => x.round().nonzero().to(float32).sum());
        table.Refused("what a mask selects", x => x.masked_select(x > 0));
        table.Refused("what a mask selects, summed", x => x.masked_select(x > 0).sum());
        table.Refused("an index of truth values", x => x[x > 0]);
        table.Refused("rows by truth values", x => x[x.sum(new long[] { 1 }) > 0].sum());
        table.Refused("different values", x => x.round().unique().output);
        table.Refused("different values, summed", x => x.round().unique().output.sum());
        table.Refused("repeated by values", x => x.flatten().repeat_interleave(x.flatten().abs().to(int64) % 3));
        table.Refused("counted by values", x => bincount((x.abs() * 3).to(int64).flatten()));
        table.Refused("argwhere", x => argwhere(x > 0.5));
        table.Refused("where of one argument", x => where(x > 0.5)[0]);
        table.Refused("a loop over rows", x => { var y = zeros(1); for (var i = 0; i < x.shape[0]; i++) y = y + x[i].sum(); return y; });
        table.Refused("a loop over parts", x => { var y = zeros(x.shape[0], 1); foreach (var part in x.split(1, 1)) y = y + part; return y; });
        table.Refused("a loop over what unbind gives", x => { var y = zeros(x.shape[1]); foreach (var row in x.unbind(0)) y = y + row; return y; });
        table.Refused("a recursion over a size", x => Halve(x, x.shape[1]), hasLine: false);
        table.Refused("LINQ over a size", x => stack([.. Enumerable.Range(0, (int)x.shape[1]).Select(i => x.select(1, i))], 0));
        table.Refused("parity", x => x.shape[1] % 2 == 0 ? x.exp() : x.cos());
        table.Refused("a small limit", x => x.shape[1] > 20 ? x.exp() : x.cos());
        table.Refused("a limit", x => x.shape[1] > 500 ? x.exp() : x.cos(), Free);
        table.Refused("a limit on the batch", x => x.shape[0] >= 300 ? x.exp() : x.cos(), Free);
        table.Refused("a limit on the number of elements", x => x.numel() > 900 ? x.exp() : x.cos(), Free);
        table.Refused("a batch of one", x => x.shape[0] == 1 ? x.exp() : x.cos());
        table.Refused("the smallest size of a range", x => x.shape[1] == 2 ? x.exp() : x.cos());
        table.Refused("the largest size of a range", x => x.shape[1] == 40 ? x.exp() : x.cos());
        table.Right("cut to a limit", x => x[.., ..(int)Math.Min(x.shape[1], 10)]);
        table.Right("cut to a far limit", x => x[.., ..(int)Math.Min(x.shape[1], 700)], Free);
        table.Right("the larger of two sizes", x => zeros(Math.Max(x.shape[0], x.shape[1])) + 1);
        table.Right("the smaller of two sizes", x => zeros(Math.Min(x.shape[0], x.shape[1])) + 1);
        table.Right("the root of a size", x => x / Math.Sqrt(x.shape[1]));
        table.Right("the logarithm of a size", x => x * Math.Log2(x.shape[1]));
        table.Refused("a size to the power of itself", x => x * Math.Pow(x.shape[1], x.shape[1]));
        table.Right("one over a size", x => x * (1.0 / x.shape[1]));
        table.Either("a share of a size, as a float", x => zeros((long)(x.shape[1] * 0.37f)) + 1);
        table.Either("a share of a free size, as a float", x => zeros((long)(x.shape[1] * 0.37f)) + 1, Free);
        table.Either("a share of a free size, rounded", x => zeros((long)Math.Round(x.shape[1] * 0.62)) + 1, Free);
        table.Either("twenty-four parts of twenty-five", x => zeros((long)(x.shape[1] * 0.96)) + 1, Free);
        table.Refused("bits of a size", x => zeros((x.shape[1] ^ 5) + 1) + 1);
        table.Refused("the greatest divisor", x => zeros(Gcd(x.shape[0], x.shape[1])) + 1);
        table.Refused("digits of a free size", x => zeros($"{x.shape[1]}".Length) + 1, Free);
        table.Either("digits of a size", x => zeros($"{x.shape[1]}".Length) + 1);
        table.Refused("a table of sizes", x => x * new[] { 3, 1, 4, 1, 5, 9, 2, 6 }[x.shape[1] % 8]);
        table.Refused("a type by a size", x => x.to(x.shape[1] % 3 == 0 ? float64 : float32));
        table.Refused("an axis by a size", x => x.sum(new long[] { x.shape[1] % 2 }));
        table.Refused("a list as long as a size", x => x.view([x.shape[0], .. Enumerable.Repeat(1L, (int)x.shape[0]), x.shape[1]]).sum());
        table.Refused("squeezed wherever it is one", x => x.squeeze());
        table.Refused("a fixed size that is not there", x => x.view(-1, 7), hasLine: false);
        table.Right("a size as a number", x => x * x.shape[1]);
        table.Right("twice a size", x => zeros(2 * x.shape[1]) + 1);
        table.Right("a size and one", x => zeros(x.shape[1] + 1) + 1);
        table.Right("a size less one", x => x[.., ..(int)(x.shape[1] - 1)]);
        table.Right("half a size", x => x[.., ..(int)(x.shape[1] / 2)]);
        table.Right("half a size, rounded up", x => x[.., ..(int)((x.shape[1] + 1) / 2)]);
        table.Right("the sum of sizes", x => zeros(x.shape[0] + x.shape[1]) + 1);
        table.Right("the product of sizes", x => zeros(x.shape[0] * x.shape[1]) + 1);
        table.Right("the product of sizes by view", x => x.view(x.shape[0] * x.shape[1]));
        table.Either("the difference of sizes", x => zeros(Math.Abs(x.shape[1] - x.shape[0])) + 1);
        table.Right("the square of a size", x => zeros(x.shape[1] * x.shape[1]) + 1);
        table.Right("what is missing to four", x => F.pad(x, [0, (4 - (x.shape[1] % 4)) % 4]));
        table.Right("up to a multiple of eight", x => zeros((x.shape[1] + 7) / 8 * 8) + 1);
        table.Right("a size divided by another axis's", x => zeros(x.numel() / x.shape[1]) + 1);
        table.Right("even halves", x => x.view(x.shape[0], 2, x.shape[1] / 2), Even);
        table.Right("even pairs", x => x.view(x.shape[0], -1, 2).flip(2).flatten(1), Even);
        table.Right("one name for two sizes", x => x + x.t(), Square);
        table.Right("a diagonal by positions", x => x * (arange(x.shape[0]).unsqueeze(1) == arange(x.shape[1])).to(float32), Square);
        table.Right("the last column", x => x[.., -1]);
        table.Right("the last column by its number", x => x.select(1, x.shape[1] - 1));
        table.Right("all but the last", x => x[.., ..^1]);
        table.Either("every second", x => x[.., TorchSharpSlice(0, null, 2)]);
        table.Right("backwards", x => x.flip(1));
        table.Right("shifted by one", x => cat([zeros(x.shape[0], 1), x[.., ..^1]], 1));
        table.Either("rolled by half", x => x.roll(x.shape[1] / 2, 1));
        table.Right("an empty part", x => cat([x, x[.., ..0]], 1));
        table.Right("an empty result", x => x[.., ..0]);
        table.Right("an empty sum", x => x[.., ..0].sum(1, keepdim: false) + 1);
        table.Right("no rows", x => x.narrow(0, 0, 0));
        table.Right("the mean by a size", x => x.sum(new long[] { 1 }) / x.shape[1]);
        table.Right("a size in a constant tensor", x => x * full(1, (double)x.shape[1]));
        table.Either("a size in a tensor of data", x => x * tensor(new[] { (float)x.shape[1] }));
        table.Either("a size as a tensor", x => x * tensor((float)x.shape[1]));
        table.Right("positions divided by a size", x => x + (arange(x.shape[1], float32) / x.shape[1]));
        table.Either("linspace over a size", x => x + linspace(0, 1, x.shape[1]));
        table.Right("a branch on the number of axes", x => x.ndim == 2 ? x.exp() : x.cos());
        table.Right("a branch on the type", x => x.dtype == float32 ? x.exp() : x.cos());
        table.Right("a branch on a fixed size", x => x.shape[1] == 6 ? x.exp() : x.cos(), "x: float32[batch, 6]");
        table.Right("a loop over a fixed size", x => { var y = zeros(x.shape[0]); for (var i = 0; i < x.shape[1]; i++) y = y + (x[.., i] * i); return y; }, "x: float32[batch, 6]");
        table.Right("a guard against a wrong size", x => x.shape[1] < 1 ? throw new ArgumentException("empty") : x.exp());
        table.Refused("a window by a fraction of a size", x => F.avg_pool1d(x.unsqueeze(1), Math.Max(1, x.shape[1] / 3)).squeeze(1), hasLine: false);
    }

    private static TorchSharp.torch.TensorIndex TorchSharpSlice(long? start, long? stop, long? step) => TensorIndex.Slice(start, stop, step);

    private static Tensor Halve(Tensor x, long n) => n <= 1 ? x : Halve(x * 0.5, n / 2);

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
