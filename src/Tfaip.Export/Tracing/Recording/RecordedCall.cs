using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Tracing.Rules;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>One call as it was made at one assignment of sizes; numbers in the arguments are those that were given.</summary>
internal sealed record RecordedCall(
    CallKind Kind,
    MethodBase Method,
    object? Module,
    IReadOnlyList<Argument> Arguments,
    SourceLine? Line,
    string ModulePath)
{
    /// <summary>The values that it made.</summary>
    public IReadOnlyList<int> Results { get; init; } = [];

    /// <value>
    /// For each result, which of the tensors that were given it is itself, counted over all arguments; -1 for a new one. Default: none.
    /// </value>
    public IReadOnlyList<int> SameAs { get; init; } = [];

    /// <value>Whether a result is a view of a tensor that was given. Default: false.</value>
    public bool SharesMemory { get; init; }

    /// <summary>The tensor of a call that makes one of .NET data, copied.</summary>
    public TorchSharp.torch.Tensor? Data { get; init; }

    /// <summary>Which of the modules that were made while recording <see cref="Module"/> is.</summary>
    public int? CreatedModule { get; init; }

    /// <summary>The arguments themselves, while the call is being made.</summary>
    public object?[] Inputs { get; init; } = [];
}
