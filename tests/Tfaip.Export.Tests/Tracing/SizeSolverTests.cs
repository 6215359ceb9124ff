using CsCheck;
using Tfaip.Export.Tracing;
using Tfaip.Export.Tracing.Generalisation;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Tracing;

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
    public void DoesNotFindWhatIsNone()
    {
        var (plan, solver) = Create(seed: 5);
        Assert.IsNull(solver.Solve([.. At(plan, sizes => Math.Min(sizes[0], 7) * 31 % 17)]));
        Assert.IsNull(solver.Solve([.. At(plan, sizes => (long)(Math.Sqrt(sizes[1]) * 100))]));
    }

    [TestMethod]
    public void TakesTheSimplest()
    {
        var (plan, solver) = Create(seed: 5);
        Assert.AreEqual(new FixedSize(8), solver.Solve([.. At(plan, _ => 8)]));
        Assert.AreEqual(new SymbolSize("time"), solver.Solve([.. At(plan, sizes => sizes[1])]));
        Assert.AreEqual("(time + -1)", solver.Solve([.. At(plan, sizes => sizes[1] - 1)])!.ToString());
        Assert.AreEqual("batch * time", solver.Solve([.. At(plan, sizes => sizes[0] * sizes[1])])!.ToString());
        Assert.AreEqual("floor(time / 2)", solver.Solve([.. At(plan, sizes => sizes[1] / 2)])!.ToString());
        Assert.AreEqual("floor(height / 8)", solver.Solve([.. At(plan, sizes => sizes[3] / 8)])!.ToString());
    }

    [TestMethod]
    public void CountsWhatTheLastRecordingContradicts()
    {
        var sizes = new[] { 4L, 6, 8, 10, 12, 7 }.Select(time => new Dictionary<string, long> { ["time"] = time }).ToArray();
        var solver = new SizeSolver(["time"], sizes, searched: 5);
        var found = solver.Solve([.. sizes.Select(at => (at["time"] + 1) / 2)]);
        Assert.AreEqual("floor((time + 1) / 2)", found!.ToString());
        Assert.IsGreaterThan(0, solver.Surprises);
    }

    private static void Holds<T>(Gen<T> functions, Func<long[], T, long> value) =>
        Gen.Select(functions, Seeds).Sample(
            (function, seed) =>
            {
                // As the tracer does it: more recordings where a few could deceive.
                var (plan, solver) = Create(seed);
                var found = solver.Solve([.. At(plan, sizes => value(sizes, function))]);
                if (solver.Doubts + solver.Surprises > 0)
                {
                    (plan, solver) = Create(seed, plan.Many);
                    found = solver.Solve([.. At(plan, sizes => value(sizes, function), plan.Many)]);
                }

                if (found is null) return false;
                var random = new Random(1);
                for (var i = 0; i < 20; i++)
                {
                    long[] sizes = [random.Next(2, 150), random.Next(2, 150), random.Next(2, 150), 8 * random.Next(1, 16)];
                    var named = plan.Symbols.Zip(sizes).ToDictionary(pair => pair.First, pair => pair.Second);
                    if (found.Evaluate(named) != value(sizes, function)) return false;
                }

                return true;
            },
            iter: 200,
            threads: 1);

    private static (SizePlan Plan, SizeSolver Solver) Create(ulong seed, int? recordings = null)
    {
        var plan = new SizePlan(Inputs, seed, from: 4);
        var count = recordings ?? SizePlan.Few;
        return (plan, new(plan.Symbols, [.. Enumerable.Range(0, count).Select(i => plan[i])], count - 1));
    }

    private static IEnumerable<long> At(SizePlan plan, Func<long[], long> value, int? recordings = null) =>
        Enumerable.Range(0, recordings ?? SizePlan.Few).Select(i => value(Values(plan, i)));

    private static long[] Values(SizePlan plan, int recording) => [.. plan.Symbols.Select(symbol => plan[recording][symbol])];

    private static long Floor(long numerator, long denominator) => (long)Math.Floor((double)numerator / denominator);
}
