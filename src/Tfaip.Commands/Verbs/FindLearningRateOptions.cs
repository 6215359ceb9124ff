using System.Globalization;
using CommandLine;
using Tfaip.Parameters.Streams;
using Tfaip.Training.LearningRates;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>find-lr</c>.</summary>
[Verb("find-lr")]
internal sealed class FindLearningRateOptions : TreeOptions
{
    private const double Least = 1e-20;
    private const double Most = 1e20;
    private const int MostSteps = 1_000_000;

    [Option("steps", HelpText = "How many steps, from 10 on. Default: 100.")]
    public string? Steps { get; set; }

    [Option("from", HelpText = "The learning rate of the first step. Default: 1e-7.")]
    public string? From { get; set; }

    [Option("to", HelpText = "The learning rate of the last step. Default: 10.")]
    public string? To { get; set; }

    [Option("json", HelpText = "Write the values to this file too, as JSON.")]
    public string? Json { get; set; }

    /// <summary>The learning rates.</summary>
    /// <exception cref="CommandLineException">A text is no number, or out of range.</exception>
    public LearningRateRange Range()
    {
        var usual = LearningRateRange.Default;
        var range = new LearningRateRange(Rate("--from", From) ?? usual.From, Rate("--to", To) ?? usual.To, StepsNumber() ?? usual.Steps);
        if (range.From < range.To) return range;
        throw new CommandLineException(string.Create(
            CultureInfo.InvariantCulture,
            $"--from {From ?? $"{usual.From} (the default)"}, --to {To ?? $"{usual.To} (the default)"}: the learning rate grows, so --from "
            + $"must be below --to."));
    }

    private static double? Rate(string option, string? text) => text is null
        ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= Least and <= Most
            ? rate
            : throw new CommandLineException(string.Create(
                CultureInfo.InvariantCulture,
                $"{option} {text}: must be a learning rate, a number from {Least:0e0} to {Most:0e0} such as 1e-5."));

    private int? StepsNumber() => Steps is null
        ? null
        : int.TryParse(Steps, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            && steps is >= LearningRateRange.LeastSteps and <= MostSteps
            ? steps
            : throw new CommandLineException(string.Create(
                CultureInfo.InvariantCulture,
                $"--steps {Steps}: must be a whole number from {LearningRateRange.LeastSteps} to {MostSteps}."));
}
