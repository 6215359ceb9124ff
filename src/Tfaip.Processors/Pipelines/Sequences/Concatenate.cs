using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

internal sealed class Concatenate(ConcatenateParams parameters) : SequenceProcessor
{
    public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
    {
        var group = new List<Sample>();
        nint total = 0;
        foreach (var sample in samples)
        {
            var length = SampleTensor.Find(sample, parameters.Keys[0], parameters.Axis).Length;
            if (group.Count > 0 && total + length > parameters.MaxLength)
            {
                yield return Join(group);
                group = [];
                total = 0;
            }

            group.Add(sample);
            total += length;
        }

        if (group.Count > 0) yield return Join(group);
    }

    private Sample Join(List<Sample> group)
    {
        var joined = group[0];
        if (group.Count == 1) return joined;
        foreach (var key in parameters.Keys)
        {
            var parts = group.Select(sample => SampleTensor.Find(sample, key, parameters.Axis)).ToArray();
            foreach (var (i, part) in parts.Index().Skip(1))
            {
                if (part.Value.GetType() != parts[0].Value.GetType() || !AgreeBeside(part, parts[0]))
                {
                    throw new TfaipException(
                        $"'{key}' is {Elements.Describe(parts[0].Value)} in {group[0].Source}, but {Elements.Describe(part.Value)} in "
                        + $"{group[i].Source}: samples can be joined where their types, and all axes but one, agree.");
                }
            }

            joined = parts[0].Replace(
                joined, key, parts[0].Elements.Concatenate(parts.Select(part => part.Value).ToArray(), parts[0].Axis));
        }

        return joined;
    }

    private static bool AgreeBeside(SampleTensor left, SampleTensor right)
    {
        var leftShape = left.Elements.ShapeOf(left.Value);
        var rightShape = right.Elements.ShapeOf(right.Value);
        if (leftShape.Length != rightShape.Length || left.Axis != right.Axis) return false;
        for (var axis = 0; axis < leftShape.Length; axis++)
        {
            if (axis != left.Axis && leftShape[axis] != rightShape[axis]) return false;
        }

        return true;
    }
}
