using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>run</c>, which may be left out.</summary>
// In capitals, as in the help: a folder may have the name of a verb.
[Verb("RUN", isDefault: true, HelpText = "Export the model of a run directory. The verb may be left out.")]
internal sealed class RunOptions : CommonOptions
{
    [Value(0, MetaName = "RUN", Required = true, HelpText = "The run directory.")]
    public string Run { get; set; } = "";

    [Option('o', "output", MetaValue = "FILE", HelpText = "The package to write, or the graph alone where the name ends with .onnx. "
        + "Default: model.tfaip in the run directory.")]
    public string? Output { get; set; }
}
