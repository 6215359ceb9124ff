using Tfaip.Export.Programs;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>What was recorded, run again on other inputs at other sizes, gives what the live module gives there.</summary>
[TestClass]
public sealed class ZooTests
{
    public static IEnumerable<object[]> Names => Zoo.Small.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void AgreesAtOtherSizes(string name)
    {
        random.manual_seed(1);
        using var scope = NewDisposeScope();
        var model = Zoo.All[name]();
        using var program = Tracer.Trace(model, seed: 7);
        Assert.IsNotEmpty(program.Calls);

        model.Module.eval();
        for (var trial = 0; trial < 3; trial++)
        {
            var sizes = Unseen(program, trial);
            var inputs = RandomInputs.Create(model.Inputs, sizes, (ulong)(100 + trial));
            using var noGradient = no_grad();
            var expected = Zoo.Run(model, inputs);
            var actual = ProgramInterpreter.Run(program, inputs, sizes);
            Assert.HasCount(expected.Length, actual);
            for (var i = 0; i < expected.Length; i++)
            {
                CollectionAssert.AreEqual(expected[i].shape, actual[i].shape);
                Assert.AreEqual(expected[i].dtype, actual[i].dtype);
                Assert.IsTrue(actual[i].allclose(expected[i], 1e-6, 1e-6), $"output {i} at {SizePlan.Describe(sizes)}");
            }
        }
    }

    private static Dictionary<string, long> Unseen(TracedProgram program, int trial)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var symbol in program.Symbols)
        {
            var range = program.Inputs.Select(input => input.Spec.Sizes.GetValueOrDefault(symbol))
                .FirstOrDefault(found => found is not null);
            sizes[symbol] = range is null
                ? 19 + (trial * 4) + sizes.Count
                : range.Low + (range.Step * ((17 + trial + sizes.Count) % ((range.High - range.Low) / range.Step + 1)));
        }

        return sizes;
    }
}
