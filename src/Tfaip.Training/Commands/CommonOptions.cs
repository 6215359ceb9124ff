using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The options of every verb.</summary>
internal abstract class CommonOptions
{
    /// <summary>The long names of all fixed options: no parameter of the tree has one of them.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(["verbose", "overwrite", "help", "version"]);

    [Option("verbose", HelpText = "Show the stack trace of an error too.")]
    public bool Verbose { get; set; }

    [Option("help", HelpText = "Show this help.")]
    public bool Help { get; set; }

    [Option("version", HelpText = "Show the version.")]
    public bool Version { get; set; }

    /// <summary>The file or folder of the verb; null where none was given.</summary>
    public abstract string? Path { get; set; }

    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];
}
