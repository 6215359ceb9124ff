using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The options of every verb.</summary>
internal abstract class CommonOptions
{
    [Option("verbose", HelpText = "Show the stack trace of an error too.")]
    public bool Verbose { get; set; }

    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];
}
