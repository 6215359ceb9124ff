using Spectre.Console;
using Tfaip.Streams;

namespace Tfaip.Training.Diagnostics;

/// <summary>How errors look: in colours on a terminal that has them, plain elsewhere.</summary>
/// <param name="HasColours">Whether escape sequences may be written.</param>
/// <param name="Width">How many columns there are.</param>
internal sealed record ErrorStyle(bool HasColours, int Width)
{
    private const int NarrowestTerminal = 60;
    private const int WidestLine = 160;

    /// <summary>Without colours, for files and pipes.</summary>
    public static ErrorStyle Plain { get; } = new(false, 120);

    /// <summary>The style for a writer: NO_COLOR and what the terminal can do are respected.</summary>
    public static ErrorStyle For(TextWriter writer)
    {
        var profile = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) }).Profile;
        if (!profile.Out.IsTerminal) return Plain;
        return new(profile.Capabilities.Ansi && profile.Capabilities.ColorSystem != ColorSystem.NoColors, Math.Clamp(profile.Width, NarrowestTerminal, WidestLine));
    }

    public string Strong(string text) => Sequence("1", text);

    public string Marked(string text) => Sequence("1;31", text);

    public string Quiet(string text) => Sequence("2", text);

    private string Sequence(string code, string text) => HasColours ? $"\e[{code}m{PlainWriter.Escape(text)}\e[0m" : PlainWriter.Escape(text);
}
