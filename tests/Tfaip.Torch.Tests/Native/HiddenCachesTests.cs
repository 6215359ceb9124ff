using Tfaip.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests.Native;

[TestClass]
public sealed class HiddenCachesTests
{
    private const int Amd = 0x68747541, Hygon = 0x6F677948, Intel = 0x756E6547;
    private const uint CacheLeaf = 0x8000001D;

    [TestMethod]
    // What a Zen 5 behind Firecracker answers, and one that shows its 48 KB of first-level cache.
    [DataRow(Amd, 0x80000021, 0, true)]
    [DataRow(Amd, 0x80000021, 0x4121, false)]
    [DataRow(Hygon, 0x8000001E, 0, true)]
    // Older processors do not have the leaf, and oneDNN does not ask them; Intel's caches are elsewhere.
    [DataRow(Amd, 0x80000008, 0, false)]
    [DataRow(Intel, 0x80000021, 0, false)]
    public void Caches_are_hidden_where_their_leaf_is_there_and_empty(int vendor, uint highest, int caches, bool hidden) =>
        Assert.AreEqual(hidden, HiddenCaches.Hides((function, _) => (uint)function switch
        {
            0 => (0xD, vendor, 0, 0),
            0x80000000 => ((int)highest, 0, 0, 0),
            CacheLeaf => (caches, 0, 0, 0),
            _ => default,
        }));

    [TestMethod]
    public void Layers_compute_in_float32_what_they_compute_in_float64()
    {
        // oneDNN has no kernels for float64: libtorch's own loops compute there.
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        foreach (var (channels, more) in ((int, int)[])[(1, 3), (3, 4), (5, 17), (16, 16), (33, 20)])
        {
            Compare(nn.Conv2d(channels, more, 3), rand(2, channels, 9, 7));
            Compare(nn.ConvTranspose1d(channels, more, 3), rand(2, channels, 5));
            Compare(nn.ConvTranspose2d(channels, more, 3, stride: 2), rand(2, channels, 5, 6));
            Compare(nn.Sequential(nn.Conv2d(channels, more, 3), nn.BatchNorm2d(more), nn.ReLU(), nn.MaxPool2d(2)), rand(2, channels, 9, 7));
            Compare(new Recurrent(channels, more), rand(3, 2, channels));
        }
    }

    private static void Compare(nn.Module<Tensor, Tensor> layer, Tensor x)
    {
        layer.eval();
        var actual = layer.call(x);
        var expected = layer.to(float64).call(x.to(float64));
        Assert.IsLessThan(1e-4, (actual - expected).abs().max().item<double>(), layer.GetName());
    }

    private sealed class Recurrent : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.LSTM lstm;

        public Recurrent(int inputs, int units)
            : base("LSTM")
        {
            lstm = nn.LSTM(inputs, units, bidirectional: true);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => lstm.call(x).Item1;
    }
}
