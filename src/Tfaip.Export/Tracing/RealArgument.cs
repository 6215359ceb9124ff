namespace Tfaip.Export.Tracing;

/// <summary>A real number that depends on the inputs' sizes.</summary>
/// <param name="Value">The number.</param>
public sealed record RealArgument(Real Value) : Argument;
