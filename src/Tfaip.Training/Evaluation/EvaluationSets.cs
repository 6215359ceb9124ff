using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Evaluation;

/// <summary>The evaluation sets of data.</summary>
internal static class EvaluationSets
{
    /// <summary>Opens all of them; they are the caller's.</summary>
    /// <exception cref="TfaipException">Two sets have the same name, or one has a name that cannot be.</exception>
    public static IReadOnlyList<EvaluationSet> Open(Data data)
    {
        var sets = data.OpenEvaluationSets();
        var wrong = sets.FirstOrDefault(set =>
            set.Name is "" or EvaluationCompleted.Training || set.Name.Contains('/', StringComparison.Ordinal)
            || sets.Count(other => other.Name == set.Name) > 1);
        if (wrong is null) return sets;
        Close(sets);
        throw new TfaipException(
            $"{data.GetType().Name}.OpenEvaluationSets names a set '{wrong.Name}': names of sets are not empty, have no '/', are not "
            + "'training', and differ from each other.");
    }

    /// <summary>Opens all of them, of which there must be one at least.</summary>
    /// <exception cref="TfaipException">There is none, two have the same name, or one has a name that cannot be.</exception>
    public static IReadOnlyList<EvaluationSet> OpenSome(Data data) => Open(data) is { Count: > 0 } sets
        ? sets
        : throw new TfaipException($"{data.GetType().Name}.Open gave no samples for evaluation; give some by parameters of the data.");

    /// <summary>Closes the samples of sets.</summary>
    public static void Close(IEnumerable<EvaluationSet> sets)
    {
        foreach (var set in sets) set.Source.Dispose();
    }
}
