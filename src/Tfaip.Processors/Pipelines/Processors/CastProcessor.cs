namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class CastProcessor(CastParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random) => Cast.Convert(value, parameters.Dtype, Name);
}
