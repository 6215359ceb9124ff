using System.Text;

namespace Tfaip.Streams;

/// <summary>
/// A stream of text that never throws: what cannot be written is left out, from the first time on, and the reason is kept. A disk that is full
/// behind standard output must not end what a program works on.
/// </summary>
/// <param name="inner">Where the text goes; null where nobody reads it.</param>
/// <param name="name">What messages call it.</param>
internal sealed class GuardedWriter(TextWriter? inner, string name) : TextWriter
{
    /// <summary>Why text was left out; null where none was.</summary>
    public string? Failure { get; private set; } = inner is null ? $"{name} is closed." : null;

    public override Encoding Encoding => inner?.Encoding ?? Encoding.UTF8;

    public override void Write(char value) => Try(writer => writer.Write(value));

    public override void Write(string? value) => Try(writer => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(writer => writer.Write(buffer, index, count));

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
            write(inner!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failure = $"{name}: cannot be written: {error.Message.TrimEnd('.')}.";
        }
    }
}
