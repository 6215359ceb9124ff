using System.Diagnostics;

/// <summary>
/// Run by the runtime before a program that has <c>DOTNET_STARTUP_HOOKS</c> set to this assembly: at the program's end it writes which
/// native libraries were loaded to the file that <c>TFAIP_TEST_MODULES</c> names.
/// </summary>
internal static class StartupHook
{
    public const string FileVariable = "TFAIP_TEST_MODULES";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file) return;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            using var process = Process.GetCurrentProcess();
            File.WriteAllLines(file, process.Modules.Cast<ProcessModule>().Select(module => module.ModuleName));
        };
    }
}
