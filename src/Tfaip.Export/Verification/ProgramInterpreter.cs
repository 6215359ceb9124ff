using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Runs a recorded program in TorchSharp, call by call.</summary>
internal sealed class ProgramInterpreter
{
    private readonly TracedProgram _program;
    private readonly IReadOnlyDictionary<string, long> _sizes;
    private readonly Dictionary<int, Tensor> _values = [];

    public ProgramInterpreter(TracedProgram program, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, long> sizes)
    {
        (_program, _sizes) = (program, sizes);

        // Calls that write in place must not write into what was given.
        foreach (var (input, tensor) in program.Inputs.Zip(inputs)) _values[input.Value] = tensor.clone();
        foreach (var constant in program.Constants) _values[constant.Value] = constant.Tensor;
    }

    /// <summary>The tensor that a value is now.</summary>
    public Tensor this[int value] => _values[value];

    /// <summary>Makes the calls one after the other, and gives each with the numbers and the values of its results.</summary>
    public IEnumerable<(ProgramCall Call, IReadOnlyList<(int Value, Tensor Tensor)> Results)> Run()
    {
        foreach (var call in _program.Calls)
        {
            using (no_grad())
            {
                var results = CallInvoker.Invoke(call, value => _values[value], _sizes);
                for (var i = 0; i < results.Count; i++)
                {
                    if (call.Results[i] >= 0) _values[call.Results[i]] = results[i]!;
                }
            }

            yield return (call, [.. call.Results.Where(result => result >= 0).Select(result => (result, _values[result]))]);
        }
    }
}
