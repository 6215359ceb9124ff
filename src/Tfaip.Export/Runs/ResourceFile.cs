namespace Tfaip.Export.Runs;

/// <summary>A file that a model takes along into its package.</summary>
/// <param name="Name">The name that the model knows it by, also its name under <c>resources/</c> in the package.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ResourceFile(string Name, ReadOnlyMemory<byte> Content);
