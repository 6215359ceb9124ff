using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Text.Processing;

/// <summary>What the tokenizers share.</summary>
internal static class TokenizerRules
{
    /// <summary>Holds records that were made in code to the rules that files are held to.</summary>
    public static void Check<T>(T parameters, string processor)
        where T : TokenizerParams, IValidatable
    {
        if (parameters.Key.Length == 0)
            throw new TfaipException($"The processor '{processor}' has no key; give the name of the value that it works on.");
        foreach (var (property, message) in parameters.Validate())
        {
            throw new TfaipException($"{processor}: {Naming.ToSnakeCase(property)}: {message}");
        }
    }

    /// <summary>The text of an input.</summary>
    public static string TextOf(Sample sample, string key)
    {
        if (!sample.Inputs.TryGetValue(key, out var value))
        {
            throw new TfaipException(
                $"the sample has no input '{key}'; it has {(sample.Inputs.Count == 0 ? "none" : string.Join(", ", sample.Inputs.Keys))}.");
        }

        return value as string
            ?? throw new TfaipException($"the input '{key}' is {SampleValues.Describe(value)}; it must be a text, a string.");
    }
}
