using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Configuration;

/// <summary>A configuration as it was read: the layers that it is put together of, and the tree that they give.</summary>
/// <param name="Tree">The layers over each other.</param>
/// <param name="Layers">The layers as they are written, each over those before it: the files, then the command line if it names parameters.</param>
public sealed record LoadedConfig(ConfigNode Tree, IReadOnlyList<ConfigLayer> Layers);
