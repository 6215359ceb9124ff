using static TorchSharp.torch;

namespace Tfaip.Training.Scenarios;

/// <summary>A model as a function of tensors in a fixed order, which is what an exported graph is.</summary>
/// <param name="model">The model.</param>
/// <param name="inputs">The names of the inputs.</param>
/// <param name="outputs">The names of the outputs; null for all, as the model orders them.</param>
/// <param name="graph">Which of the model's graphs; null for <see cref="Model.Forward"/>.</param>
internal sealed class ModelEntry(Model model, string[] inputs, string[]? outputs = null, string? graph = null)
{
    /// <summary>Runs the model.</summary>
    public Tensor[] Forward(Tensor[] tensors)
    {
        var answer = NamedForward(tensors);
        if (outputs is null) return [.. answer.Values];
        var results = new Tensor[outputs.Length];
        for (var i = 0; i < outputs.Length; i++) results[i] = answer[outputs[i]];
        return results;
    }

    /// <summary>Runs the model; the outputs have their names.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedForward(Tensor[] tensors)
    {
        var map = new TensorMap();
        for (var i = 0; i < inputs.Length; i++) map[inputs[i]] = tensors[i];

        // The functions are asked for here, so that those of the copy that is recorded are called.
        return graph is null ? model.Forward(map) : model.ExportGraphs[graph](map);
    }
}
