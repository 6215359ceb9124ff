namespace KillStorm;

/// <summary>What a storm came to.</summary>
/// <param name="Kills">How many kills hit each phase.</param>
/// <param name="Runs">How many runs came to their end.</param>
/// <param name="Files">How many files of each were compared.</param>
/// <param name="Differences">The files that were not those of the undisturbed run; none if all is well.</param>
public sealed record StormReport(IReadOnlyDictionary<Phase, int> Kills, int Runs, int Files, IReadOnlyList<string> Differences)
{
    /// <summary>How many kills there were.</summary>
    public int TotalKills => Kills.Values.Sum();
}
