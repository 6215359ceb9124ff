using System.Reflection;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Tracing.Rules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>
/// All layers of TorchSharp and all its public methods that give tensors, by reflection, with what the exporter does about each.
/// </summary>
internal static class TorchSharpMembers
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The classes whose methods are listed: <c>Tensor</c> and all static ones.</summary>
    public static IReadOnlyList<Type> Owners { get; } =
    [
        typeof(Tensor), typeof(torch),
        .. typeof(torch).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type != typeof(torch) && Methods(type).Any())
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The layers.</summary>
    public static IReadOnlyList<CoverageRow> Layers { get; } =
    [
        .. typeof(torch).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(Linear).Namespace && typeof(nn.Module).IsAssignableFrom(type) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(LayerRow),
    ];

    /// <summary>The methods of a class.</summary>
    public static IReadOnlyList<CoverageRow> MethodsOf(Type owner) =>
        [.. Methods(owner).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal).Select(name => MethodRow(owner, name))];

    // Without those that the compiler does not let through.
    private static IEnumerable<MethodInfo> Methods(Type owner) => owner.GetMethods(Own).Where(method =>
        (TensorTypes.Holds(method.ReturnType) || Lowerings.All.Find(owner, method.Name) is not null)
        && method.GetCustomAttribute<ObsoleteAttribute>() is not { IsError: true });

    /// <summary>
    /// Whether a layer or a function is recorded as the calls that it makes, so that it needs no lowering of its own. The layers' rows
    /// test these.
    /// </summary>
    public static bool IsOpened(Type owner, string method) =>
        Modules.IsContainer(owner) || owner == typeof(TripletMarginWithDistanceLoss)
        || (owner == typeof(nn.functional) && method == DistanceLoss.FunctionName);

    private static CoverageRow LayerRow(Type layer)
    {
        for (var type = layer; type is not null; type = type.BaseType)
        {
            if (Lowerings.All.Find(type, "forward") is not null) return new(layer, "forward", CoverageStatus.Supported, "");
        }

        if (IsOpened(layer, "forward")) return new(layer, "forward", CoverageStatus.Supported, "");
        return Refused(layer, "forward", Refusals.Default.Find(layer));
    }

    private static CoverageRow MethodRow(Type owner, string name)
    {
        var supported = IsOpened(owner, name) || Lowerings.All.Find(owner, name) is not null
            || (name.EndsWith('_') && Lowerings.All.Find(owner, name.TrimEnd('_')) is not null);
        return supported ? new(owner, name, CoverageStatus.Supported, "") : Refused(owner, name, Refusals.Default.Find(owner, name));
    }

    private static CoverageRow Refused(Type owner, string name, Refusal? refusal) => refusal is null
        ? new(owner, name, CoverageStatus.Unknown, "")
        : new(owner, name, refusal.IsNotApplicable ? CoverageStatus.NotApplicable : CoverageStatus.Refused, refusal.Reason);
}
