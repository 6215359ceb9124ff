using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Definition;

/// <summary>A model as a function of tensors in a fixed order, which is what an exported graph is.</summary>
/// <param name="model">The model.</param>
/// <param name="inputs">The names of the inputs.</param>
/// <param name="outputs">The names of the outputs; null for all, as the model orders them.</param>
internal sealed class ModelEntry(Model model, string[] inputs, string[]? outputs = null)
{
    /// <summary>Runs the model.</summary>
    public Tensor[] Forward(Tensor[] tensors)
    {
        var map = new TensorMap();
        for (var i = 0; i < inputs.Length; i++) map[inputs[i]] = tensors[i];
        var answer = model.Forward(map);
        if (outputs is null) return [.. answer.Values];
        var results = new Tensor[outputs.Length];
        for (var i = 0; i < outputs.Length; i++) results[i] = answer[outputs[i]];
        return results;
    }
}
