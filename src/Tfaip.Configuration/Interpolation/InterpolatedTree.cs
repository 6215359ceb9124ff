using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>A tree after its expressions were replaced by what they stand for.</summary>
/// <param name="Tree">The tree; an expression that is wrong still stands in it.</param>
/// <param name="Errors">What is wrong with expressions.</param>
/// <param name="Failed">
/// Where expressions without a value stand: what is wrong there besides follows from that. Some have no error of their own, since they
/// depend on something that has.
/// </param>
internal sealed record InterpolatedTree(ConfigNode Tree, IReadOnlyList<ConfigurationError> Errors, IReadOnlySet<Origin> Failed);
