using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ThresholdProcessor(ThresholdParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (!TensorFunction.TryInvoke(new Comparison(parameters.Value, Name), value, out var result))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor of numbers or a number.");
        }

        var answer = Elements.IsTensor(value, out _) ? result : ((Tensor<bool>)result)[0];
        return Cast.Convert(answer, parameters.Dtype, Name);
    }

    private readonly struct Comparison(double value, string name) : ITensorFunction
    {
        public object Invoke<T>(Tensor<T> tensor)
            where T : unmanaged, INumber<T>
        {
            var elements = Dense.Elements(tensor);
            var answers = new bool[elements.Length];
            for (var i = 0; i < answers.Length; i++)
            {
                if (T.IsNaN(elements[i])) throw new TfaipException($"{name} is NaN at element {i}.");
                answers[i] = double.CreateTruncating(elements[i]) >= value;
            }

            return Tensor.Create(answers, tensor.Lengths);
        }
    }
}
