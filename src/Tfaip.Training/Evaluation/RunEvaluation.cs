using Tfaip.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;
using TorchSharp;

namespace Tfaip.Training.Evaluation;

/// <summary>
/// Loads a checkpoint of a run and validates it: measures it as the run itself did after an epoch, so that on the same data the
/// values are the same to the last bit.
/// </summary>
internal static class RunEvaluation
{
    /// <summary>The name of the best checkpoint.</summary>
    public const string Best = "best";

    /// <summary>The name of the newest checkpoint.</summary>
    public const string Last = "last";

    /// <summary>Measures a checkpoint.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="parameters">The run's parameters; those of the data may be others.</param>
    /// <param name="folder">The run directory.</param>
    /// <param name="checkpoint"><see cref="Best"/>, <see cref="Last"/> or the name of a checkpoint's folder.</param>
    /// <exception cref="TfaipException">There is no such checkpoint, it does not fit the model, or there are no samples to evaluate with.</exception>
    public static EvaluationReport Run(ScenarioDefinition definition, IRunParams parameters, RunFolder folder, string checkpoint)
    {
        using var loaded = Load(folder, checkpoint);
        var device = DeviceSelection.Resolve(parameters.Device);
        using var threads = new TorchThreads(parameters.Trainer.Threads);
        using var model = definition.CreateModel(parameters);
        loaded.LoadInferenceWeights(model);
        model.to(device);
        var data = definition.CreateData(parameters);
        using var source = data.Open(PipelineMode.Evaluation)
            ?? throw new TfaipException($"{data.GetType().Name}.Open gave no samples for evaluation; give some by parameters of the data.");
        using var evaluator = new ModelEvaluator(
            model, data, source, new BatchConverter(data, device), definition.CreateEvaluator(), parameters.Seed);
        var (metrics, samples) = evaluator.Run((_, _) => { }, CancellationToken.None);
        var state = loaded.Content.State;
        return new(loaded.Path, state.Epoch, state.Step, device.ToString(), samples, metrics);
    }

    /// <summary>The names of the checkpoints that a run has.</summary>
    public static IEnumerable<string> NamesOf(RunFolder folder)
    {
        var store = folder.Checkpoints;
        if (store.Best is not null) yield return Best;
        if (store.Newest is not null) yield return Last;
        foreach (var name in store.Names) yield return name;
    }

    private static LoadedCheckpoint Load(RunFolder folder, string name)
    {
        var store = folder.Checkpoints;
        var loaded = name switch { Best => store.LoadBest(), Last => store.LoadNewest(), _ => store.Load(name) };
        return loaded ?? throw new TfaipException($"{folder.Path}: has no checkpoint '{name}'.");
    }
}
