using System.Numerics;
using System.Numerics.Tensors;

namespace Tfaip.Processors.Samples;

/// <summary>Tensors and numbers of a type with arithmetic.</summary>
internal sealed class NumberElements<T>(ElementType type) : Elements<T>(type)
    where T : unmanaged, INumber<T>
{
    public override TResult? OfNumber<TResult>(INumberFunction<TResult> function)
        where TResult : class => function.Invoke<T>();

    protected override void ToSingles(ReadOnlySpan<T> values, Span<float> singles) =>
        TensorPrimitives.ConvertTruncating(values, singles);

    protected override T FromDouble(double value) => T.CreateSaturating(value);

    protected override double ToDouble(T value) => double.CreateSaturating(value);
}
