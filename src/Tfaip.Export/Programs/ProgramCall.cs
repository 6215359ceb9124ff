using System.Reflection;

namespace Tfaip.Export.Programs;

/// <summary>One call into TorchSharp.</summary>
internal sealed record ProgramCall
{
    /// <summary>The method of TorchSharp that was called, with its type arguments.</summary>
    public required MethodBase Method { get; init; }

    /// <value>The layer of TorchSharp's when the call is its <c>call</c> or <c>forward</c>. Default: null.</value>
    public object? Module { get; init; }

    /// <summary>
    /// What it was given: the receiver first where the method is an instance method of a tensor, then its parameters in order.
    /// </summary>
    public required IReadOnlyList<Argument> Arguments { get; init; }

    /// <summary>The numbers of the tensors that it gave, those in tuples and arrays one after the other; -1 for a null.</summary>
    public required IReadOnlyList<int> Results { get; init; }

    /// <value>Where it was called. Default: null, the assembly has no debug information.</value>
    public SourceLine? Line { get; init; }

    /// <value>The path of the module that called or was called, such as <c>encoder.layers.0</c>. Default: empty, the model itself.</value>
    public string ModulePath { get; init; } = "";
}
