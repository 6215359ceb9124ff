using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Finds the value that a processor works on.</summary>
internal static class SampleValue
{
    /// <summary>The input of that name, or an error that says which there are.</summary>
    public static object InputOf(Sample sample, string key) => Find(sample.Inputs, "input", key);

    /// <summary>The output of that name, or an error that says which there are.</summary>
    public static object OutputOf(Sample sample, string key) => Find(sample.Outputs, "output", key);

    /// <summary>Refuses an empty key, where the record was not made from a configuration.</summary>
    public static string Key(string key, string processor) => key.Length > 0
        ? key
        : throw new TfaipException($"The processor '{processor}' has no key; give the name of the value that it works on.");

    private static object Find(SampleValues values, string what, string key) => values.TryGetValue(key, out var value)
        ? value
        : throw new TfaipException(
            $"the sample has no {what} '{key}'; it has {(values.Count == 0 ? "none" : string.Join(", ", values.Keys))}.");
}
