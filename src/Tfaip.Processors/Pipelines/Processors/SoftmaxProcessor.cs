using System.Numerics.Tensors;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class SoftmaxProcessor(SoftmaxParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        var logits = Scores.Of(value, Name, out var shape);
        var axis = Axis.Of(shape, parameters.Axis, Name);
        var line = new float[axis.Length];
        for (var i = 0; i < axis.Outer * axis.Inner; i++)
        {
            var start = (i / axis.Inner * axis.Length * axis.Inner) + (i % axis.Inner);
            for (var j = 0; j < line.Length; j++) line[j] = logits[start + (j * axis.Inner)];
            Softmax.Apply(line, parameters.Log);
            for (var j = 0; j < line.Length; j++) logits[start + (j * axis.Inner)] = line[j];
        }

        return Tensor.Create(logits, shape);
    }
}
