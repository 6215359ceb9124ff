using System.Reflection;
using Tfaip.Commands.Scenarios;

namespace Tfaip.Commands.Output;

/// <summary>Says how a tool is called, so that what is printed can be typed.</summary>
internal static class ToolCommands
{
    /// <summary>The tool's name; in a clone of the sources, where it is not installed, the command that builds and runs it.</summary>
    /// <param name="tool">The tool's name.</param>
    public static string Of(string tool)
    {
        if (Environment.GetEnvironmentVariable(ProgramStart.Variable) is { Length: > 0 } launcher) return Of(tool, launcher);
        return tool == "tfaip-train" && ProgramScenario.ProjectOf(Assembly.GetEntryAssembly()) is not null ? OwnProgram : tool;
    }

    // Without a launcher the scenario's program was called by itself.
    private static string OwnProgram =>
        Environment.ProcessPath is { } program
        && !Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? CommandPaths.Show(program)
            : $"dotnet {CommandPaths.Show(Assembly.GetEntryAssembly()!.Location)}";

    internal static string Of(string tool, string programFolder)
    {
        // In a clone the launcher runs from tools/tfaip-train/bin/CONFIGURATION/FRAMEWORK.
        for (var folder = programFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "tfaip-train.csproj"))) continue;
            var file = Path.Combine(Path.GetDirectoryName(folder)!, tool, tool + ".csproj");
            return File.Exists(file) ? $"dotnet run -c Release --project {CommandPaths.Show(Path.GetDirectoryName(file)!)} --" : tool;
        }

        return tool;
    }
}
