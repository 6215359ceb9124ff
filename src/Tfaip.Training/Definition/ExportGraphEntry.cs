using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Definition;

/// <summary>A further graph of a model as a function of tensors in a fixed order, which is what an exported graph is.</summary>
/// <param name="model">The model.</param>
/// <param name="name">The graph's name.</param>
/// <param name="inputs">The names of the inputs.</param>
internal sealed class ExportGraphEntry(Model model, string name, string[] inputs)
{
    /// <summary>Runs the graph; its outputs have the names and the order that it gives them.</summary>
    public IReadOnlyDictionary<string, Tensor> Forward(Tensor[] tensors)
    {
        var map = new TensorMap();
        for (var i = 0; i < inputs.Length; i++) map[inputs[i]] = tensors[i];

        // The model is asked at each call: the exporter records a copy of it, whose functions are others.
        return model.ExportGraphs[name].Forward(map);
    }
}
