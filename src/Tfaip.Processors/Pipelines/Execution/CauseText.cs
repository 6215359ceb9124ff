using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>What the message of an error that wraps another says of it.</summary>
internal static class CauseText
{
    /// <summary>Errors that do not explain themselves are named.</summary>
    public static string Explain(Exception cause) =>
        cause is TfaipException ? cause.Message : $"{cause.GetType().Name}: {cause.Message}";
}
