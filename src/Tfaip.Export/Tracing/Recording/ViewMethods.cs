using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>The calls whose results lie over the memory of their first tensor, each element over one of its own.</summary>
internal static class ViewMethods
{
    private static readonly HashSet<string> Names = new(
        ("view reshape view_as flatten unflatten squeeze unsqueeze ravel atleast_1d atleast_2d atleast_3d transpose swapaxes swapdims t "
        + "get_T get_mT permute moveaxis movedim adjoint "
        + "get_H get_mH select narrow slice get_TensorItems index diagonal split chunk tensor_split hsplit vsplit dsplit unbind detach "
        + "expand expand_as broadcast_to").Split(' '),
        StringComparer.Ordinal);

    // What changes the shape of a tensor in place, and none of its elements.
    private static readonly HashSet<string> Reshaping = new(
        ["squeeze_", "unsqueeze_", "t_", "transpose_", "swapaxes_", "swapdims_", "resize_", "as_strided_"], StringComparer.Ordinal);

    /// <summary>Whether a call may give views of its first tensor.</summary>
    public static bool Contain(RecordedCall call) => call.Module is null
        ? call.Method.DeclaringType is { } owner && (owner == typeof(Tensor) || owner == typeof(torch)) && Names.Contains(call.Method.Name)
        : call.Module is Flatten or Unflatten;

    /// <summary>Whether a call in place changes the shape of its tensor.</summary>
    public static bool Reshape(RecordedCall call) => call.Module is null && Reshaping.Contains(call.Method.Name);
}
