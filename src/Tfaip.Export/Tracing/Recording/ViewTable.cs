using Tfaip.Export.Programs;
using Tfaip.Export.Tracing.Rules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Which tensors are views of which, so that a change through one of them is followed to the others. Nothing is recorded of it until
/// another is used: then what was written goes back into the tensors that it is a view of, one after the other, and the other is
/// made of these anew, by the call that made it.
/// </summary>
/// <param name="table">The values that the tensors are.</param>
/// <param name="recording">Where the calls go.</param>
/// <param name="define">Numbers a new value of a type and a shape.</param>
internal sealed class ViewTable(TensorTable table, ModelRecording recording, Func<(ScalarType Type, long[] Shape), int> define)
{
    private readonly Dictionary<nint, Link> _links = [];

    // By memory: the tensor that was changed last, where that has not gone back into what it is a view of.
    private readonly Dictionary<nint, nint> _written = [];
    private readonly HashSet<nint> _reshaped = [];

    /// <summary>Notes which of a call's results are views of its first tensor.</summary>
    /// <param name="call">The call with the numbers of its results.</param>
    /// <param name="inputs">What it was given.</param>
    /// <param name="results">What it gave.</param>
    public void Add(RecordedCall call, IEnumerable<object?> inputs, IReadOnlyList<Tensor?> results)
    {
        if (!ViewMethods.Contain(call) || inputs.OfType<Tensor>().FirstOrDefault() is not { } whole) return;
        var (identity, storage) = (NativeTensors.Identity(whole), NativeTensors.Storage(whole));
        if (storage == 0) return;
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is not { } view || view.dtype != whole.dtype || NativeTensors.Storage(view) != storage) continue;
            var own = NativeTensors.Identity(view);
            if (own != identity) _links.TryAdd(own, new(identity, call, i));
        }
    }

    /// <summary>Notes that a call changed a tensor in place.</summary>
    public void Change(RecordedCall call, Tensor changed)
    {
        var identity = NativeTensors.Identity(changed);
        _written[NativeTensors.Storage(changed)] = identity;

        // Of one whose own shape was changed, the call that made it tells nothing any more.
        if (ViewMethods.Reshape(call)) _reshaped.Add(identity);
    }

    /// <summary>Gives an outdated tensor a value that is current.</summary>
    /// <returns>Whether that could be done.</returns>
    public bool Renew(Tensor tensor)
    {
        if (_written.Remove(NativeTensors.Storage(tensor), out var written)) WriteBack(written);
        return Renew(NativeTensors.Identity(tensor));
    }

    private void WriteBack(nint written)
    {
        while (FindLink(written) is { } link)
        {
            var (whole, view) = (table.Current(link.Whole), table.Current(written));
            var value = define(recording.Values[whole]);
            recording.Calls.Add(new(
                CallKind.Operation,
                ViewWrite.Method,
                null,
                [new TensorArgument(whole), new TensorArgument(link.Value), new TensorArgument(view)],
                link.Call.Line,
                link.Call.ModulePath)
            {
                Results = [value],
            });
            table.Renew(link.Whole, value);
            written = link.Whole;
        }
    }

    private bool Renew(nint tensor)
    {
        if (!table.IsOutdated(tensor)) return true;
        if (FindLink(tensor) is not { } link || !Renew(link.Whole)) return false;
        var at = link.Call.Arguments.TakeWhile(argument => argument is not TensorArgument).Count();
        var results = link.Call.Results.Select(result => result < 0 ? result : define(recording.Values[result])).ToArray();
        recording.Calls.Add(link.Call with
        {
            Arguments =
                [.. link.Call.Arguments.Select((argument, i) => i == at ? new TensorArgument(table.Current(link.Whole)) : argument)],
            Results = results,
        });
        table.Renew(tensor, results[link.Result]);
        return true;
    }

    private Link? FindLink(nint view) =>
        _links.GetValueOrDefault(view) is { } link && !_reshaped.Contains(view) && !_reshaped.Contains(link.Whole) ? link : null;

    private sealed record Link(nint Whole, RecordedCall Call, int Result)
    {
        public int Value => Call.Results[Result];
    }
}
