using Tfaip.Export.Graphs;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>A tensor that a call was given: the value in the graph, with its shape.</summary>
/// <param name="Value">The value.</param>
/// <param name="Shape">Its axes.</param>
internal sealed record Operand(GraphValue Value, IReadOnlyList<Size> Shape)
{
    /// <value>
    /// Whether it stands for complex numbers: then the value has a last axis of two more than the shape says. Default: false.
    /// </value>
    public bool IsComplex { get; init; }

    /// <summary>The type of the elements; of complex numbers, that of their parts.</summary>
    public ScalarType Type => Value.Type;

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Count;

    /// <summary>An axis counted from the front, of one that may be counted from the back.</summary>
    public long Axis(long dimension) => dimension < 0 ? dimension + Math.Max(Rank, 1) : dimension;
}
