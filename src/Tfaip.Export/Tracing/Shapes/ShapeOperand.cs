using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>A tensor as a shape rule sees it.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Tensor">The tensor where it is the same at all sizes and its values may count; null elsewhere.</param>
internal sealed record ShapeOperand(ScalarType Type, IReadOnlyList<Size> Shape, Tensor? Tensor = null)
{
    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Count;
}
