using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>A configuration as it was read: the layers that it is put together of, and the tree that they give.</summary>
public sealed record LoadedConfig
{
    internal LoadedConfig(ConfigNode tree, IReadOnlyList<ConfigLayer> layers) => (Tree, Layers) = (tree, layers);

    /// <summary>The layers over each other, with the expressions that stand in them; a scenario resolves those.</summary>
    public ConfigNode Tree { get; internal init; }

    /// <summary>
    /// The layers as they are written but for their includes, each over those before it: the files, then the command line if it
    /// names parameters.
    /// </summary>
    internal IReadOnlyList<ConfigLayer> Layers { get; init; }

    /// <summary>The value of an environment variable, or null where it is not set, for expressions in <see cref="Tree"/>.</summary>
    internal Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;
}
