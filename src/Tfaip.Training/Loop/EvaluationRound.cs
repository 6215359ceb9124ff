using Tfaip.Training.Evaluation;

namespace Tfaip.Training.Loop;

/// <summary>What one evaluation of all sets measured.</summary>
/// <param name="Sets">The results by set, in the order of the sets.</param>
/// <param name="Values">All values by name: those of the first set have their names, those of others <c>SET/NAME</c>.</param>
internal sealed record EvaluationRound(IReadOnlyList<EvaluatedSet> Sets, IReadOnlyDictionary<string, double> Values);

/// <summary>What was measured of a set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">The values.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record EvaluatedSet(string Name, EvaluationResult Result, TimeSpan Duration);
