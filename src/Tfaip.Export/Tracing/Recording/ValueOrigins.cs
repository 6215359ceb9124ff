using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Tfaip.Export.Programs;
using Tfaip.Export.Tracing.Cloning;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// What each value of a recording is computed from, as a text that is the same for the same computation: of what depends on the values of
/// inputs, the calls that lead to it; of everything else, its content. So a tensor that was kept equals one that was made again.
/// </summary>
/// <param name="carried">The tensors that earlier calls have left in fields.</param>
/// <param name="objects">Texts for modules.</param>
internal sealed class ValueOrigins(CarriedTensors carried, ObjectTexts objects)
{
    // Their results take type and shape from a tensor, and no value.
    private static readonly HashSet<string> OfShapes =
        ["zeros_like", "ones_like", "full_like", "empty_like", "new_zeros", "new_ones", "new_full", "new_empty"];

    // What lies in memory by chance.
    private static readonly HashSet<string> Unfilled = ["empty", "empty_like", "new_empty", "empty_strided"];

    private readonly Dictionary<int, Origin> _origins = [];

    /// <summary>
    /// The first field whose tensor follows from the inputs of an earlier call and is used by this one; null where there is none.
    /// </summary>
    public string? CarriedField { get; private set; }

    /// <summary>What a value is computed from.</summary>
    public Origin this[int value] => _origins[value];

    /// <summary>Introduces an input.</summary>
    public void AddInput(int value) => _origins[value] = new(FormattableString.Invariant($"input {value}"), true);

    /// <summary>Introduces a tensor that was there before.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="name">Its name in the state dict, where it has one.</param>
    /// <param name="tensor">The tensor.</param>
    public void AddConstant(int value, string? name, Tensor tensor)
    {
        if (carried.Find(tensor) is { } kept)
        {
            if (kept.Origin.DependsOnInputs) CarriedField ??= kept.Field;
            _origins[value] = kept.Origin;
            return;
        }

        _origins[value] = new(name is null ? Content(tensor) : $"state {name}", false);
    }

    /// <summary>Adds the results of a call.</summary>
    public void AddCall(RecordedCall call, IReadOnlyList<Tensor?> results)
    {
        var tensors = new List<Origin>();
        var text = new StringBuilder().Append(call.Module is null ? "" : objects.Of(call.Module)).Append(' ')
            .Append(Signature(call.Method));
        foreach (var argument in call.Arguments) Write(text, argument, tensors);
        var depends = !OfShapes.Contains(call.Method.Name) && tensors.Exists(origin => origin.DependsOnInputs);
        var key = Hash(Encoding.UTF8.GetBytes(text.ToString()));
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is not { } result) continue;
            _origins[call.Results[i]] = depends || Unfilled.Contains(call.Method.Name)
                ? new($"{key} {i}", depends)
                : new(Content(result), false);
        }
    }

    /// <summary>Adds a module that a call made.</summary>
    public void AddModule(RecordedCall creation, object module)
    {
        var text = new StringBuilder("new ").Append(Signature(creation.Method));
        foreach (var argument in creation.Arguments) Write(text, argument, []);
        objects.Set(module, text.ToString());
    }

    /// <summary>The text of a tensor's content.</summary>
    public static string Content(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var dense = (tensor.is_complex() ? view_as_real(tensor) : tensor).detach().cpu().contiguous();
        return $"{tensor.dtype} [{string.Join(",", tensor.shape)}] {Hash(dense.bytes)}";
    }

    private static string Signature(MethodBase method) => $"{method.DeclaringType} {method}";

    private void Write(StringBuilder text, Argument? argument, List<Origin> tensors)
    {
        text.Append('(');
        switch (argument)
        {
            case TensorArgument tensor:
                var origin = _origins[tensor.Value];
                tensors.Add(origin);
                text.Append(origin.Key);
                break;
            case ConstantArgument constant:
                text.Append(Value(constant.Value));
                break;
            case ListArgument list:
                foreach (var item in list.Items) Write(text, item, tensors);
                break;
            case IndexArgument index:
                text.Append(index.Kind);
                foreach (var part in new[] { index.Value, index.Start, index.Stop, index.Step }) Write(text, part, tensors);
                break;
        }

        text.Append(')');
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IFormattable number => $"{value.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        IEnumerable items => string.Join(",", items.Cast<object?>().Select(Value)),
        _ => value.ToString()!,
    };

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    /// <summary>What a value is computed from.</summary>
    /// <param name="Key">The same text for the same computation.</param>
    /// <param name="DependsOnInputs">Whether the values of inputs take part in it.</param>
    public sealed record Origin(string Key, bool DependsOnInputs);
}
