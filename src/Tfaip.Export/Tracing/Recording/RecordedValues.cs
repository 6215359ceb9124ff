using Tfaip.Export.Programs;
using Tfaip.Export.Tracing.Cloning;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The values of one recording: which of them each tensor is, which tensors are views of others, and what must not be changed.
/// </summary>
internal sealed class RecordedValues : IDisposable
{
    private readonly ModelRecording _recording;
    private readonly StateNames _names;
    private readonly ModelCopy _copy;
    private readonly DryResults? _dry;
    private readonly Action<string> _refuse;
    private readonly TensorTable _table = new();
    private readonly ViewTable _views;
    private readonly List<Tensor> _made = [];
    private readonly HashSet<object> _foreign = new(ReferenceEqualityComparer.Instance);
    private int _next;

    /// <summary>Starts with the model's state, which must not be changed.</summary>
    /// <param name="recording">Where values go.</param>
    /// <param name="names">The live model's state.</param>
    /// <param name="copy">The copy of the model that is called.</param>
    /// <param name="dry">Makes a recording without arithmetic; null in one with numbers.</param>
    /// <param name="refuse">Throws, with a message, that the line that runs cannot be exported.</param>
    public RecordedValues(ModelRecording recording, StateNames names, ModelCopy copy, DryResults? dry, Action<string> refuse)
    {
        (_recording, _names, _copy, _dry, _refuse) = (recording, names, copy, dry, refuse);
        _views = new(_table, recording, Number);
        foreach (var (name, kind, tensor) in names.Tensors)
        {
            _table.Protect(tensor, $"the {kind} {name} in place. {Reasons.NewTensor}");
            _foreign.Add(tensor);
        }
    }

    /// <summary>Introduces an input.</summary>
    /// <returns>The number of its value.</returns>
    public int AddInput(Tensor tensor, string name)
    {
        _foreign.Add(tensor);
        _table.Protect(tensor, $"the input {name} in place. {Reasons.NewTensor}");
        return Define(tensor);
    }

    /// <summary>Introduces a tensor that no call made: of the model's state, or one that its code holds.</summary>
    public RecordedConstant AddConstant(Tensor tensor, SourceLine? line)
    {
        var isState = _names.TryFind(tensor, out var name, out var live);
        if (!isState && tensor is Parameter) _refuse(Reasons.Unregistered("A parameter is used that stands", _copy.FieldOf(tensor)));
        _foreign.Add(tensor);
        var value = Define(tensor);
        _dry?.AddConstant(value);
        _table.Protect(tensor, Reasons.Foreign);
        var same = isState ? null : _dry?.SameConstant(tensor);
        var constant = new RecordedConstant(value, isState ? name : null, isState ? live : same?.Tensor ?? Copy(tensor), line)
        {
            IsCopy = !isState && same is null,
            Identity = NativeTensors.Identity(tensor),
        };
        _recording.Constants.Add(constant);
        return constant;
    }

    /// <summary>The number of the value that a tensor is, or null where it was not seen.</summary>
    public int? Find(Tensor tensor) => _table.ValueOf(tensor);

    /// <summary>Makes a tensor a value of its own.</summary>
    /// <returns>Its number.</returns>
    public int Define(Tensor tensor)
    {
        var value = Number((tensor.dtype, tensor.shape));
        _table.Bind(tensor, value);
        return value;
    }

    /// <summary>Leaves a tensor to a field that holds it.</summary>
    public void Keep(Tensor tensor)
    {
        _foreign.Add(tensor);
        tensor.DetachFromDisposeScope();
    }

    /// <summary>Takes what calls gave, to dispose it at the end.</summary>
    public void Own(IEnumerable<Tensor?> results) => _made.AddRange(results.OfType<Tensor>());

    /// <summary>Refuses a tensor whose memory was changed through another one, where it cannot be made anew.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="what">Who uses it, as the beginning of "… uses a tensor".</param>
    public void CheckCurrent(Tensor tensor, string what)
    {
        if (!_table.IsOutdated(tensor, out var line) || _views.Renew(tensor)) return;
        var place = line is null ? "" : $" at {line}";
        _refuse(
            $"{what} uses a tensor whose memory was changed in place{place} through another tensor over the same memory. "
            + "Use what the change returned, or an operation that gives a new tensor.");
    }

    /// <summary>Why a tensor must not be changed in place, as the end of "… changes …"; null where it may be.</summary>
    public string? ProtectionOf(Tensor changed)
    {
        var protection = _table.ProtectionOf(changed);
        var field = protection == Reasons.Foreign ? FieldUnder(changed) : null;
        return field is null ? protection : $"{field} in place, {Reasons.Carries}";
    }

    /// <summary>Notes that a call changed a tensor in place.</summary>
    /// <param name="call">The call.</param>
    /// <param name="changed">The tensor.</param>
    /// <param name="value">The value that it is now.</param>
    public void Change(RecordedCall call, Tensor changed, int value)
    {
        _table.Change(changed, call.Line);
        _table.Bind(changed, value);
        _views.Change(call, changed);
    }

    /// <summary>Notes which of a call's results are views of what it was given.</summary>
    public void AddViews(RecordedCall call, IEnumerable<object?> inputs, IReadOnlyList<Tensor?> results) =>
        _views.Add(call, inputs, results);

    /// <summary>Whether a new result stands in the memory of an input.</summary>
    /// <param name="results">What a call gave.</param>
    /// <param name="same">The input that each result is itself, or -1.</param>
    /// <param name="inputs">What the call was given.</param>
    public static bool ShareMemory(List<Tensor?> results, int[] same, List<Tensor?> inputs)
    {
        for (var i = 0; i < results.Count; i++)
        {
            if (same[i] >= 0 || results[i] is not { } result || NativeTensors.Storage(result) is not (not 0 and var storage)) continue;
            if (inputs.Exists(input => input is not null && NativeTensors.Storage(input) == storage)) return true;
        }

        return false;
    }

    /// <summary>A copy that no scope disposes.</summary>
    public static Tensor Copy(Tensor tensor) => tensor.detach().clone().DetachFromDisposeScope();

    /// <inheritdoc/>
    public void Dispose()
    {
        // Those that the model detached from the scopes are nobody's now.
        foreach (var tensor in _made)
        {
            if (!_foreign.Contains(tensor)) tensor.Dispose();
        }

        _table.Dispose();
    }

    private int Number((ScalarType Type, long[] Shape) value)
    {
        _recording.Values.Add(_next, value);
        return _next++;
    }

    // The field that holds the memory of a tensor.
    private string? FieldUnder(Tensor changed) => _foreign.OfType<Tensor>()
        .Where(tensor => !tensor.IsInvalid && NativeTensors.Storage(tensor) == NativeTensors.Storage(changed))
        .Select(_copy.FieldOf).FirstOrDefault(field => field is not null);
}
