using System.Reflection;
using Tfaip.Export.Packaging;
using Tfaip.Export.Tests.Packaging;
using Tfaip.Parameters;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Tests.Exporting;

/// <summary>The directory of a <see cref="TinyRun"/>; the name of its scenario is its only content.</summary>
internal sealed class TinyRunDirectory : IDisposable
{
    public TinyRunDirectory(string scenario = "tiny") => new RunFile(Assembly.GetExecutingAssembly().Location, scenario).Write(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("tfaip-run-").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Opens such a directory.</summary>
    public static ExportableRun Open(string runDirectory, Action<string>? progress)
    {
        var scenario = RunFile.Read(runDirectory).Scenario;
        return scenario switch
        {
            "broken" => throw new TfaipException($"{runDirectory}: the run has no checkpoint."),
            "graphs" or "renamed" => TinyRun.OpenWithGraphs(scenario),
            _ => TinyRun.Open(scenario),
        };
    }
}
