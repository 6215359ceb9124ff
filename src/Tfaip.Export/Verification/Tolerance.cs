namespace Tfaip.Export.Verification;

/// <summary>How far a graph may be from the model: |graph - model| &lt;= <paramref name="Absolute"/> + <paramref name="Relative"/> * |model|.</summary>
/// <param name="Relative">The relative part.</param>
/// <param name="Absolute">The absolute part.</param>
internal sealed record Tolerance(double Relative, double Absolute);
