using System.Globalization;

namespace Tfaip.Processors.Samples;

/// <summary>
/// The values that a free size can take: <paramref name="Low"/>, <paramref name="Low"/> + <paramref name="Step"/>, … up to
/// <paramref name="High"/>.
/// </summary>
/// <param name="Low">The smallest, 1 or more.</param>
/// <param name="High">The largest, <paramref name="Low"/> or more.</param>
/// <param name="Step">The step, 1 or more.</param>
public sealed record SizeRange(int Low, int High, int Step = 1)
{
    /// <summary>The smallest, 1 or more.</summary>
    public int Low { get; } = Low >= 1
        ? Low
        : throw new ArgumentOutOfRangeException(nameof(Low), Low, "A size is 1 or more.");

    /// <summary>The largest.</summary>
    public int High { get; } = High >= Low
        ? High
        : throw new ArgumentOutOfRangeException(nameof(High), High, $"The largest size is less than the smallest, {Low}.");

    /// <summary>The step, 1 or more.</summary>
    public int Step { get; } = Step >= 1
        ? Step
        : throw new ArgumentOutOfRangeException(nameof(Step), Step, "A step is 1 or more.");

    /// <summary>The range as <see cref="TensorSpec"/> writes it, such as <c>32..96 step 8</c>.</summary>
    public override string ToString() => Step == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Low}..{High}")
        : string.Create(CultureInfo.InvariantCulture, $"{Low}..{High} step {Step}");
}
