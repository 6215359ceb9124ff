namespace Tfaip.Commands.Exporting;

/// <summary>What the exit codes of the tool mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The package was not written or cannot be read.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a configuration is wrong.</summary>
    public const int WrongConfiguration = 2;
}
