using Tfaip.Export.Packaging;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Exporting;

/// <summary>Opens run directories for export.</summary>
internal static class RunDirectory
{
    /// <summary>Opens a run at its best checkpoint.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="find">Finds the scenario of a project or assembly.</param>
    /// <exception cref="TfaipException">There is no such run, or it is incomplete or damaged.</exception>
    public static ExportableRun Open(string path, Func<string, ScenarioDefinition> find)
    {
        var run = RunFile.Read(path);
        var definition = find(run.ScenarioAssembly);
        var folder = new RunFolder(Path.GetFullPath(path));
        return RunOpening.Open(definition, definition.Bind(RunConfig.Load(folder.Path, [])), folder);
    }
}
