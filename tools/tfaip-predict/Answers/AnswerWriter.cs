using Tfaip.Parameters;

namespace Tfaip.Predict.Answers;

/// <summary>Writes answers, a line each; one that cannot be written ends the run.</summary>
/// <param name="writer">Where they go; it does not throw.</param>
/// <param name="failure">Says why they did not get there; null where they did.</param>
internal sealed class AnswerWriter(TextWriter writer, Func<string?> failure)
{
    /// <summary>Writes a line.</summary>
    public void Write(string line) => writer.Write(line + "\n");

    /// <summary>Brings the lines to their place.</summary>
    /// <exception cref="TfaipException">They cannot be written.</exception>
    public void Flush()
    {
        writer.Flush();
        if (failure() is { } message) throw new TfaipException(message);
    }
}
