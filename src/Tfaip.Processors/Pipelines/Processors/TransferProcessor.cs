using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Copies a value, and removes the original or not.</summary>
internal sealed class TransferProcessor : Processor
{
    private readonly (string Key, SampleSide Side) _from;
    private readonly (string Key, SampleSide Side) _to;
    private readonly bool _keep;

    public TransferProcessor(RenameParams parameters)
        : this(parameters, parameters.Key, parameters.Side, parameters.To, parameters.ToSide, keep: false)
    {
    }

    public TransferProcessor(CopyParams parameters)
        : this(parameters, parameters.Key, parameters.Side, parameters.To, parameters.ToSide, keep: true)
    {
    }

    private TransferProcessor(ProcessorParams parameters, string key, SampleSide side, string? to, SampleSide? toSide, bool keep)
    {
        _from = (SampleValue.Key(key, ProcessorStep.NameOf(parameters)), side);
        _to = (to ?? key, toSide ?? side);
        _keep = keep;
        Rules.Check((IValidatable)parameters);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (SampleValue.IsWithoutTargets(sample, _from.Side)) return sample;
        var value = SampleValue.Of(sample, _from.Side, _from.Key);
        if (!_keep) sample = sample.WithValues(_from.Side, sample.ValuesOf(_from.Side).Without(_from.Key));
        return sample.WithValues(_to.Side, sample.ValuesOf(_to.Side).With(_to.Key, value));
    }
}
