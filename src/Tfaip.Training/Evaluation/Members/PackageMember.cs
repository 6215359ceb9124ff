using Tfaip.Inference;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>
/// A package: its graph answers, in ONNX Runtime, and the scenario's model class measures. The weights of that model are not in the
/// package, so that losses which depend on them are left out.
/// </summary>
internal sealed record PackageMember(string Name, string ScenarioPath, ScenarioDefinition Definition, IRunParams Parameters)
    : EvaluationMember(Name, ScenarioPath, Definition, Parameters)
{
    /// <summary>The member, with the resources that the package holds: those of the run directory may be elsewhere.</summary>
    /// <exception cref="TfaipException">The package is not as it must be.</exception>
    public static PackageMember Of(string name, string scenarioPath, ScenarioDefinition definition, IRunParams parameters)
    {
        using var package = Package.Open(name, definition.Catalog);
        return new(name, scenarioPath, definition, new PackagedResources(package, parameters).Replace());
    }

    public override LoadedMember Load(Data data, torch.Device device)
    {
        var predictor = Predictor.Load(Name, new()
        {
            Processors = Definition.Catalog, Device = device.ToString(), IntraOpThreads = Parameters.Trainer.Threads,
        });
        try
        {
            var (ours, packaged) = (string.Join(", ", data.Inputs), string.Join(
                ", ", predictor.Manifest.Inputs.Select(input => input.ToString())));
            if (!data.Inputs.Select(input => input.Name).SequenceEqual(predictor.Manifest.Inputs.Select(input => input.Name)))
                throw new TfaipException(
                    $"{Name}: the package takes {packaged}, the scenario's {data.GetType().Name} gives {ours}. Name the scenario that it "
                    + "was trained by: --scenario FILE.");
            var graph = new PackagedGraph(
                predictor, device, new ProcessorChain(data.Parameters.PostProcessing, PipelineMode.Evaluation), Parameters.Seed);
            return new(new(Path.GetFullPath(Name)), Untrained(device), graph, IsTrained: false);
        }
        catch
        {
            predictor.Dispose();
            throw;
        }
    }

    // Its parameters need gradients, frozen ones too: so it shows which losses depend on them.
    private Model Untrained(torch.Device device)
    {
        TorchSeed.ForInitialWeights(Parameters.Seed);
        var model = Definition.CreateModel(Parameters);
        model.to(device);
        foreach (var parameter in model.parameters().Where(parameter => parameter.is_floating_point())) parameter.requires_grad = true;
        return model;
    }
}
