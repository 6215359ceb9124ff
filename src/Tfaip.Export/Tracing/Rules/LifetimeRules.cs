using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Rules;

/// <summary>The calls that say how long tensors live, which is nothing to a graph: what they give is what they are given.</summary>
internal static class LifetimeRules
{
    // Of tensors and of torch itself.
    private static readonly HashSet<string> Methods =
    [
        "Dispose", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "DetatchFromDisposeScope",
        "WrappedTensorDisposeScope",
        "NewDisposeScope", "get_CurrentDisposeScope",
    ];

    private static readonly HashSet<Type> Statistics = [typeof(ThreadDisposeScopeStatistics), typeof(LifetimeStatistics)];

    /// <summary>Whether a call of TorchSharp's moves, keeps or frees what it is given, and does nothing else.</summary>
    public static bool IsNeutral(MethodBase method)
    {
        var type = method.DeclaringType!;
        if (type == typeof(DisposeScope) || type == typeof(DisposeScopeManager)) return true;
        return !typeof(nn.Module).IsAssignableFrom(type) && Methods.Contains(method.Name);
    }

    /// <summary>Whether a call counts what lives, which is another number in every program.</summary>
    public static bool Counts(MethodBase method) =>
        Statistics.Contains(method.DeclaringType!)
        || (method.DeclaringType == typeof(DisposeScope) && method.Name is "get_DisposablesCount" or "get_DisposablesView");
}
