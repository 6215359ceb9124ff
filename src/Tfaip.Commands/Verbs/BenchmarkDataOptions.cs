using CommandLine;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>benchmark-data</c>.</summary>
[Verb("benchmark-data")]
internal sealed class BenchmarkDataOptions : TreeOptions
{
    [Option("time-limit", HelpText = "How long to measure, such as 30s or 2m. Default: 10s.")]
    public string? TimeLimit { get; set; }

    [Option("evaluation", HelpText = "Measure the data of the evaluation instead of those of training.")]
    public bool Evaluation { get; set; }

    [Option("json", HelpText = "Write the values to this file too, as JSON.")]
    public string? Json { get; set; }

    /// <summary>How long to measure.</summary>
    /// <exception cref="CommandLineException">The text is no time.</exception>
    public TimeSpan Limit => TimeLimit is null
        ? TimeSpan.FromSeconds(10)
        : TimeSpans.Parse(TimeLimit) is { } limit && limit > TimeSpan.Zero && limit <= TimeSpan.FromDays(1)
            ? limit
            : throw new CommandLineException($"--time-limit {TimeLimit}: must be a time up to 1d with its unit, such as 30s or 2m.");
}
