using Microsoft.ML.OnnxRuntime;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Finds the first operation of a program whose result in the graph differs from TorchSharp's.</summary>
internal sealed class DifferenceFinder(TracedProgram program, LoweredProgram lowered)
{
    /// <summary>The first operation that differs, or null where each agrees.</summary>
    public FirstDifference? Find(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, long> sizes, Tolerance tolerance) =>
        Find(inputs, sizes, tolerance, scaled: true) ?? Find(inputs, sizes, tolerance, scaled: false);

    // Scaled, the absolute tolerance is in units of a result's largest number, so that rounding inside does not hide what is wrong.
    private FirstDifference? Find(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, long> sizes, Tolerance tolerance, bool scaled)
    {
        var graph = lowered.Graph;
        if (!GraphSerializer.CanSerialize(graph)) return null;
        var made = graph.Nodes.SelectMany(node => node.Outputs).ToDictionary(value => value.Name, StringComparer.Ordinal);
        var outputs = graph.Outputs.Select(output => output.Value.Name).ToHashSet(StringComparer.Ordinal);
        var named = inputs.Zip(program.Inputs, (tensor, input) => (input.Spec.Name, tensor)).ToArray();

        using var scope = NewDisposeScope();
        var interpreter = new ProgramInterpreter(program, inputs, sizes);
        foreach (var (call, results) in interpreter.Run())
        {
            foreach (var (value, expected) in results)
            {
                if (!lowered.Names.TryGetValue(value, out var name) || !made.TryGetValue(name, out var graphValue)) continue;

                // The graph up to this value alone, so that what follows can neither fail nor change how it is computed.
                var difference = Run(graph, outputs.Contains(name) ? null : graphValue, name, named, out var actual)
                    ?? TensorComparison.Compare(expected, actual!, scaled ? tolerance.ScaledTo(expected) : tolerance).Difference;
                if (difference is not null)
                    return new FirstDifference(
                        call, difference)
                    { IsTie = actual is not null && Ties.Explain(call, value, interpreter, actual) };
            }
        }

        return null;
    }

    private static string? Run(Graph graph, GraphValue? intermediate, string name, (string, Tensor)[] inputs, out Tensor? actual)
    {
        actual = null;
        try
        {
            using var session = new OnnxSession(GraphSerializer.Serialize(graph, intermediate is null ? null : [intermediate]));
            actual = session.Run(inputs, [name])[0];
            return null;
        }
        catch (OnnxRuntimeException exception)
        {
            return exception.Message;
        }
    }
}
