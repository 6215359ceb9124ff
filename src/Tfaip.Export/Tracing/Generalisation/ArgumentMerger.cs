using System.Collections;
using System.Globalization;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using static Tfaip.Export.Tracing.Generalisation.Disagreement;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Makes one argument of a call of what it was in recordings at several sizes.</summary>
/// <param name="solver">Finds the functions that numbers follow.</param>
internal sealed class ArgumentMerger(SizeSolver solver)
{
    /// <summary>The argument that all recordings have, or the one that depends on sizes as theirs do.</summary>
    /// <param name="seen">The argument in each recording.</param>
    /// <param name="line">Where the call is.</param>
    /// <param name="what">What is called.</param>
    /// <exception cref="ExportException">They differ otherwise than by sizes.</exception>
    public Argument Merge(Argument?[] seen, SourceLine? line, string what) => seen[0] switch
    {
        TensorArgument tensor when seen.All(other => tensor.Equals(other)) => tensor,
        TensorArgument => Refuse<Argument>(line, $"{what} is given different tensors at different sizes. {Advice}"),
        ConstantArgument => MergeConstants(
            [.. seen.Select(other => other as ConstantArgument ?? Refuse<ConstantArgument>(line, Differs(what)))], line, what),
        ListArgument list => MergeLists(list, seen, line, what),
        IndexArgument index => MergeIndices(index, seen, line, what),
        _ => Refuse<Argument>(line, Differs(what)),
    };

    private ListArgument MergeLists(ListArgument first, Argument?[] seen, SourceLine? line, string what)
    {
        var lists = seen.Select(other => other as ListArgument).ToArray();
        if (lists.Any(list => list?.Items.Count != first.Items.Count))
        {
            Refuse(line, $"{what} is given lists whose length depends on a size. {Advice}");
        }

        return new([.. first.Items.Select((_, i) => Merge([.. lists.Select(list => list!.Items[i])], line, what))]);
    }

    private IndexArgument MergeIndices(IndexArgument first, Argument?[] seen, SourceLine? line, string what)
    {
        var indices = seen.Select(other => other as IndexArgument).ToArray();
        if (indices.Any(index => index?.Kind != first.Kind)) Refuse(line, Differs(what));
        return new(first.Kind)
        {
            Value = Part(index => index.Value),
            Start = Part(index => index.Start),
            Stop = Part(index => index.Stop),
            Step = Part(index => index.Step),
        };

        Argument? Part(Func<IndexArgument, Argument?> part)
        {
            var parts = indices.Select(index => part(index!)).ToArray();
            if (parts.All(each => each is null)) return null;
            if (parts.Any(each => each is null)) Refuse(line, Differs(what));
            return Merge(parts, line, what);
        }
    }

    private Argument MergeConstants(ConstantArgument[] seen, SourceLine? line, string what)
    {
        var values = seen.Select(constant => constant.Value).ToArray();
        if (values.All(value => IsEqual(value, values[0]))) return seen[0];
        var numbers = values.Select(Whole).ToArray();
        if (numbers.All(number => number is not null) && solver.Solve([.. numbers.Select(number => number!.Value)]) is { } size)
        {
            return new SizeArgument(size) { IsFloatingPoint = values[0] is double or float };
        }

        if (Array.TrueForAll(values, value => value is double or float or long or int)
            && solver.SolveReal([.. values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))]) is { } real)
        {
            return new RealArgument(real);
        }

        var shown = string.Join(", ", values.Distinct().Take(3).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
        return Refuse<Argument>(
            line,
            $"{what} is given a number that differs between sizes ({shown}) and is no function of them that was found. Compute it with "
            + "tensor operations, or fix the size in the input's specification.");
    }

    private static long? Whole(object? value) => value switch
    {
        long or int or short or byte or sbyte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        float number when number == MathF.Floor(number) && MathF.Abs(number) < 1e7f => (long)number,
        _ => null,
    };

    private static bool IsEqual(object? left, object? right) => (left, right) switch
    {
        (Array a, Array b) => a.Rank == b.Rank && a.Length == b.Length && a.Cast<object?>().SequenceEqual(b.Cast<object?>()),
        (TorchSharp.torch.Device a, TorchSharp.torch.Device b) => a.ToString() == b.ToString(),
        (IEnumerable a, IEnumerable b) when a is not string => a.Cast<object?>().SequenceEqual(b.Cast<object?>()),
        _ => Equals(left, right),
    };

    /// <summary>Whether an argument has no tensor in it and is the same at all sizes.</summary>
    public static bool IsConstant(Argument argument) => argument switch
    {
        ConstantArgument => true,
        ListArgument list => list.Items.All(IsConstant),
        _ => false,
    };
}
