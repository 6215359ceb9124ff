using System.Text;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Runs;

/// <summary>Opens a checkpoint of a run for export.</summary>
internal static class RunOpening
{
    /// <summary>Creates the model anew, on the CPU, with the weights of the best checkpoint or of the last.</summary>
    public static ExportableRun Open(ScenarioDefinition definition, IRunParams parameters, RunFolder directory, bool last = false)
    {
        using var checkpoint = (last ? directory.Checkpoints.LoadNewest() : directory.Checkpoints.LoadBest())
            ?? throw NothingToExport(directory, last);
        var data = definition.CreateData(parameters);
        var model = definition.CreateModel(parameters);
        try
        {
            checkpoint.LoadInferenceWeights(model);
            if (FiniteState.FirstNotExportable(model) is { } name)
                throw new TfaipException(
                    $"{checkpoint.Path}: '{name}' is not a finite number, so the model is not exported. Train it anew, or export another "
                    + "checkpoint.");
            model.eval();
            var state = checkpoint.State;
            ExportedGraphs.Check(model);
            var entry = new ModelEntry(model, data.Inputs.Select(input => input.Name).ToArray(), state.Outputs.ToArray());
            return new ExportableRun
            {
                Model = new ExportableModel
                {
                    Module = model,
                    Forward = entry.Forward,
                    Inputs = data.Inputs,
                    OutputNames = state.Outputs,
                },
                Graphs = ExportedGraphs.Of(model, data.Inputs),
                Scenario = definition.Name,
                PreProcessing = data.Parameters.PreProcessing,
                PostProcessing = data.Parameters.PostProcessing,
                Csv = data.Csv,
                Metrics = (last ? state.Metrics : state.Best?.Metrics ?? new Dictionary<string, double>())
                    .Where(metric => double.IsFinite(metric.Value))
                    .ToDictionary(),
                Resources = ResourcesOf(parameters),
                ConfigYaml = Encoding.UTF8.GetString(RegularFile.ReadAllBytes(directory.In(RunFiles.Config))),
            };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static TfaipException NothingToExport(RunFolder directory, bool last) => new(
        !last && directory.Checkpoints.Newest is { } newest && CheckpointFolder.ReadState(newest) is { Best: null, Metrics.Count: > 0 }
            ? $"{directory.Path}: has no best checkpoint, because the monitored value never was a number. Export the last checkpoint "
                + $"instead: tfaip-train resume {ShellWord.Of(directory.Path)} --export last"
            : $"{directory.Path}: has no {(last ? "" : "best ")}checkpoint yet, so there is nothing to export. Go on with the run: "
                + $"tfaip-train resume {ShellWord.Of(directory.Path)}");

    // Those of processors go with the processors, as far as these predict.
    private static Dictionary<string, ResourceFile> ResourcesOf(IRunParams parameters) =>
        ResourceTree.Find(parameters.Data with { PreProcessing = [], PostProcessing = [] })
            .Select(found => ($"data.{found.Place}", found.Resource))
            .Concat(ResourceTree.Find(parameters.Model).Select(found => ($"model.{found.Place}", found.Resource)))
            .ToDictionary(found => found.Item1, found => found.Resource);
}
