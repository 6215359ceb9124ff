using System.Collections.Concurrent;
using System.Diagnostics;
using Tfaip.Inference.Inputs;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Graphs;

/// <summary>Warns of inputs that are larger than any that the export was verified with, once for each free size.</summary>
/// <param name="graph">The graph with its verdict.</param>
/// <param name="package">The package, for the message.</param>
/// <param name="warn">What is told; null for the trace.</param>
internal sealed class VerifiedSizes(GraphEntry graph, string package, Action<string>? warn)
{
    private readonly ConcurrentDictionary<string, bool> _warned = [];

    /// <summary>Looks at inputs with their batch axis.</summary>
    public void Check(IReadOnlyDictionary<string, object> inputs)
    {
        if (graph.Verification.Largest.Count == 0 || _warned.Count == graph.Verification.Largest.Count) return;
        foreach (var spec in graph.Inputs)
        {
            if (Form.Of(inputs[spec.Name]) is { } form) Check(spec, form.Shape);
        }
    }

    private void Check(TensorSpec spec, nint[] lengths)
    {
        for (var axis = 0; axis < Math.Min(lengths.Length, spec.Shape.Count); axis++)
        {
            if (spec.Shape[axis].Name is not { } size || !graph.Verification.Largest.TryGetValue(size, out var largest)
                    || lengths[axis] <= largest || !_warned.TryAdd(size, true))
                continue;
            var message = $"{package}: '{size}' is {lengths[axis]} in the input '{spec.Name}', but the export was verified up to "
                + $"{largest}. "
                + $"Its answers may differ from the model's beyond that. To verify further, export with a bound such as \"; {size}: "
                + $"1..{lengths[axis]}\".";
            if (warn is null) Trace.TraceWarning(message);
            else warn(message);
        }
    }
}
