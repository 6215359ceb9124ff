namespace Tfaip.Parameters.Streams;

/// <summary>What the exit codes of all programs mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>What was asked for failed: a run, an export, at least one input.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a configuration is wrong; nothing was done.</summary>
    public const int WrongConfiguration = 2;

    /// <summary>Stopped by a signal; a run can be resumed.</summary>
    public const int Interrupted = 130;
}
