using System.Globalization;
using System.Reflection;
using Tfaip.Export.Graphs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Lowering.Losses;

/// <summary>
/// A call of a loss, as a function or as a layer: its tensors, and its options from the arguments or from the layer's properties.
/// </summary>
internal sealed class LossCall
{
    private readonly object? _layer;

    public LossCall(LoweringCall call, object? layer) => (Call, _layer) = (call, layer);

    /// <summary>The call.</summary>
    public LoweringCall Call { get; }

    /// <summary>The graph.</summary>
    public GraphBuilder Graph => Call.Graph;

    /// <summary>The first tensor.</summary>
    public Operand Input => Call.Self;

    /// <summary>The second tensor.</summary>
    public Operand Second => Call.Tensor("target", "input2", "positive");

    /// <summary>The second tensor, in the type of the first.</summary>
    public GraphValue Target => Graph.Cast(Second.Value, Input.Type);

    /// <summary>The third tensor.</summary>
    public Operand Third => Call.Has("variance")
        ? Call.Tensor("variance")
        : Call.Has("negative") ? Call.Tensor("negative") : Call.Has("input3") ? Call.Tensor("input3") : Call.Tensor("target");

    /// <summary>A number in the type of the input.</summary>
    public GraphValue Number(double value) => Graph.Scalar(value, Input.Type);

    /// <summary>An option that is a number.</summary>
    public double Real(string name) =>
        _layer is null ? Call.Real(name) : Convert.ToDouble(Property(name) ?? 0, CultureInfo.InvariantCulture);

    /// <summary>An option that is a truth value.</summary>
    public bool Flag(string name) => _layer is null ? Call.Flag(name) : Property(name) is true;

    /// <summary>An option that is a tensor and may be missing.</summary>
    public Operand? Weight(string name = "weight") =>
        _layer is null ? Call.OptionalTensor(name) : Call.OptionalParameter((Tensor?)Property(name), name);

    /// <summary>Whether the layer or the function has a whole number of the name, and which.</summary>
    public long? Integer(string name) => _layer is null ? Call.OptionalInteger(name) : (long?)Property(name);

    /// <summary>How the losses of the elements are put together.</summary>
    public Reduction Reduction =>
        _layer is null ? Call.Constant<Reduction>("reduction") ?? Reduction.Mean : (Reduction)Property("reduction")!;

    /// <summary>The losses put together.</summary>
    public GraphValue Reduced(GraphValue losses) => Reduction switch
    {
        Reduction.Mean => Graph.Reduce("ReduceMean", losses, null, keep: false),
        Reduction.Sum => Graph.Reduce("ReduceSum", losses, null, keep: false),
        _ => losses,
    };

    private object? Property(string name) =>
        _layer!.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(_layer);
}
