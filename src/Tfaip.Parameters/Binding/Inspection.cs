using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Binding;

/// <summary>A tree as <see cref="ParameterBinder.Inspect"/> found it.</summary>
/// <param name="Root">The tree as it is configured.</param>
/// <param name="Value">The record; null where there are errors.</param>
/// <param name="Errors">What is wrong, in the order of the file.</param>
internal sealed record Inspection(ParameterView Root, object? Value, IReadOnlyList<ConfigurationError> Errors);
