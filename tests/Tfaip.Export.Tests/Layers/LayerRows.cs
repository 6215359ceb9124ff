namespace Tfaip.Export.Tests.Layers;

/// <summary>
/// The layers of TorchSharp's own unit tests for <c>nn</c> (its <c>NN.cs</c>, and the modules of its tests of utilities and of bugs), with
/// the options that they are tested with. Sizes are smaller where nothing depends on them, and free where they are fixed there.
/// </summary>
/// <remarks>
/// Those of their tests have no row here that ask nothing of a forward pass in evaluation:
/// names, shapes and types of parameters and buffers; state dicts, saving and loading; initialisation and replacing of parameters as such
/// (a row runs what results); gradients, optimizers and schedulers; devices; hooks that count; memory, dispose scopes and finalizers; what
/// must throw (invalid containers, losses of impossible arguments). Nor those that cannot be the same twice, because they draw numbers in
/// evaluation too: fractional max-pooling, and dropout as a function that is told to train. Packed sequences have lengths that depend on
/// values, and CTC walks as long as the values ask for: the exporter refuses these two, which <c>docs/reference/export-coverage.md</c> and
/// the tests of refusals have.
/// </remarks>
internal static class LayerRows
{
    /// <summary>The rows by group.</summary>
    public static IReadOnlyDictionary<string, Func<IEnumerable<LayerRow>>> Groups { get; } =
        new Dictionary<string, Func<IEnumerable<LayerRow>>>
        {
            ["linear"] = () => LinearRows.All,
            ["activations"] = () => ActivationRows.All,
            ["containers"] = () => ContainerRows.All,
            ["losses"] = () => LossRows.All,
            ["convolutions"] = () => ConvolutionRows.All,
            ["poolings"] = () => PoolingRows.All,
            ["normalisations"] = () => NormalisationRows.All,
            ["embeddings and attention"] = () => EmbeddingRows.All,
            ["dropouts and paddings"] = () => PaddingRows.All,
            ["recurrent"] = () => RecurrentRows.All,
            ["resizing"] = () => ResizingRows.All,
        };

    /// <summary>
    /// The rows that no graph can be right for: <c>one_hot</c> without a number of classes takes that from the values, and a module that
    /// keeps its recurrent state in a field changes with every call.
    /// </summary>
    public static IEnumerable<LayerRow> Refused => [.. EmbeddingRows.Refused, .. RecurrentRows.Refused];
}
