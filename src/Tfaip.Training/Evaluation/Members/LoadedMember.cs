using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>A model that can be evaluated; it owns both.</summary>
/// <param name="Place">Where it is from.</param>
/// <param name="Model">The model whose losses and metrics measure.</param>
/// <param name="Graph">What answers.</param>
/// <param name="IsTrained">Whether the weights of <paramref name="Model"/> are those of <paramref name="Graph"/>.</param>
internal sealed record LoadedMember(ModelPlace Place, Model Model, EvaluatedGraph Graph, bool IsTrained) : IDisposable
{
    public void Dispose()
    {
        Graph.Dispose();
        Model.Dispose();
    }
}
