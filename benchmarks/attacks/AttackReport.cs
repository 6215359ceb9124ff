namespace Attacks;

/// <summary>What attacks came to.</summary>
/// <param name="Cases">How many files of each kind were read.</param>
/// <param name="Faults">What was wrong; none if all is well.</param>
/// <param name="Restarts">How often the reading process had to be started anew.</param>
public sealed record AttackReport(IReadOnlyDictionary<string, int> Cases, IReadOnlyList<string> Faults, int Restarts);
