namespace Tfaip.Commands.Output;

/// <summary>Says how a tool is called, so that what is printed can be typed.</summary>
internal static class ToolCommands
{
    /// <summary>The tool's name; in a clone of the sources, where it is not installed, the command that builds and runs it.</summary>
    /// <param name="tool">The tool's name.</param>
    public static string Of(string tool) => Of(tool, AppContext.BaseDirectory);

    internal static string Of(string tool, string programFolder)
    {
        // In a clone this program runs from tools/tfaip-train/bin/CONFIGURATION/FRAMEWORK.
        for (var folder = programFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "tfaip-train.csproj"))) continue;
            var file = Path.Combine(Path.GetDirectoryName(folder)!, tool, tool + ".csproj");
            return File.Exists(file) ? $"dotnet run -c Release --project {CommandPaths.Show(Path.GetDirectoryName(file)!)} --" : tool;
        }

        return tool;
    }
}
