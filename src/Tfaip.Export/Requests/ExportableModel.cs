using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Requests;

/// <summary>A live TorchSharp model with what has to be known to export it.</summary>
public sealed record ExportableModel
{
    /// <summary>
    /// The module that holds the parameters. It is exported in evaluation mode, and put back into the mode that it was in.
    /// </summary>
    public required nn.Module Module { get; init; }

    /// <value>
    /// Entry that is recorded, with the inputs in the order of <see cref="Inputs"/> and the outputs in the order of
    /// <see cref="OutputNames"/>; its closure holds <see cref="Module"/>. Default: null, the module's own
    /// <c>forward</c> over tensors.
    /// </value>
    public Func<Tensor[], Tensor[]>? Forward { get; init; }

    /// <value>
    /// Entry that is recorded in place of <see cref="Forward"/>, whose outputs have names and the order that it gives them in.
    /// Default: null.
    /// </value>
    public Func<Tensor[], IReadOnlyDictionary<string, Tensor>>? NamedForward { get; init; }

    /// <value>What messages and packages call the graph, where a module has several. Default: null.</value>
    public string? Name { get; init; }

    /// <summary>The inputs with their free sizes, in the order of the entry's arguments.</summary>
    public required IReadOnlyList<TensorSpec> Inputs { get; init; }

    /// <value>
    /// Names of the outputs. Default: empty, those that the entry gives, or <c>output</c>, or <c>output_0</c>, <c>output_1</c>, … where
    /// there are several.
    /// </value>
    public IReadOnlyList<string> OutputNames { get; init; } = [];

    /// <value>Whether values of tensors may come into .NET, as <see cref="ExportOptions.AllowReading"/> says. Default: false.</value>
    internal bool AllowsReading { get; init; }

    /// <summary>The entry that is recorded; null for the module's own.</summary>
    internal Func<Tensor[], object>? Entry => NamedForward ?? (Func<Tensor[], object>?)Forward;
}
