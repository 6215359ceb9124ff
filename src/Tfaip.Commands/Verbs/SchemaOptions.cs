using CommandLine;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>schema</c>.</summary>
[Verb("schema")]
internal sealed class SchemaOptions : CommonOptions
{
    // A letter alone: --output is a parameter.
    [Option('o', HelpText = "The file to write; standard output without it.")]
    public string? File { get; set; }
}
