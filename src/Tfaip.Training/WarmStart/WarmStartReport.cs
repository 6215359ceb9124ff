using System.Globalization;

namespace Tfaip.Training.WarmStart;

/// <summary>What a run began with.</summary>
/// <param name="Source">The full path of the file or of the checkpoint's folder.</param>
/// <param name="Loaded">The tensors of the model that were loaded, in the model's order.</param>
/// <param name="Kept">The tensors of the model that begin as in a new run.</param>
/// <param name="Unused">The tensors of the source that were not loaded, by their names there.</param>
public sealed record WarmStartReport(
    string Source, IReadOnlyList<LoadedTensor> Loaded, IReadOnlyList<string> Kept, IReadOnlyList<string> Unused)
{
    private const int MostShown = 8;

    /// <summary>The report in one line, for people.</summary>
    public string Text
    {
        get
        {
            var converted = Loaded.Count(tensor => tensor.ConvertedFrom is not null);
            return string.Create(
                CultureInfo.InvariantCulture, $"warm start: {Loaded.Count} of {Loaded.Count + Kept.Count} tensors from {Source}")
                + (converted > 0 ? string.Create(CultureInfo.InvariantCulture, $", {converted} of them converted") : "")
                + (Kept.Count > 0 ? $"; as in a new run: {Names(Kept)}" : "")
                + (Unused.Count > 0 ? $"; not loaded: {Names(Unused)}" : "");
        }
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostShown))
        + (names.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostShown} more") : "");
}
