using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Export.Requests;

/// <summary>A model that cannot be exported: what stands in the way, the line that does it, and what to write instead.</summary>
public sealed class ExportException : TfaipException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong and what to do, without the place.</param>
    /// <param name="file">The source file as messages show it, where it is known.</param>
    /// <param name="line">The line in the file, from 1, where it is known.</param>
    /// <param name="innerException">What caused the error, if anything did.</param>
    public ExportException(string message, string? file = null, int? line = null, Exception? innerException = null)
        : base(Place(file, line) + message, innerException) => (File, Line, Explanation) = (file, line, message);

    /// <summary>The source file, or null where it is not known.</summary>
    public string? File { get; }

    /// <summary>The line in <see cref="File"/>, from 1, or null where it is not known.</summary>
    public int? Line { get; }

    /// <summary>The message without the place.</summary>
    internal string Explanation { get; }

    private static string Place(string? file, int? line) =>
        file is null ? "" : line is null ? $"{file}: " : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: ");
}
