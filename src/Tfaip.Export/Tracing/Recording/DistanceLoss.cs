using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// A triplet margin loss with a distance of the model's own. libtorch calls that function where no recording sees it, so that the loss is
/// made here of calls that are recorded, as libtorch makes it: max(0, d(anchor, positive) − d(anchor, negative) + margin).
/// </summary>
internal sealed record DistanceLoss(
    Tensor Anchor, Tensor Positive, Tensor Negative, Func<Tensor, Tensor, Tensor>? Distance, double Margin, bool Swap, Reduction Reduction)
{
    /// <summary>The function that computes one.</summary>
    public const string FunctionName = nameof(functional.triplet_margin_with_distance_loss);

    private static readonly MethodInfo Function = typeof(functional).GetMethod(FunctionName)!;
    private static readonly MethodInfo Pairwise = typeof(functional).GetMethod(nameof(functional.pairwise_distance))!;
    private static readonly MethodInfo Minimum = Own(nameof(Tensor.minimum), typeof(Tensor));
    private static readonly MethodInfo Subtract = Own(nameof(Tensor.sub), typeof(Tensor));
    private static readonly MethodInfo Add = Own(nameof(Tensor.add), typeof(Scalar));
    private static readonly MethodInfo ClampMin = Own(nameof(Tensor.clamp_min), typeof(Scalar));
    private static readonly MethodInfo Mean = Own(nameof(Tensor.mean));
    private static readonly MethodInfo Sum = Own(nameof(Tensor.sum), typeof(ScalarType?));

    /// <summary>The loss that a call of the function computes, or null where the call is another.</summary>
    public static DistanceLoss? Of(MethodBase method, object?[] arguments) => method != Function ? null : new(
        (Tensor)arguments[0]!, (Tensor)arguments[1]!, (Tensor)arguments[2]!, (Func<Tensor, Tensor, Tensor>?)arguments[3],
        (double)arguments[4]!, (bool)arguments[5]!, (Reduction)arguments[6]!);

    /// <summary>The loss that a call of the layer computes.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="arguments">The layer and its inputs.</param>
    public static DistanceLoss Of(TripletMarginWithDistanceLoss layer, object?[] arguments)
    {
        // The layer keeps a function over pointers, whose closure has the model's.
        var native = (Delegate?)Property(layer, "distance");
        var distance = native?.Target!.GetType().GetFields().Select(field =>
            field.GetValue(native.Target)).OfType<Func<Tensor, Tensor, Tensor>>().Single();
        return new(
            (Tensor)arguments[1]!,
            (Tensor)arguments[2]!,
            (Tensor)arguments[3]!,
            distance,
            layer.margin,
            (bool)Property(layer, "swap")!,
            (Reduction)Property(layer, "reduction")!);
    }

    /// <summary>Computes it.</summary>
    /// <param name="call">Makes and records a call of TorchSharp's: (method, receiver and arguments).</param>
    public Tensor Compute(Func<MethodBase, object?[], object?> call)
    {
        Tensor Call(MethodInfo method, params object?[] arguments) => (Tensor)call(method, arguments)!;
        Tensor Between(Tensor one, Tensor other) =>
            Distance is not null
                ? Distance(one, other)
                : Call(Pairwise, [one, other, .. Pairwise.GetParameters().Skip(2).Select(parameter => parameter.DefaultValue)]);

        var (near, far) = (Between(Anchor, Positive), Between(Anchor, Negative));
        if (Swap) far = Call(Minimum, far, Between(Positive, Negative));
        var losses = Call(ClampMin, Call(Add, Call(Subtract, near, far), Margin.ToScalar()), 0.ToScalar());
        return Reduction switch
        {
            Reduction.Mean => Call(Mean, losses),
            Reduction.Sum => Call(Sum, losses, null),
            _ => losses,
        };
    }

    private static MethodInfo Own(string name, params Type[] parameters) => typeof(Tensor).GetMethod(name, parameters)!;

    private static object? Property(TripletMarginWithDistanceLoss layer, string name)
    {
        for (var type = layer.GetType(); ; type = type.BaseType!)
        {
            const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            if (type.GetProperty(name, Instance) is { } property) return property.GetValue(layer);
        }
    }
}
