namespace Tfaip.Datasets;

/// <summary>An attempt to get a file from a mirror failed; the message says how, without naming the mirror.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="mayPass">Whether another attempt at the same mirror has a chance.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class MirrorException(string message, bool mayPass, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether another attempt at the same mirror has a chance.</summary>
    public bool MayPass { get; } = mayPass;
}
