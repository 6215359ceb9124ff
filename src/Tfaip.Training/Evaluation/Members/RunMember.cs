using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using TorchSharp;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>
/// A checkpoint of a run. It is measured as the run itself did after an epoch, so that on the same data the values are the same to the
/// last bit.
/// </summary>
internal sealed record RunMember(string Name, string ScenarioPath, ScenarioDefinition Definition, IRunParams Parameters, string Checkpoint)
    : EvaluationMember(Name, ScenarioPath, Definition, Parameters)
{
    /// <summary>The name of the best checkpoint.</summary>
    public const string Best = "best";

    /// <summary>The name of the newest checkpoint.</summary>
    public const string Last = "last";

    /// <summary>The names of the checkpoints that a run has.</summary>
    public static IEnumerable<string> CheckpointsOf(RunFolder folder)
    {
        var store = folder.Checkpoints;
        if (store.Best is not null) yield return Best;
        if (store.Newest is not null) yield return Last;
        foreach (var name in store.Names) yield return name;
    }

    public override LoadedMember Load(Data data, torch.Device device)
    {
        using var loaded = Load();
        var model = Definition.CreateModel(Parameters);
        try
        {
            loaded.LoadInferenceWeights(model);
            model.Progress = TrainingProgress.Of(loaded.State, Parameters.Trainer.Epochs);
            model.to(device);
            model.eval();
            var graph = new LiveModel(model, new ProcessorChain(data.Parameters.PostProcessing, PipelineMode.Evaluation), Parameters.Seed);
            var state = loaded.State;
            return new(new(loaded.Path, state.Epoch, state.Step), model, graph, IsTrained: true);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private LoadedCheckpoint Load()
    {
        var store = new RunFolder(Name).Checkpoints;
        var loaded = Checkpoint switch { Best => store.LoadBest(), Last => store.LoadNewest(), _ => store.Load(Checkpoint) };
        return loaded ?? throw new TfaipException($"{Name}: has no checkpoint '{Checkpoint}'.");
    }
}
