namespace Tfaip.Commands.Verbs;

/// <summary>What the exit codes of the tool mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run failed.</summary>
    public const int RunFailed = 1;

    /// <summary>The configuration or the command line is wrong; nothing was run.</summary>
    public const int WrongConfiguration = 2;

    /// <summary>The run was stopped and can be resumed.</summary>
    public const int Interrupted = 130;
}
