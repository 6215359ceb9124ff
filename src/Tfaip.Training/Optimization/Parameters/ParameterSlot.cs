using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Parameters;

/// <summary>The place of one parameter in the flat tensors.</summary>
/// <param name="Name">Its name in the module.</param>
/// <param name="Parameter">The parameter itself.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="Shape">Its shape.</param>
public sealed record ParameterSlot(string Name, Parameter Parameter, long Offset, long Length, IReadOnlyList<long> Shape)
{
    /// <summary>This parameter's part of a flat tensor, in the parameter's shape.</summary>
    public Tensor ViewOf(Tensor flat)
    {
        ArgumentNullException.ThrowIfNull(flat);
        using var part = flat.narrow(0, Offset, Length);
        return part.view(Shape.ToArray());
    }
}
