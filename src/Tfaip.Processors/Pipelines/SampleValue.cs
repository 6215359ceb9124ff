using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Finds the value that a processor works on.</summary>
internal static class SampleValue
{
    /// <summary>The output of that name, or an error that says which there are.</summary>
    public static object OutputOf(Sample sample, string key) => Of(sample, SampleSide.Outputs, key);

    /// <summary>The value of that name, or an error that says which there are.</summary>
    public static object Of(Sample sample, SampleSide side, string key)
    {
        var values = sample.ValuesOf(side);
        return values.TryGetValue(key, out var value)
            ? value
            : throw new TfaipException(
                $"the sample has no {NameOf(side)} '{key}'; it has {(values.Count == 0 ? "none" : string.Join(", ", values.Keys))}.");
    }

    /// <summary>Whether a processor of targets has nothing to do: in prediction there are none.</summary>
    public static bool IsWithoutTargets(Sample sample, SampleSide side) => side == SampleSide.Targets && sample.Targets.Count == 0;

    /// <summary>What messages call a value.</summary>
    public static string NameOf(SampleSide side, string key) => $"the {NameOf(side)} '{key}'";

    /// <summary>Refuses an empty key, where the record was not made from a configuration.</summary>
    public static string Key(string key, string processor) => key.Length > 0
        ? key
        : throw new TfaipException($"The processor '{processor}' has no key; give the name of the value that it works on.");

    private static string NameOf(SampleSide side) => side switch
    {
        SampleSide.Inputs => "input",
        SampleSide.Targets => "target",
        SampleSide.Outputs => "output",
        _ => "piece of meta information",
    };
}
