using CommandLine;

namespace Tfaip.Commands.Verbs;

/// <summary>
/// The options of every verb. All fixed options of all verbs are known to <see cref="FixedOptions"/>: a <see cref="bool"/> is a
/// flag, a text has a value, and <see cref="OptionalValueAttribute"/> marks one whose value may be left out.
/// </summary>
internal abstract class CommonOptions
{
    [Option("verbose", HelpText = "Show the stack trace of an error too.")]
    public bool Verbose { get; set; }

    /// <summary>Null where no help is asked for; empty where it is asked for in general.</summary>
    [Option("help", HelpText = "Show this help; with a file its parameters, or those below a path: --help trainer.optimizer."),
        OptionalValue]
    public string? Help { get; set; }

    [Option("version", HelpText = "Show the version.")]
    public bool Version { get; set; }

    /// <summary>The file or folder of the verb; null where none was given.</summary>
    [Value(0, Hidden = true)]
    public string? Path { get; set; }

    /// <summary>The files or folders after the first.</summary>
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    /// <summary>Whether the verb takes several files or folders.</summary>
    public virtual bool TakesSeveral => false;
}
