using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Programs;

/// <summary>What a recorded call was given for a parameter.</summary>
public abstract record Argument
{
    private protected Argument()
    {
    }
}

/// <summary>A tensor.</summary>
/// <param name="Value">The number of the value.</param>
internal sealed record TensorArgument(int Value) : Argument;

/// <summary>A number that depends on the inputs' sizes.</summary>
/// <param name="Size">The number.</param>
internal sealed record SizeArgument(Size Size) : Argument
{
    /// <value>Whether the number was given as a floating-point one, which decides the type of a result. Default: false.</value>
    public bool IsFloatingPoint { get; init; }
}

/// <summary>
/// Anything that is the same at all sizes: a number, truth value, string or enumeration, null, or an object of TorchSharp's
/// such as a device. A <see cref="TorchSharp.Scalar"/> is held as the long, double or bool in it.
/// </summary>
/// <param name="Value">The value.</param>
internal sealed record ConstantArgument(object? Value) : Argument;

/// <summary>Several in order: an array, span, list or tuple.</summary>
/// <param name="Items">The items.</param>
internal sealed record ListArgument(IReadOnlyList<Argument> Items) : Argument;

/// <summary>A <see cref="TorchSharp.torch.TensorIndex"/>.</summary>
/// <param name="Kind">What it selects.</param>
internal sealed record IndexArgument(IndexKind Kind) : Argument
{
    /// <value>
    /// The number, truth value or tensor of a <see cref="IndexKind.Single"/>, <see cref="IndexKind.Bool"/> or
    /// <see cref="IndexKind.Tensor"/>. Default: null.
    /// </value>
    public Argument? Value { get; init; }

    /// <value>The start of a slice. Default: null, not given.</value>
    public Argument? Start { get; init; }

    /// <value>The end of a slice, exclusive. Default: null, not given.</value>
    public Argument? Stop { get; init; }

    /// <value>The step of a slice. Default: null, not given.</value>
    public Argument? Step { get; init; }
}
