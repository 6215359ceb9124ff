using System.Reflection;
using static TorchSharp.torch;

namespace Tfaip.Export.Programs;

/// <summary>
/// The call that a recording adds where a tensor is used after one of its views was changed in place: it gives the tensor with what was
/// written through the view.
/// </summary>
internal static class ViewWrite
{
    /// <summary>
    /// The method of the call: its arguments are the tensor, the view as the call that made it gave it, and the view now.
    /// </summary>
    public static MethodInfo Method { get; } =
        typeof(ViewWrite).GetMethod(nameof(WriteBack), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Whether a call is one.</summary>
    public static bool Is(ProgramCall call) => call.Method == Method;

    // In TorchSharp they share their memory: nothing is left to be done.
    private static Tensor WriteBack(Tensor whole, Tensor view, Tensor written) => whole;
}
