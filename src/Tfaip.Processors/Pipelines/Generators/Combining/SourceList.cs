using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>Opens several sources: all of them or none.</summary>
internal static class SourceList
{
    /// <summary>Opens the sources.</summary>
    /// <exception cref="TfaipException">One cannot be opened; those that were are closed again.</exception>
    public static ISampleSource[] Open(IReadOnlyList<GeneratorParams> generators) =>
        Open(generators, static generator => generator.Open());

    /// <summary>Opens a source for each item.</summary>
    /// <exception cref="TfaipException">One cannot be opened; those that were are closed again.</exception>
    public static ISampleSource[] Open<T>(IReadOnlyList<T> items, Func<T, ISampleSource> open)
    {
        if (items.Count == 0) throw new TfaipException("There are no sources; give at least one.");
        var sources = new List<ISampleSource>(items.Count);
        try
        {
            foreach (var item in items) sources.Add(open(item));
            return [.. sources];
        }
        catch
        {
            Close(sources);
            throw;
        }
    }

    /// <summary>
    /// What is known of the samples of all sources: a count of a value where each of them says it, the largest of these.
    /// </summary>
    public static IReadOnlyList<ValueCount> Counts(IReadOnlyList<GeneratorParams> generators) =>
    [
        .. generators.SelectMany(generator => generator.Counts())
            .GroupBy(count => (count.Side, count.Key))
            .Where(group => group.Count() == generators.Count)
            .Select(group => group.MaxBy(count => count.Count)!),
    ];

    /// <summary>Closes the sources.</summary>
    public static void Close(IEnumerable<ISampleSource> sources)
    {
        foreach (var source in sources) source.Dispose();
    }
}
