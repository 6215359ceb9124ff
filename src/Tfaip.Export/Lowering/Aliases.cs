using Tfaip.Export.Tracing;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Which values of a program may share memory. A write into one is exported as a new value, which is right only if no other
/// name of the same memory is read afterwards.
/// </summary>
internal sealed class Aliases
{
    // Methods whose results may share memory with their first argument.
    private static readonly HashSet<string> Views =
    [
        "view", "view_as", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze", "transpose", "permute", "t", "get_T", "get_mT", "get_H",
        "get_mH", "swapaxes", "swapdims", "moveaxis", "movedim", "expand", "expand_as", "broadcast_to", "narrow", "select", "slice", "split",
        "chunk", "tensor_split", "hsplit", "vsplit", "dsplit", "unbind", "get_TensorItems", "index", "diagonal", "unfold", "detach", "alias",
        "contiguous", "ravel", "real", "positive", "to", "to_type", "type", "type_as", "float", "double", "half", "long", "int", "short",
        "byte", "char", "bool", "cpu", "cuda", "dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout",
        "call", "forward", "DetachFromDisposeScope", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "as_strided", "view_as_real",
        "round", "floor", "ceil", "trunc", "requires_grad_",
    ];

    private readonly TracedProgram _program;
    private readonly Dictionary<int, int> _roots = [];

    public Aliases(TracedProgram program)
    {
        _program = program;
        foreach (var call in program.Calls)
        {
            if (call.Arguments is not [TensorArgument first, ..] || !MayShare(call)) continue;
            foreach (var result in call.Results) _roots.TryAdd(result, Root(first.Value));
        }
    }

    /// <summary>Refuses a call that writes into its first argument if that can be seen elsewhere.</summary>
    public void RefuseUnsafe(ProgramCall call, int index)
    {
        if (call.Arguments is not [TensorArgument written, ..]) return;
        var root = Root(written.Value);
        if (_program.Constants.FirstOrDefault(constant => Root(constant.Value) == root) is { } constant)
        {
            throw Refuse(call, $"it writes into '{constant.Name}', which the model keeps");
        }

        var readLater = _program.Calls.Skip(index + 1).SelectMany(later => Tensors(later.Arguments))
            .Concat(_program.Outputs.Select(output => output.Value));
        if (readLater.Any(value => value != written.Value && !call.Results.Contains(value) && Root(value) == root && IsOlder(value, index)))
        {
            throw Refuse(call, "it writes into a tensor that another view of the same memory reads later");
        }
    }

    private static ExportException Refuse(ProgramCall call, string reason) => LoweringCall.Refuse(
        call,
        $"{MethodNames.Describe(call.Method, call.Module)} cannot be exported: {reason}. Use the variant that makes a new tensor (without '_' or inplace).");

    private static bool MayShare(ProgramCall call) =>
        call.Module is { } layer
            ? call.Method.Name is "call" or "forward" && (layer.GetType().Name is "Identity" or "Flatten" or "Unflatten" || layer.GetType().Name.Contains("Dropout", StringComparison.Ordinal)
                || layer.GetType().GetProperty("inplace")?.GetValue(layer) is true)
            : Views.Contains(call.Method.Name) || call.Method.Name.EndsWith('_') || call.Method.GetParameters().Any(parameter => parameter.Name == "inplace");

    private static IEnumerable<int> Tensors(IEnumerable<Argument?> arguments) => arguments.SelectMany(argument => argument switch
    {
        TensorArgument tensor => [tensor.Value],
        ListArgument list => Tensors(list.Items),
        IndexArgument index => Tensors([index.Value]),
        _ => Enumerable.Empty<int>(),
    });

    // Made before the write: what is made of the written tensor afterwards holds what was written.
    private bool IsOlder(int value, int index) => !_program.Calls.Skip(index + 1).Any(call => call.Results.Contains(value));

    private int Root(int value) => _roots.GetValueOrDefault(value, value);
}
