using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Tests.Lowering;
using Tfaip.Export.Tests.Lowering.Parity;
using Tfaip.Export.Tracing.Shapes;
using static TorchSharp.torch;
using Interpreter = Tfaip.Export.Verification.ProgramInterpreter;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>What shape rules say is what TorchSharp gives: over sizes that are numbers, and over sizes that are free.</summary>
[TestClass]
public sealed class ShapeRuleTests
{
    private static readonly long[] Lengths = [2, 5, 1, 3, 8];

    private static readonly SizeBounds Bounds = new(new Dictionary<string, Processors.Samples.SizeRange>());

    public static IEnumerable<object[]> GroupNames => ParityTests.GroupNames;

    [TestMethod]
    public void Each_lowering_has_a_shape_rule()
    {
        var missing = Lowerings.All.Entries.Where(entry => (typeof(nn.Module).IsAssignableFrom(entry.Type)
            ? ShapeTable.Default.FindLayer(entry.Type, entry.Method)
            : ShapeTable.Default.FindMethod(entry.Type, entry.Method)) is null);
        Assert.AreEqual("", string.Join("\n", missing.Select(entry => $"{entry.Type.Name}.{entry.Method}").Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(GroupNames))]
    public void Rules_give_the_shapes_that_TorchSharp_gives(string group)
    {
        var failures = new List<string>();
        foreach (var one in ParityTests.Groups[group]())
        {
            using var scope = NewDisposeScope();
            using var gradients = no_grad();
            manual_seed(7);
            var program = ExpressionRecorder.Record(one.Function, one.Inputs, OpTest.Recorded[0], OpTest.Recorded[1]);
            try
            {
                failures.AddRange(Lengths.SelectMany(length => Compare(program, one.Inputs, length)).Distinct().Take(1)
                    .Select(failure => $"{one}: {failure}"));
            }
            catch (ShapeException exception)
            {
                failures.Add($"{one}: {exception.Message}");
            }
        }

        Assert.IsEmpty(failures, $"{failures.Count}:\n{string.Join('\n', failures)}");
    }

    private static List<string> Compare(TracedProgram program, Func<long, Tensor[]> inputs, long length)
    {
        var failures = new List<string>();
        var sizes = new Dictionary<string, long> { ["n"] = length };
        var given = inputs(length);
        var interpreter = new Interpreter(program, given, sizes);

        // What a call in place changes has had another shape before.
        var shapes = program.Inputs.Zip(given).ToDictionary(pair => pair.First.Value, pair => pair.Second.shape);
        foreach (var constant in program.Constants) shapes[constant.Value] = constant.Tensor.shape;
        foreach (var (call, results) in interpreter.Run())
        {
            foreach (var (value, tensor) in results) shapes[value] = tensor.shape;
            var concrete = Derive(call with { Arguments = [.. call.Arguments.Select(argument => At(argument, sizes))] }, Concrete, 0);
            var symbolic = Derive(call, Symbolic, length);
            for (var i = 0; i < call.Results.Count; i++)
            {
                if (call.Results[i] < 0) continue;
                var actual = string.Join(", ", shapes[call.Results[i]]);
                if (concrete is not null && Text(concrete[i]!, sizes) is var found && found != actual)
                    failures.Add($"{call.Method.Name} at {length} gives [{actual}], the rule [{found}]");
                if (symbolic is not null && Text(symbolic[i]!, sizes) is var derived && derived != actual)
                {
                    failures.Add(
                        $"{call.Method.Name} at {length} gives [{actual}], the rule [{derived}] from {string.Join(", ", symbolic[i]!)}");
                }
            }

            if (concrete is null) failures.Add($"{call.Method.Name} has no rule for these arguments");
        }

        return failures;

        ShapeOperand Concrete(int value) =>
            new(program.Values[value].Type, [.. shapes[value].Select(SizeAlgebra.Fixed)], ConstantOf(value));

        ShapeOperand Symbolic(int value) => new(program.Values[value].Type, program.Values[value].Shape, ConstantOf(value));

        Tensor? ConstantOf(int value) => program.Constants.FirstOrDefault(constant => constant.Value == value)?.Tensor;

        IReadOnlyList<IReadOnlyList<Size>?>? Derive(ProgramCall call, Func<int, ShapeOperand> operand, long free)
        {
            var rule = ShapeTable.Default.Find(call.Method, call.Module);
            try
            {
                return rule?.Invoke(new ShapeCall(call.Method, call.Module, call.Arguments, operand, Bounds)
                {
                    ResultCount = call.Results.Count,
                    Agrees = (axis, size) => free == 0 || call.Results[0] < 0 || size.Evaluate(sizes) == shapes[call.Results[0]][axis],
                });
            }
            catch (UnknownShapeException)
            {
                return null;
            }
        }
    }

    private static string Text(IReadOnlyList<Size> shape, Dictionary<string, long> sizes) =>
        string.Join(", ", shape.Select(size => size.Evaluate(sizes)));

    private static Argument At(Argument argument, Dictionary<string, long> sizes) => argument switch
    {
        SizeArgument size => new ConstantArgument(size.Size.Evaluate(sizes)),
        ListArgument list => new ListArgument([.. list.Items.Select(item => At(item, sizes))]),
        IndexArgument index => index with
        {
            Value = index.Value is null ? null : At(index.Value, sizes),
            Start = index.Start is null ? null : At(index.Start, sizes),
            Stop = index.Stop is null ? null : At(index.Stop, sizes),
            Step = index.Step is null ? null : At(index.Step, sizes),
        },
        _ => argument,
    };
}
