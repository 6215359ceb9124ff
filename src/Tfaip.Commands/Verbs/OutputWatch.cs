using Tfaip.Parameters;

namespace Tfaip.Commands.Verbs;

/// <summary>Watches whether standard output takes what is written: an answer must get there, what a run shows need not.</summary>
/// <param name="failure">Says why it does not; null where it does.</param>
internal sealed class OutputWatch(Func<string?> failure)
{
    private bool _isDisplay;

    /// <summary>Why something was not written; null where all was.</summary>
    public string? Failure => failure();

    /// <summary>What is written from now on shows how a run goes: the run itself is what was asked for.</summary>
    public void BeginDisplay() => _isDisplay = true;

    /// <summary>Ends what answers on standard output.</summary>
    /// <exception cref="TfaipException">The answer was not written.</exception>
    public void Check()
    {
        if (!_isDisplay && Failure is { } message) throw new TfaipException(message);
    }
}
