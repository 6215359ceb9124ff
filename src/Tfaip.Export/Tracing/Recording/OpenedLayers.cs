using System.Reflection;
using Tfaip.Export.Tracing.Rules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Layers of TorchSharp's that are recorded as the calls that they make.</summary>
/// <param name="path">The paths of the modules that are being called.</param>
/// <param name="invoke">Makes a call and records it.</param>
internal sealed class OpenedLayers(Stack<string> path, Func<MethodBase, object?[], object?> invoke)
{
    /// <summary>Calls the children of a container one after the other.</summary>
    /// <param name="container">The container.</param>
    /// <param name="input">What the first is given.</param>
    /// <param name="name">The container's path.</param>
    /// <param name="beforeChild">Called before each child.</param>
    public Tensor Open(nn.Module container, Tensor input, string name, Action beforeChild)
    {
        var depth = path.Count;
        path.Push(name);
        var result = input;
        foreach (var child in Modules.Children(container))
        {
            beforeChild();
            var entry = ModuleEntry.Of(child, ["input"]);
            result = (Tensor)invoke(entry.Method, [child, .. entry.Arguments([result])])!;
        }

        while (path.Count > depth) path.Pop();

        // The caller may dispose what it is given and what it gave, each on its own.
        return ReferenceEquals(result, input) ? input.alias() : result;
    }

    /// <summary>Computes the loss by its own distance.</summary>
    public Tensor Open(TripletMarginWithDistanceLoss layer, object?[] arguments, string name)
    {
        var depth = path.Count;
        path.Push(name);
        var result = DistanceLoss.Of(layer, arguments).Compute(invoke);
        while (path.Count > depth) path.Pop();
        return result;
    }
}
