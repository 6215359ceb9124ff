using CommandLine;

namespace Tfaip.Commands.Verbs;

/// <summary>The options of the verbs that have a parameter tree.</summary>
internal abstract class TreeOptions : CommonOptions
{
    [Option("print-config", HelpText = "Print the resolved configuration instead of running it.")]
    public bool PrintConfig { get; set; }

    [Option("explain", HelpText = "Show where a value comes from and what it overrides: --explain trainer.epochs.")]
    public string? Explain { get; set; }

    /// <summary>Whether the tree is asked about and not to be run, so that standard output is for the answer.</summary>
    public bool IsQuestion => PrintConfig || Help is not null || Explain is not null;
}
