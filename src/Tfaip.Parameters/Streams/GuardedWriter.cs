using System.Text;

namespace Tfaip.Parameters.Streams;

/// <summary>
/// A stream of text that never throws: what cannot be written is left out, from the first time on, and the reason is kept. A disk that is
/// full behind standard output must not end what a program works on. Lines end in LF on every system.
/// </summary>
internal sealed class GuardedWriter : TextWriter
{
    private const string SystemLineEnd = "\r\n";
    private readonly TextWriter? _inner;
    private readonly string _name;

    /// <summary>Creates the stream.</summary>
    /// <param name="inner">Where the text goes; null where nobody reads it.</param>
    /// <param name="name">What messages call it.</param>
    public GuardedWriter(TextWriter? inner, string name)
    {
        (_inner, _name) = (inner, name);
        Failure = inner is null ? $"{name} is closed." : null;
        CoreNewLine = ['\n'];
    }

    /// <summary>Why text was left out; null where none was.</summary>
    public string? Failure { get; private set; }

    public override Encoding Encoding => _inner?.Encoding ?? Encoding.UTF8;

    public override void Write(char value) => Try(writer => writer.Write(value));

    // Libraries put the line ends of the system into their texts.
    public override void Write(string? value) => Try(writer => writer.Write(value?.Replace(SystemLineEnd, "\n", StringComparison.Ordinal)));

    public override void Write(char[] buffer, int index, int count)
    {
        if (buffer.AsSpan(index, count).IndexOf(SystemLineEnd) >= 0) Write(new string(buffer, index, count));
        else Try(writer => writer.Write(buffer, index, count));
    }

    public override void Flush() => Try(writer => writer.Flush());

    protected override void Dispose(bool disposing)
    {
        if (disposing) Flush();
        base.Dispose(disposing);
    }

    private void Try(Action<TextWriter> write)
    {
        if (Failure is not null) return;
        try
        {
            write(_inner!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failure = $"{_name}: cannot be written: {error.Message.TrimEnd('.')}.";
        }
    }
}
