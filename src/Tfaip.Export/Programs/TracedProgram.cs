using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Programs;

/// <summary>The calls into TorchSharp that a model's forward makes, with what differs between input sizes as a function of them.</summary>
/// <remarks>Dispose it to free the copies of captured constants; parameters and buffers are the live module's own.</remarks>
internal sealed record TracedProgram : IDisposable
{
    /// <summary>The inputs, in order.</summary>
    public required IReadOnlyList<ProgramInput> Inputs { get; init; }

    /// <summary>The tensors that were there before: parameters, buffers and captured constants, in the order of their first use.</summary>
    public required IReadOnlyList<ProgramConstant> Constants { get; init; }

    /// <summary>The calls, in order.</summary>
    public required IReadOnlyList<ProgramCall> Calls { get; init; }

    /// <summary>The outputs, in order.</summary>
    public required IReadOnlyList<ProgramOutput> Outputs { get; init; }

    /// <summary>What is known of each value.</summary>
    public required IReadOnlyDictionary<int, ValueInfo> Values { get; init; }

    /// <summary>The names of the free sizes, in the order in which the inputs name them.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>The sizes at which the model was recorded and the program checked.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, long>> RecordedSizes { get; init; }

    /// <value>Whether calls of the model leave something in its fields. Default: false.</value>
    internal bool LeavesState { get; init; }

    /// <value>Sizes at which the model takes from its fields what it computes at others. Default: none.</value>
    public IReadOnlyList<IReadOnlyDictionary<string, long>> CachedSizes { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var constant in Constants)
        {
            if (constant.IsCopy) constant.Tensor.Dispose();
        }
    }
}

/// <summary>An input of a program.</summary>
/// <param name="Value">The number of the value.</param>
/// <param name="Spec">What it looks like.</param>
internal sealed record ProgramInput(int Value, TensorSpec Spec);

/// <summary>A tensor that was there before the program.</summary>
/// <param name="Value">The number of the value.</param>
/// <param name="Name">Its name in the state dict, or <c>constant_0</c>, <c>constant_1</c>, …</param>
/// <param name="Tensor">The live tensor; for a captured constant, a copy of its own that lives as long as the program.</param>
internal sealed record ProgramConstant(int Value, string Name, Tensor Tensor)
{
    /// <value>Whether the tensor is the program's own copy. Default: false, a parameter or buffer of the live module.</value>
    public bool IsCopy { get; init; }
}

/// <summary>An output of a program.</summary>
/// <param name="Value">The number of the value.</param>
/// <param name="Name">Its name.</param>
internal sealed record ProgramOutput(int Value, string Name);
