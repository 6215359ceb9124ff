namespace Tfaip.Training.WarmStart;

/// <summary>A tensor of the model that was loaded.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="From">Its name in the source.</param>
/// <param name="ConvertedFrom">The element type that it had there; null where it is the same.</param>
public sealed record LoadedTensor(string Name, string From, string? ConvertedFrom);
