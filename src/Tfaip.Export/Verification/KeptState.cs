using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Cloning;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Tensors that a live model's calls leave in its fields.</summary>
internal static class KeptState
{
    /// <summary>Takes them out of the scope around the call: the model owns them, and its next call may need them.</summary>
    public static void Detach(ExportableModel model)
    {
        if (CurrentDisposeScope is not { } scope) return;
        foreach (var tensor in ObjectGraph.From(model.Module, model.Entry).Keys.OfType<Tensor>())
        {
            if (!tensor.IsInvalid && scope.Contains(tensor)) tensor.DetachFromDisposeScope();
        }
    }
}
