using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using TorchSharp;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>A model as the command line names it, with its scenario and its parameters.</summary>
/// <param name="Name">The path as it was named.</param>
/// <param name="ScenarioPath">The full path of the scenario's project or assembly.</param>
/// <param name="Definition">The scenario.</param>
/// <param name="Parameters">The parameters; those of the data may be others than in training.</param>
internal abstract record EvaluationMember(string Name, string ScenarioPath, ScenarioDefinition Definition, IRunParams Parameters)
{
    /// <summary>Loads the model onto a device.</summary>
    /// <exception cref="TfaipException">It cannot be loaded.</exception>
    public abstract LoadedMember Load(Data data, torch.Device device);
}
