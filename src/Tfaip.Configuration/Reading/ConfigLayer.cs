using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>One of the trees that a configuration is put together of: a file's, or that of the command line.</summary>
/// <param name="Name">The file as messages show it, or <c>command line</c>.</param>
/// <param name="Tree">The tree as it is written.</param>
internal sealed record ConfigLayer(string Name, ConfigNode Tree)
{
    /// <summary>The name of the command line's layer.</summary>
    public const string CommandLine = "command line";
}
