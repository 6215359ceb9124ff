using System.Diagnostics;
using System.Text;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The command line of the .NET SDK, run in the checkout.</summary>
internal static class DotNet
{
    /// <summary>Runs a command of it.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => RunProgramAsync("dotnet", Repository.Root, arguments);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ToolResult> RunProgramAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // What a build above these tests set for itself would lead another build astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
