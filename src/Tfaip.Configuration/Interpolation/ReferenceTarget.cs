using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Interpolation;

/// <summary>The place that a reference names.</summary>
/// <param name="View">The place as it is now configured; null where there is none, or none yet.</param>
/// <param name="Nearest">The place itself, or the nearest one above it.</param>
internal sealed record ReferenceTarget(ParameterView? View, ParameterView Nearest)
{
    /// <summary>Whether it is the variant of <see cref="Nearest"/>: <c>optimizer.type</c>.</summary>
    public required bool IsVariant { get; init; }

    /// <summary>The expressions that decide what stands at the place: there and below, or above.</summary>
    public required IReadOnlyList<PendingExpression> Pending { get; init; }

    /// <summary>Whether the tree must be looked at again when those have their values, before the place has one.</summary>
    public required bool IsKnownNextRound { get; init; }

    /// <summary>Whether something is wrong with what is there, which is reported in its place.</summary>
    public required bool HasFailed { get; init; }

    /// <summary>Whether there is such a parameter.</summary>
    public bool Exists => View is not null || IsVariant;
}
