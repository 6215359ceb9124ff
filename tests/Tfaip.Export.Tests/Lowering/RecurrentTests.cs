using CsCheck;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class RecurrentTests
{
    private static readonly Gen<(long Layers, bool Bias, bool BatchFirst, bool Bidirectional, bool FreeTime)> Options =
        Gen.Select(Gen.Long[1, 3], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool);

    [TestMethod]
    public void Lstm_with_any_options() => Options.Sample(
        o =>
        {
            using var layer = nn.LSTM(4, 3, o.Layers, o.Bias, o.BatchFirst, 0, o.Bidirectional);
            layer.eval();
            Func<long, Tensor> input = n => o.FreeTime ? randn(n, 5, 4) : randn(5, n, 4);
            OpTest.Check(x => layer.call(x, null).Item1, input);
            OpTest.Check(x => layer.call(x, null).Item2, input);
            OpTest.Check(x => layer.call(x, null).Item3, input);
        },
        iter: 25, threads: 1);

    [TestMethod]
    public void Gru_with_any_options() => Options.Sample(
        o =>
        {
            using var layer = nn.GRU(4, 3, o.Layers, o.Bias, o.BatchFirst, 0, o.Bidirectional);
            layer.eval();
            Func<long, Tensor> input = n => o.FreeTime ? randn(n, 5, 4) : randn(5, n, 4);
            OpTest.Check(x => layer.call(x, null).Item1, input);
            OpTest.Check(x => layer.call(x, null).Item2, input);
        },
        iter: 25, threads: 1);

    [TestMethod]
    public void States_that_are_given()
    {
        using var gru = nn.GRU(4, 3, 2, bidirectional: true);
        OpTest.Check((x, h) => gru.call(x, h).Item1, n => randn(5, n, 4), n => randn(4, n, 3));
        using var one = nn.GRU(4, 3, batchFirst: true);
        OpTest.Check((x, h) => one.call(x, h).Item2, Normal(5, 4), n => randn(1, n, 3));
    }
}
