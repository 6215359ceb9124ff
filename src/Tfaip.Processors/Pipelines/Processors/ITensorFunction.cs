using System.Numerics;
using System.Numerics.Tensors;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>A function over tensors that is the same for every type of numbers.</summary>
internal interface ITensorFunction
{
    /// <summary>The result for one tensor.</summary>
    object Invoke<T>(Tensor<T> tensor)
        where T : unmanaged, INumber<T>;
}
