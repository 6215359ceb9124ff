using Tfaip.Export.Runs;
using Tfaip.Training.Configuration;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;

[assembly: RunOpener(typeof(TrainingRunOpener))]

namespace Tfaip.Training.Loop;

/// <summary>Opens run directories for <c>tfaip-export</c>.</summary>
public sealed class TrainingRunOpener : IRunOpener
{
    /// <inheritdoc/>
    public ExportableRun Open(string runDirectory)
    {
        var folder = new RunFolder(runDirectory);
        var definition = ScenarioDefinition.Find(ScenarioAssembly.Load(folder.ReadRun().ScenarioAssembly));
        var config = ConfigFile.LoadRun(folder.Path, []);
        return RunOpening.Open(definition, definition.Bind(config), folder);
    }
}
