using System.Globalization;

namespace Tfaip.Export.Programs;

/// <summary>A line of the model's source.</summary>
/// <param name="File">The file as its debug information names it.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record SourceLine(string File, int Line)
{
    /// <summary>The file as messages name it: relative to the working directory where it lies inside, else as it is.</summary>
    public string DisplayFile
    {
        get
        {
            if (!Path.IsPathFullyQualified(File)) return File;
            var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), File);
            return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathFullyQualified(relative) ? File : relative;
        }
    }

    /// <summary>The file's name and the line, such as <c>Net.cs:12</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(File)}:{Line}");
}
