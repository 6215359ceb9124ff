using CsCheck;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Tracing.Generalisation;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Tracing.Generalisation;

/// <summary>A function found from a few recordings is the function that made the numbers: it gives them at sizes not seen.</summary>
[TestClass]
public sealed class SizeSolverTests
{
    private static readonly IReadOnlyList<TensorSpec> Inputs =
        [TensorSpec.Parse("x: float32[batch, time, width]"), TensorSpec.Parse("y: float32[batch, height]; height: 8..120 step 8")];

    private static readonly Gen<ulong> Seeds = Gen.ULong;
    private static readonly Gen<int> Symbols = Gen.Int[0, 3];

    [TestMethod]
    public void FindsLinearFunctions() => Holds(
        Gen.Select(Symbols, Gen.Int[1, 12], Gen.Int[-30, 600]),
        (sizes, f) => (f.Item2 * sizes[f.Item1]) + f.Item3);

    [TestMethod]
    public void FindsDifferencesToALimit() => Holds(
        Gen.Select(Symbols, Gen.Int[100, 600]),
        (sizes, f) => f.Item2 - sizes[f.Item1]);

    [TestMethod]
    public void FindsSumsOfTwo() => Holds(
        Gen.Select(Symbols, Symbols, Gen.Int[1, 4], Gen.Int[-4, 4], Gen.Int[-20, 20]),
        (sizes, f) => (f.Item3 * sizes[f.Item1]) + (f.Item4 * sizes[f.Item2]) + f.Item5);

    [TestMethod]
    public void FindsProductsOfTwo() => Holds(
        Gen.Select(Symbols, Symbols, Gen.Int[1, 40], Gen.Int[-9, 9]),
        (sizes, f) => (f.Item3 * sizes[f.Item1] * sizes[f.Item2]) + f.Item4);

    [TestMethod]
    public void FindsProductsOfThree() => Holds(
        Gen.Select(Symbols, Symbols, Symbols, Gen.Int[1, 40]),
        (sizes, f) => f.Item4 * sizes[f.Item1] * sizes[f.Item2] * sizes[f.Item3]);

    [TestMethod]
    public void FindsFloorDivisions() => Holds(
        Gen.Select(Symbols, Gen.Int[1, 3], Gen.Int[-3, 3], Gen.Int[2, 3], Gen.Int[0, 3]),
        (sizes, f) => Floor((f.Item2 * sizes[f.Item1]) + f.Item3, f.Item4) + f.Item5);

    [TestMethod]
    public void FindsMissingToAMultiple() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[2, 4]),
        (sizes, f) => (f.Item2 - (sizes[f.Item1] % f.Item2)) % f.Item2);

    [TestMethod]
    public void FindsProductsOfDivisions() => Holds(
        Gen.Select(Symbols, Gen.Int[0, 2], Gen.Int[2, 3]),
        (sizes, f) => sizes[f.Item1] * (sizes[f.Item2] / f.Item3));

    [TestMethod]
    public void FindsProductsOfShiftedSizes() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[-1, 8], Gen.Int[-1, 8], Gen.Int[1, 3]),
        (sizes, f) => (sizes[f.Item1] + f.Item3) * ((f.Item5 * sizes[f.Item2]) + f.Item4));

    [TestMethod]
    public void FindsWhatIsLeftOver() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[2, 32]),
        (sizes, f) => sizes[f.Item1] % f.Item2);

    [TestMethod]
    public void FindsLimits() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[5, 140], Gen.Bool),
        (sizes, f) => f.Item3 ? Math.Min(sizes[f.Item1], f.Item2) : Math.Max(sizes[f.Item1], f.Item2));

    [TestMethod]
    public void FindsTheMiddleOfTheLargerAxis() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]),
        (sizes, f) => (sizes[f.Item1] - Math.Min(sizes[f.Item1], sizes[f.Item2])) / 2);

    [TestMethod]
    public void FindsHalvesOfPaddings() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[2, 32], Gen.Bool),
        (sizes, f) => ((f.Item2 - (sizes[f.Item1] % f.Item2)) % f.Item2) is var pad && f.Item3 ? pad / 2 : pad - (pad / 2));

    [TestMethod]
    public void FindsRoundingsUp() => Holds(
        Gen.Select(Gen.Int[0, 3], Gen.Int[2, 40]),
        (sizes, f) => (long)Math.Ceiling(sizes[f.Item1] / (double)f.Item2));

    [TestMethod]
    public void FindsRoundingsToTheNearest() => Holds(
        Gen.Select(Gen.Int[0, 3], Gen.Int[2, 40]),
        (sizes, f) => (long)Math.Round(sizes[f.Item1] / (double)f.Item2));

    [TestMethod]
    public void FindsDecimalFactors() => Holds(
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 300]),
        (sizes, f) => (long)(sizes[f.Item1] * (f.Item2 / 100.0)));

    [TestMethod]
    public void FindsRoots() => Holds(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool),
        (sizes, f) => (long)Math.Sqrt(f.Item3 ? sizes[f.Item1] : sizes[f.Item1] * sizes[f.Item2]));

    [TestMethod]
    public void FindsThePlacesOfPyramids() => Holds(
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 9]),
        (sizes, f) => f.Item3 * Enumerable.Range(f.Item1, f.Item2).Sum(level => (sizes[1] >> level) * (sizes[2] >> level)));

    [TestMethod]
    [DataRow("1 / sqrt(x)")]
    [DataRow("sqrt(x)")]
    [DataRow("0.1 x")]
    [DataRow("x / y")]
    [DataRow("2 / (x - 1)")]
    [DataRow("log(x)")]
    [DataRow("1 / x as a float")]
    public void FindsRealNumbers(string function)
    {
        var solver = Create(11);
        double At(IReadOnlyDictionary<string, long> sizes) => (sizes["time"], sizes["width"]) is var (x, y) ? function switch
        {
            "1 / sqrt(x)" => 1 / Math.Sqrt(x),
            "sqrt(x)" => Math.Sqrt(x),
            "0.1 x" => 0.1 * x,
            "x / y" => (double)x / y,
            "2 / (x - 1)" => 2.0 / (x - 1),
            "log(x)" => Math.Log(x),
            _ => 1f / x,
        } : 0;

        var found = solver.SolveReal([.. Recordings(11).Select(At)]);
        Assert.IsNotNull(found);
        foreach (var sizes in Unseen) Assert.AreEqual(At(sizes), found.Evaluate(sizes), 1e-6 * Math.Abs(At(sizes)), found.ToString());
    }

    [TestMethod]
    public void DoesNotFindWhatIsNone()
    {
        var solver = Create(seed: 5);
        Assert.IsNull(solver.Solve([.. Values(5, sizes => Math.Min(sizes[0], 7) * 31 % 17)]));
        Assert.IsNull(solver.Solve([.. Values(5, sizes => (sizes[1] * sizes[1] * 7919) % 1013)]));
        Assert.IsNull(solver.SolveReal([.. Recordings(5).Select(sizes => Math.Sin(sizes["time"]))]));
    }

    [TestMethod]
    public void TakesTheSimplest()
    {
        var solver = Create(seed: 5);
        Assert.AreEqual(new FixedSize(8), solver.Solve([.. Values(5, _ => 8)]));
        Assert.AreEqual(new SymbolSize("time"), solver.Solve([.. Values(5, sizes => sizes[1])]));
        Assert.AreEqual("(time + -1)", solver.Solve([.. Values(5, sizes => sizes[1] - 1)])!.ToString());
        Assert.AreEqual("batch * time", solver.Solve([.. Values(5, sizes => sizes[0] * sizes[1])])!.ToString());
        Assert.AreEqual("floor(time / 2)", solver.Solve([.. Values(5, sizes => sizes[1] / 2)])!.ToString());
        Assert.AreEqual("floor(height / 8)", solver.Solve([.. Values(5, sizes => sizes[3] / 8)])!.ToString());
    }

    [TestMethod]
    public void AsksForRecordingsThatTellApartWhatFits()
    {
        IReadOnlyDictionary<string, long> At(long time) => new Dictionary<string, long> { ["time"] = time };

        // From 3 to 5, (x - 1) / 2 is x * x / 9.
        var recordings = new[] { 3L, 4, 5 }.Select(At).ToArray();
        var solver = new SizeSolver(["time"], recordings, [.. Enumerable.Range(1, 100).Select(time => At(time))]);
        _ = solver.Solve([.. recordings.Select(sizes => (sizes["time"] - 1) / 2)]);
        Assert.IsNotEmpty(solver.Probes);
    }

    private static void Holds<T>(Gen<T> functions, Func<long[], T, long> value) => Gen.Select(functions, Seeds).Sample(
        (function, seed) =>
        {
            var found = Solve(seed, sizes => value([.. Symbolic.Select(symbol => sizes[symbol])], function));
            return found is not null
                && Unseen.All(sizes => found.Evaluate(sizes) == value([.. Symbolic.Select(symbol => sizes[symbol])], function));
        },
        iter: 30,
        threads: 1);

    // With the recordings that tell apart what fits.
    private static Tfaip.Export.Programs.Sizes.Size? Solve(ulong seed, Func<IReadOnlyDictionary<string, long>, long> value)
    {
        var plan = new SizePlan(Inputs, seed, from: 4);
        var (recordings, range) = (Recordings(seed), DrySizes.Scattered(plan.Symbols, plan.RangeOf, 400, seed));
        var places = recordings;
        while (true)
        {
            var solver = new SizeSolver(Symbolic, recordings, range, places);
            var found = solver.Solve([.. recordings.Select(value)]);
            if (solver.Probes.Count == 0) return found;
            recordings = [.. recordings, .. solver.Probes];
        }
    }

    private static readonly string[] Symbolic = ["batch", "time", "width", "height"];

    private static IEnumerable<IReadOnlyDictionary<string, long>> Unseen
    {
        get
        {
            var random = new Random(1);
            return [.. Enumerable.Range(0, 20)
                .Select(_ => Symbolic.Zip([random.Next(2, 150), random.Next(2, 150), random.Next(2, 150), 8L * random.Next(1, 16)])
                    .ToDictionary(pair => pair.First, pair => pair.Second))];
        }
    }

    // As the tracer does it.
    private static IReadOnlyList<IReadOnlyDictionary<string, long>> Recordings(ulong seed)
    {
        var plan = new SizePlan(Inputs, seed, from: 4);
        return [plan[0], plan[1], .. DrySizes.Choose(plan.Symbols, plan.RangeOf, plan[0], seed)];
    }

    private static SizeSolver Create(ulong seed) => new(Symbolic, Recordings(seed), []);

    private static IEnumerable<long> Values(ulong seed, Func<long[], long> value) =>
        Recordings(seed).Select(sizes => value([.. Symbolic.Select(symbol => sizes[symbol])]));

    private static long Floor(long numerator, long denominator) => (long)Math.Floor((double)numerator / denominator);
}
