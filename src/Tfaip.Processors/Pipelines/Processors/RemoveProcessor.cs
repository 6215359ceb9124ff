using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class RemoveProcessor : Processor
{
    private readonly RemoveParams _parameters;

    public RemoveProcessor(RemoveParams parameters)
    {
        _parameters = parameters;
        Rules.Check(parameters);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (SampleValue.IsWithoutTargets(sample, _parameters.Side)) return sample;
        foreach (var key in _parameters.Keys)
        {
            _ = SampleValue.Of(sample, _parameters.Side, key);
            sample = sample.WithValues(_parameters.Side, sample.ValuesOf(_parameters.Side).Without(key));
        }

        return sample;
    }
}
