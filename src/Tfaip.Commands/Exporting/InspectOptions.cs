using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>inspect</c>.</summary>
[Verb("inspect", HelpText = "Show what a package holds.")]
internal sealed class InspectOptions : CommonOptions
{
    [Value(0, MetaName = "PACKAGE", Required = true, HelpText = "The package: a file or a folder.")]
    public string Package { get; set; } = "";
}
