using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

internal sealed class SplitSample(SplitSampleParams parameters) : SequenceProcessor
{
    public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
    {
        foreach (var sample in samples)
        {
            var tensors = parameters.Keys.Select(key => (Key: key, Tensor: SampleTensor.Find(sample, key, parameters.Axis))).ToArray();
            var length = tensors[0].Tensor.Length;
            if (tensors.FirstOrDefault(item => item.Tensor.Length != length) is { Key: { } key } other)
            {
                throw new TfaipException(
                    $"'{tensors[0].Key}' is {Elements.Describe(tensors[0].Tensor.Value)}, but '{key}' is "
                    + $"{Elements.Describe(other.Tensor.Value)}: values that are cut in the same places have one length.");
            }

            var piece = 0L;
            for (nint start = 0; start < length; start += parameters.Stride ?? parameters.Length)
            {
                var size = nint.Min(parameters.Length, length - start);
                if (size < parameters.Length && parameters.DropRemainder) break;
                yield return tensors
                    .Aggregate(sample, (cut, item) =>
                        item.Tensor.Replace(cut, item.Key, item.Tensor.Elements.Slice(item.Tensor.Value, item.Tensor.Axis, start, size)))
                    .WithMeta("piece", piece++);
                if (start + size == length) break;
            }
        }
    }
}
