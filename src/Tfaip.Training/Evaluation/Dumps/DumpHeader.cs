namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>What a dump says of itself.</summary>
/// <param name="Scenario">The full path of the scenario's project or assembly.</param>
/// <param name="Models">The models that answered, as they were named.</param>
internal sealed record DumpHeader(string Scenario, IReadOnlyList<string> Models);
