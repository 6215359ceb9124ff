namespace Tfaip.Processors.Samples;

/// <summary>A function over an element type that needs its .NET type.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface IElementFunction<out TResult>
{
    /// <summary>The result for one type.</summary>
    TResult Invoke<T>()
        where T : unmanaged;
}
