namespace Tfaip.Parameters;

/// <summary>
/// Lets a number, or the numbers of a list or dictionary, be written with a unit. Without it a number with a unit is refused. A value is
/// written out as the plain number.
/// </summary>
/// <param name="kind">Which units.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(UnitKind kind) : Attribute
{
    /// <summary>Which units.</summary>
    public UnitKind Kind { get; } = kind;
}
