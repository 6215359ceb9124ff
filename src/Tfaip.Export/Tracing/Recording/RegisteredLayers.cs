using Tfaip.Export.Tracing.Cloning;
using Tfaip.Export.Tracing.Rules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Checks that a model knows the layers that it calls: evaluation mode has reached them, and its state dict has their weights.
/// </summary>
/// <param name="names">The live model's state.</param>
/// <param name="copy">The copy of the model that is called.</param>
internal sealed class RegisteredLayers(StateNames names, Cloning.ModelCopy copy)
{
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why a layer cannot be exported; null where it can.</summary>
    public string? Refusal(nn.Module layer)
    {
        if (_known.Contains(layer)) return null;

        // What is in no state dict has the weights that this program happened to draw, and no file can bring others.
        if (layer.parameters().Concat(layer.buffers()).Any(tensor => !names.TryFind(tensor, out _, out _)))
        {
            return Reasons.Unregistered($"{layer.GetType().Name} has weights", copy.FieldOf(layer));
        }

        if (Modules.IsTraining(layer)) return $"{layer.GetType().Name} {Reasons.Training}";
        _known.Add(layer);
        return null;
    }
}
