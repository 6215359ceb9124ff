using Tfaip.Processors.Samples;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// A graph of a model that a package holds beside that of <see cref="Model.Forward"/>; see <see cref="Model.ExportGraphs"/>.
/// </summary>
/// <param name="Forward">Computes the outputs with the layers of the model; their order is that of the exported graph.</param>
public sealed record ExportGraph(Func<TensorMap, TensorMap> Forward)
{
    /// <value>
    /// What <see cref="Forward"/> takes, batch axis first, in the order of the exported graph. Default: null, the inputs that
    /// <see cref="Data.Inputs"/> names.
    /// </value>
    public IReadOnlyList<TensorSpec>? Inputs { get; init; }
}
