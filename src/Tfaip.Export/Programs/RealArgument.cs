using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Programs;

/// <summary>A real number that depends on the inputs' sizes.</summary>
/// <param name="Value">The number.</param>
internal sealed record RealArgument(Real Value) : Argument;
