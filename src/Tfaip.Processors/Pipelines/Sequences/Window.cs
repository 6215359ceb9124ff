using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

internal sealed class Window(WindowParams parameters) : SequenceProcessor
{
    public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
    {
        var window = new Queue<Sample>(Math.Min(parameters.Size, 1024));
        var skip = 0;
        foreach (var sample in samples)
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            window.Enqueue(sample);
            if (window.Count < parameters.Size) continue;
            yield return Stack([.. window]);
            for (var i = 0; i < parameters.Stride && window.Count > 0; i++) window.Dequeue();
            skip = Math.Max(0, parameters.Stride - parameters.Size);
        }
    }

    public override long EstimateCount(long count) =>
        count < parameters.Size ? 0 : ((count - parameters.Size) / parameters.Stride) + 1;

    private Sample Stack(Sample[] window)
    {
        var stacked = window[^1];
        foreach (var key in parameters.Keys)
        {
            var isInput = stacked.Inputs.ContainsKey(key);
            var values = window.Select(sample => ValueOf(sample, key, isInput)).ToArray();
            var elements = Elements.Of(values[0]) ?? throw Unfit(window[0], values[0]);
            var isTensor = elements.IsTensor(values[0]);
            for (var i = 1; i < values.Length; i++)
            {
                if (values[i].GetType() != values[0].GetType() || (isTensor && !elements.HaveEqualShapes(values[i], values[0])))
                    throw Unfit(window[i], values[i]);
            }

            var value = isTensor ? elements.StackTensors(values) : elements.StackScalars(values);
            stacked = isInput ? stacked.WithInput(key, value) : stacked.WithTarget(key, value);

            TfaipException Unfit(Sample sample, object other) => new(
                $"'{key}' is {Elements.Describe(other)} in {sample.Source}, and {Elements.Describe(values[0])} in {window[0].Source}: "
                + "a window stacks numbers, or tensors of one shape.");
        }

        return stacked;
    }

    private static object ValueOf(Sample sample, string key, bool isInput) => (isInput ? sample.Inputs : sample.Targets)[key];
}
