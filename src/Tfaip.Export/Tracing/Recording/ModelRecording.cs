using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>What a model did at one assignment of sizes.</summary>
internal sealed record ModelRecording(IReadOnlyDictionary<string, long> Sizes) : IDisposable
{
    /// <value>Whether it was made without arithmetic, by shapes alone. Default: false.</value>
    public bool IsDry { get; init; }

    /// <summary>Whether the model asked how its tensors lie in memory, which a recording without arithmetic cannot tell.</summary>
    public bool AsksForLayout { get; set; }

    /// <summary>The calls, in order.</summary>
    public List<RecordedCall> Calls { get; } = [];

    /// <summary>The tensors that were there before.</summary>
    public List<RecordedConstant> Constants { get; } = [];

    /// <summary>Type and shape of every value.</summary>
    public Dictionary<int, (ScalarType Type, long[] Shape)> Values { get; } = [];

    /// <summary>The outputs, with names where the model gives them.</summary>
    public List<(int Value, string? Name)> Outputs { get; } = [];

    /// <summary>The tensor of a value that was there before or was made of .NET data; null for others.</summary>
    public Tensor? ConstantOf(int value) =>
        Constants.Find(constant => constant.Value == value)?.Tensor
        ?? Calls.Find(call => call.Data is not null && call.Results[0] == value)?.Data;

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
    /// <value>Whether the tensor is a copy of the recording's own. Default: false.</value>
    public bool IsCopy { get; init; }

    /// <value>The native tensor that was met. Default: zero.</value>
    public nint Identity { get; init; }
}
