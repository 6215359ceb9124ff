namespace Tfaip.Export.Verification;

/// <summary>How the inputs of a comparison are distributed.</summary>
internal enum InputKind
{
    /// <summary>Normal with standard deviation 1; whole numbers and bounded ones over their whole range.</summary>
    Normal,

    /// <summary>Normal with standard deviation 10; whole numbers and bounded ones at the ends of their range.</summary>
    Large,

    /// <summary>All zero, or the bound that is nearest to it.</summary>
    Zeros,

    /// <summary>Normal ones, among which some are NaN, infinite or minus zero; tried where the graph is exact for them.</summary>
    NotFinite,
}
