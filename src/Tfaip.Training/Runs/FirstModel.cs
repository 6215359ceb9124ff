using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Runs;

/// <summary>The model that a run begins with.</summary>
internal static class FirstModel
{
    /// <summary>A model with weights of the run's seed.</summary>
    public static Model Create(ScenarioDefinition definition, IRunParams parameters)
    {
        TorchSeed.ForInitialWeights(parameters.Seed);
        var model = definition.CreateModel(parameters);
        try
        {
            if (parameters.Export != ExportChoice.None) ExportedGraphs.Check(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Loads the weights that the parameters name. A run that goes on has its own, unless it was interrupted before its first checkpoint.
    /// </summary>
    public static WarmStartReport? WarmStart(Model model, IRunParams parameters, RunFolder folder, bool isResumed) =>
        parameters.Trainer.WarmStart is { } warmStart && !(isResumed && folder.Checkpoints.Newest is not null)
            ? WarmStarter.Load(model, warmStart)
            : null;
}
