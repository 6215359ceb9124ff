namespace Tfaip.Commands.Verbs;

/// <summary>All verbs, in the order of the help.</summary>
internal static class Verbs
{
    public static IReadOnlyList<Verb> All { get; } =
        [new TrainVerb(), new ResumeVerb(), new EvaluateVerb(), new FindLearningRateVerb(), new BenchmarkDataVerb(), new SchemaVerb()];

    /// <summary>The verb of parsed options.</summary>
    public static Verb Of(CommonOptions options) => All.Single(verb => verb.Options == options.GetType());
}
