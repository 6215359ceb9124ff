using System.Buffers;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>The command line as it was typed, to point at one of its arguments.</summary>
/// <param name="tool">The tool's name.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class TypedCommand(string tool, IReadOnlyList<string> arguments)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\n\"'$`\\*?[]{}()<>|&;#~!");

    /// <summary>The command line, and where one of its arguments is in it; null where there is no such argument.</summary>
    /// <param name="position">The argument, from 1.</param>
    public (string Line, int Start, int Length)? Find(int position)
    {
        if (position < 1 || position > arguments.Count) return null;
        var shown = arguments.Select(Quote).ToArray();
        var start = tool.Length + 1 + shown.Take(position - 1).Sum(argument => argument.Length + 1);
        return ($"{tool} {string.Join(' ', shown)}", start, shown[position - 1].Length);
    }

    // For a shell of POSIX; only to be recognised elsewhere.
    private static string Quote(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(Special)
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
