using System.Linq.Expressions;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>Operations of one kind, and where their graphs give what TorchSharp gives.</summary>
/// <param name="Operations">What they are, as the page lists them.</param>
/// <param name="Sample">One of them; the types are tried with it.</param>
/// <param name="Types">The element types in which ONNX Runtime runs the graph, of those that TorchSharp takes.</param>
/// <param name="Range">What the numbers may be.</param>
internal sealed record ExactnessRow(string Operations, Expression<Func<Tensor, Tensor>> Sample, string Types, string Range)
{
    /// <value>The shape of the sample's input. Default: 3, 4, 6.</value>
    public long[] Shape { get; init; } = [3, 4, 6];

    /// <value>Whether TorchSharp takes floating-point numbers alone; it may end the process on others. Default: false.</value>
    public bool IsOfFloats { get; init; }

    /// <value>
    /// Methods and layers that treat what is not finite otherwise by default, and as TorchSharp does with <c>--exact-nan</c>.
    /// Default: none.
    /// </value>
    public string ByOption { get; init; } = "";

    /// <value>Methods and layers that treat what is not finite otherwise in any case. Default: none.</value>
    public string Never { get; init; } = "";
}
