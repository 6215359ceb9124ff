using System.Numerics;

namespace Tfaip.Processors.Samples;

/// <summary>A function over an element type that is the same for every type of numbers.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface INumberFunction<out TResult>
{
    /// <summary>The result for one type.</summary>
    TResult Invoke<T>()
        where T : unmanaged, INumber<T>;
}
