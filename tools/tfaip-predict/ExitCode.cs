namespace Tfaip.Predict;

/// <summary>What the exit codes of the tool mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The package or at least one input failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a configuration is wrong.</summary>
    public const int WrongConfiguration = 2;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
