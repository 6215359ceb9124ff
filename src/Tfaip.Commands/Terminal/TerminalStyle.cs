using Spectre.Console;
using Tfaip.Configuration.Diagnostics;

namespace Tfaip.Commands.Terminal;

/// <summary>How errors look on a terminal.</summary>
internal static class TerminalStyle
{
    private const int NarrowestTerminal = 60;
    private const int WidestLine = 160;

    /// <summary>The style for a writer: NO_COLOR and what the terminal can do are respected.</summary>
    public static ErrorStyle For(TextWriter writer)
    {
        var profile = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) }).Profile;
        if (!profile.Out.IsTerminal) return ErrorStyle.Plain;
        return new(profile.Capabilities.Ansi
            && profile.Capabilities.ColorSystem != ColorSystem.NoColors, Math.Clamp(profile.Width, NarrowestTerminal, WidestLine));
    }
}
