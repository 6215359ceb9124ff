using System.Reflection;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Cloning;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing;

/// <summary>
/// Finds out whether what forward leaves in fields changes later calls. One copy of the model lives through all calls, as the live one
/// does; another is new at each. Both must compute the same from the inputs, and what the older one keeps must be what either call alone
/// leaves, so that this stays so however many calls there are.
/// </summary>
/// <param name="session">Records calls.</param>
internal sealed class StateCheck(IStateRecorder session) : IDisposable
{
    // As many sizes as tell a cache that follows them from one that does not.
    private const int MostChecks = 6;

    private readonly CarriedTensors _carried = new();
    private readonly ObjectTexts _objects = new();
    private ModelCopy? _older;
    private IReadOnlyDictionary<string, long>? _last;
    private Dictionary<string, (FieldInfo Field, string Text)> _kept = [];
    private int _checks;

    /// <summary>Checks calls at some sizes.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="changed">The first field that a call of a new copy changed.</param>
    /// <exception cref="ExportException">A later call does something else than a first one.</exception>
    public void Check(IReadOnlyDictionary<string, long> sizes, FieldInfo changed)
    {
        if (_checks++ >= MostChecks) return;
        if (_older is null)
        {
            _older = session.Copy();
            _kept = Call(_older, sizes, isOlder: true).State;
            _last = sizes;
        }

        using var newer = session.Copy();
        var initial = new StatePrint(newer, _objects, session.IsShared, (_, _) => "").Take(session.Statics);
        var expected = Call(newer, sizes, isOlder: false);
        CallResult actual;
        try
        {
            actual = Call(_older, sizes, isOlder: true);
        }
        catch (ForwardFailedException failure)
        {
            throw failure.AtLaterCall(_last!, FieldSearch.NameOf(changed));
        }

        _last = sizes;
        foreach (var (name, (field, text)) in actual.State)
        {
            if (text != expected.State.GetValueOrDefault(name).Text && text != _kept.GetValueOrDefault(name).Text)
                throw session.Refuse(field);
        }

        foreach (var (name, (field, text)) in expected.State)
        {
            if (StatePrint.IsOpaque(field) && text != initial.GetValueOrDefault(name).Text) throw session.Refuse(changed);
        }

        _kept = actual.State;
        if (actual.Carried is { } carried) throw session.Refuse(changed, carried);
        if (!actual.Outputs.SequenceEqual(expected.Outputs)) throw session.Refuse(changed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _older?.Dispose();
        _carried.Dispose();
    }

    private CallResult Call(ModelCopy copy, IReadOnlyDictionary<string, long> sizes, bool isOlder)
    {
        using var scope = NewDisposeScope();
        using var recording = new ModelRecording(sizes);
        using var none = new CarriedTensors();
        var origins = new ValueOrigins(isOlder ? _carried : none, _objects);
        using var recorder = session.Play(copy, recording, origins);
        var left = new List<(Tensor Tensor, ValueOrigins.Origin Origin, FieldInfo Field)>();
        var state = new StatePrint(copy, _objects, session.IsShared, (tensor, field) =>
        {
            var (text, origin) = OriginOf(tensor);
            if (origin is not null) left.Add((tensor, origin, field));
            return text;
        }).Take(session.Statics);

        if (isOlder)
        {
            // They belong to the fields, as they do in a program that has no scope around its calls.
            foreach (var (tensor, origin, field) in left)
            {
                recorder.Keep(tensor);
                _carried.Add(tensor, origin, FieldSearch.NameOf(field));
            }
        }

        return new([.. recording.Outputs.Select(output => $"{output.Name} {origins[output.Value].Key}")], state, origins.CarriedField);

        (string Text, ValueOrigins.Origin? Origin) OriginOf(Tensor tensor)
        {
            if (session.NameOf(tensor) is { } name) return ($"state {name}", null);
            if (recorder.Find(tensor) is { } value && recording.Calls.Exists(call => call.Results.Contains(value)))
                return (origins[value].Key, origins[value]);
            if (isOlder && _carried.Find(tensor) is { } carried) return (carried.Origin.Key, null);
            if (recorder.Find(tensor) is { } input && origins[input] is { DependsOnInputs: true } given) return (given.Key, given);
            return (ValueOrigins.Content(tensor), null);
        }
    }

    private sealed record CallResult(
        IReadOnlyList<string> Outputs, Dictionary<string, (FieldInfo Field, string Text)> State, string? Carried);
}

/// <summary>What a <see cref="StateCheck"/> needs of the session that it belongs to.</summary>
internal interface IStateRecorder
{
    /// <summary>The static fields that were taken over so far.</summary>
    IReadOnlyList<(FieldInfo Live, FieldInfo Copy)> Statics { get; }

    /// <summary>Whether an object is the live model's, shared with its copies.</summary>
    bool IsShared(object value);

    /// <summary>A new copy of the live model.</summary>
    ModelCopy Copy();

    /// <summary>Calls a copy once and records it, outputs included.</summary>
    Recorder Play(ModelCopy copy, ModelRecording recording, ValueOrigins origins);

    /// <summary>The name of a tensor in the state dict, or null.</summary>
    string? NameOf(Tensor tensor);

    /// <summary>The error for a field that carries something to the next call.</summary>
    /// <param name="changed">The field.</param>
    /// <param name="carried">The field that it is about as messages name it, where it is another.</param>
    ExportException Refuse(FieldInfo changed, string? carried = null);
}
