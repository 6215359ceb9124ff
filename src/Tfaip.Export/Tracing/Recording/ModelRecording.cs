using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>What a model did at one assignment of sizes.</summary>
internal sealed record ModelRecording(IReadOnlyDictionary<string, long> Sizes) : IDisposable
{
    /// <summary>The calls, in order.</summary>
    public List<RecordedCall> Calls { get; } = [];

    /// <summary>The tensors that were there before.</summary>
    public List<RecordedConstant> Constants { get; } = [];

    /// <summary>Type and shape of every value.</summary>
    public Dictionary<int, (ScalarType Type, long[] Shape)> Values { get; } = [];

    /// <summary>The outputs, with names where the model gives them.</summary>
    public List<(int Value, string? Name)> Outputs { get; } = [];

    /// <summary>Frees the copies of constants and data.</summary>
    public void Dispose()
    {
        foreach (var constant in Constants)
        {
            if (constant.IsCopy) constant.Tensor.Dispose();
        }

        foreach (var call in Calls) call.Data?.Dispose();
    }
}

/// <summary>A tensor that no recorded call made.</summary>
internal sealed record RecordedConstant(int Value, string? Name, Tensor Tensor, SourceLine? Line)
{
    /// <summary>Whether the tensor is a copy of the recording's own.</summary>
    public bool IsCopy => Name is null;
}
