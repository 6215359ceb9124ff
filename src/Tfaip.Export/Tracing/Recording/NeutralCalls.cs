using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Brings recordings together that differ only in calls that change nothing, such as <c>contiguous</c> on one side of a branch on a size,
/// or in the lines on which the same calls stand.
/// </summary>
internal static class NeutralCalls
{
    // What they give has the values of what they are given, as long as type and shape are the same.
    private static readonly HashSet<string> Names =
        ["contiguous", "clone", "detach", "cpu", "to", "to_type", "type_as", "float", "double", "half", "bfloat16", "long", "int", "short",
            "byte", "bool"];

    /// <summary>The recordings, without neutral calls where only that makes them the same; as they are where it does not.</summary>
    public static IReadOnlyList<ModelRecording> Align(IReadOnlyList<ModelRecording> recordings)
    {
        var first = recordings[0];
        if (recordings.All(other =>
            IsSame(first, other) && first.Calls.Select(call => call.Line).SequenceEqual(other.Calls.Select(call => call.Line))))
            return recordings;
        if (recordings.All(other => IsSame(first, other))) return [.. recordings.Select(other => OnLinesOf(first, other))];
        var shortened = recordings.Select(Shorten).ToArray();
        return shortened.All(other => IsSame(shortened[0], other))
            ? [.. shortened.Select(other => OnLinesOf(shortened[0], other))]
            : recordings;
    }

    /// <summary>Whether two recordings make the same calls, on whatever lines.</summary>
    public static bool IsSame(ModelRecording left, ModelRecording right) =>
        left.Calls.Count == right.Calls.Count && left.Calls.Zip(right.Calls).All(pair => IsSame(pair.First, pair.Second));

    /// <summary>Whether a call is one of those that change nothing where type and shape stay.</summary>
    public static bool Contain(RecordedCall call) => call.Module is null && Names.Contains(call.Method.Name);

    private static bool IsSame(RecordedCall left, RecordedCall right) =>
        left.Method == right.Method && left.CreatedModule == right.CreatedModule
        && (left.CreatedModule is not null || ReferenceEquals(left.Module, right.Module));

    private static ModelRecording OnLinesOf(ModelRecording first, ModelRecording other)
    {
        var result = Begin(other);
        foreach (var (value, info) in other.Values) result.Values.Add(value, info);
        result.Constants.AddRange(other.Constants);
        result.Calls.AddRange(other.Calls.Zip(first.Calls, (call, model) => call with { Line = model.Line }));
        result.Outputs.AddRange(other.Outputs);
        return result;
    }

    private static ModelRecording Begin(ModelRecording recording) => new(recording.Sizes) { IsDry = recording.IsDry };

    // Values are numbered anew in the order in which the calls that stay meet them, as a recorder does.
    private static ModelRecording Shorten(ModelRecording recording)
    {
        var (sources, result, numbers) = (SourcesOf(recording), Begin(recording), new Dictionary<int, int>());
        var constants = recording.Constants.ToDictionary(constant => constant.Value);
        var firstResult = recording.Calls.SelectMany(call => call.Results).Where(value => value >= 0).DefaultIfEmpty(int.MaxValue).Min();
        foreach (var input in recording.Values.Keys.Where(value => value < firstResult && !constants.ContainsKey(value)).Order())
            Number(input);
        foreach (var call in recording.Calls)
        {
            if (call.Results is [var made] && sources.ContainsKey(made)) continue;
            var arguments = call.Arguments.Select(Renumber).ToArray();
            result.Calls.Add(
                call with { Arguments = arguments, Results = [.. call.Results.Select(value => value < 0 ? value : Number(value))] });
        }

        result.Outputs.AddRange(recording.Outputs.Select(output => (Number(Root(output.Value)), output.Name)));
        return result;

        int Root(int value) => sources.TryGetValue(value, out var source) ? source : value;

        int Number(int value)
        {
            if (numbers.TryGetValue(value, out var number)) return number;
            numbers.Add(value, number = numbers.Count);
            result.Values.Add(number, recording.Values[value]);
            if (constants.TryGetValue(value, out var constant)) result.Constants.Add(constant with { Value = number });
            return number;
        }

        Argument Renumber(Argument argument) => argument switch
        {
            TensorArgument tensor => new TensorArgument(Number(Root(tensor.Value))),
            ListArgument list => new ListArgument([.. list.Items.Select(Renumber)]),
            IndexArgument index => new IndexArgument(
                index.Kind)
            { Value = Part(index.Value), Start = Part(index.Start), Stop = Part(index.Stop), Step = Part(index.Step) },
            _ => argument,
        };

        Argument? Part(Argument? part) => part is null ? null : Renumber(part);
    }

    // The values that neutral calls give, with those that they stand for. What is changed in place is a tensor of its own.
    private static Dictionary<int, int> SourcesOf(ModelRecording recording)
    {
        var roots = new Dictionary<int, int>();
        foreach (var call in recording.Calls)
        {
            if (call.Module is not null || !Names.Contains(call.Method.Name) || call.Results is not [var made and >= 0]) continue;
            if (call.Arguments is not [TensorArgument { Value: var given }, ..] || !IsSame(recording.Values[made], recording.Values[given]))
                continue;
            roots[made] = roots.GetValueOrDefault(given, given);
        }

        var changed = recording.Calls.Where(IsInPlace)
            .Select(call => call.Arguments.OfType<TensorArgument>().Select(tensor => tensor.Value).FirstOrDefault(-1))
            .Select(value => roots.GetValueOrDefault(value, value)).ToHashSet();
        foreach (var made in roots.Keys.ToArray())
        {
            if (changed.Contains(roots[made])) roots.Remove(made);
        }

        return roots;
    }

    private static bool IsSame(
        (TorchSharp.torch.ScalarType Type, long[] Shape) left, (TorchSharp.torch.ScalarType Type, long[] Shape) right) =>
        left.Type == right.Type && left.Shape.AsSpan().SequenceEqual(right.Shape);

    private static bool IsInPlace(RecordedCall call)
    {
        if (call.Module is { } layer) return layer.GetType().GetProperty("inplace")?.GetValue(layer) is true;
        var name = call.Method.Name;
        if (name is "set_TensorItems" or "set_Item" || (name.EndsWith('_') && !name.EndsWith("__", StringComparison.Ordinal))) return true;
        var parameters = call.Method.GetParameters();
        var index = Array.FindIndex(parameters, parameter => parameter.Name == "inplace");
        return index >= 0 && call.Arguments[index + call.Arguments.Count - parameters.Length] is ConstantArgument { Value: true };
    }
}
