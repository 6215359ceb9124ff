using Tfaip.Parameters.Streams;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>How errors look: in colours on a terminal that has them, plain elsewhere.</summary>
/// <param name="HasColours">Whether escape sequences may be written.</param>
/// <param name="Width">How many columns there are.</param>
internal sealed record ErrorStyle(bool HasColours, int Width)
{
    /// <summary>Without colours, for files and pipes.</summary>
    public static ErrorStyle Plain { get; } = new(false, 120);

    public string Strong(string text) => Sequence("1", text);

    public string Marked(string text) => Sequence("1;31", text);

    public string Quiet(string text) => Sequence("2", text);

    private string Sequence(string code, string text) =>
        HasColours ? $"\e[{code}m{PlainWriter.Escape(text)}\e[0m" : PlainWriter.Escape(text);
}
