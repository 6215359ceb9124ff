using CommandLine;
using Tfaip.Processors.Manifests;

namespace Tfaip.Predict;

/// <summary>The command line of the tool.</summary>
internal sealed class PredictOptions
{
    [Value(0, MetaName = "PACKAGE", Required = true, HelpText = "The model package: a file or a folder.")]
    public string Package { get; set; } = "";

    [Value(
        1,
        MetaName = "INPUT",
        HelpText = "Files as the model takes them; .csv or .tsv (also .gz): each row is an input, read as in training where the package "
            + "says how, else of numbers alone; .jsonl: each line is one; "
            + "-: paths from standard input, one a line; *, ? and ** stand for the names that match.")]
    public IEnumerable<string> Inputs { get; set; } = [];

    [Option("graph", MetaValue = "NAME", Default = Manifest.DefaultGraph, HelpText = "The graph of the package that answers. "
        + "Post-processing is for default alone: another's outputs are the answer.")]
    public string Graph { get; set; } = Manifest.DefaultGraph;

    [Option("output", MetaValue = "FILE", HelpText = "Write the lines to a file, in one piece at the end. Default: standard output, each "
        + "line as soon as it is known.")]
    public string? Output { get; set; }

    [Option("device", MetaValue = "DEVICE", Default = "cpu", HelpText = "The device that the graph runs on: cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "cpu";

    [Option("allow-fallback", HelpText = "Run on the CPU where the device is not there.")]
    public bool AllowFallback { get; set; }

    [Option("verbose", HelpText = "Show the stack trace of an error too.")]
    public bool Verbose { get; set; }
}
