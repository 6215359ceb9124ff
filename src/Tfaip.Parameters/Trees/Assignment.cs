namespace Tfaip.Parameters.Trees;

/// <summary>One parameter of the command line.</summary>
/// <param name="Path">The names from the root on.</param>
/// <param name="Value">The value: a scalar, a list where there were several, or elements to append.</param>
/// <param name="Origin">The argument that names the parameter.</param>
internal sealed record Assignment(IReadOnlyList<string> Path, ConfigNode Value, ArgumentOrigin Origin);
