using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Commands;

/// <summary>Arguments that stand together and change parameters of the tree.</summary>
/// <param name="Arguments">The arguments: <c>--trainer.epochs</c>, <c>5</c>, …</param>
/// <param name="FirstPosition">The position of the first one on the command line, from 1.</param>
internal sealed record Override(IReadOnlyList<string> Arguments, int FirstPosition)
{
    /// <summary>Puts overrides over a tree.</summary>
    /// <exception cref="ConfigurationException">An argument is not understood.</exception>
    public static ConfigNode Apply(ConfigNode tree, IReadOnlyList<Override> overrides) =>
        Overrides.Apply(tree, overrides.Select(group => (group.Arguments, group.FirstPosition)));
}
