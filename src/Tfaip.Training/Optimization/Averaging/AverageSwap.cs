using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>Has averages in the place of weights while it lives; then the weights come back, to the bit.</summary>
internal sealed class AverageSwap : IDisposable
{
    private readonly ParameterSet _parameters;
    private readonly List<Tensor> _weights = [];
    private IDisposable? _more;

    public AverageSwap(ParameterSet parameters, IReadOnlyList<Tensor> averages)
    {
        _parameters = parameters;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (group, average) in parameters.Groups.Zip(averages))
        {
            _weights.Add(group.Values.clone().DetachFromDisposeScope());
            group.Values.copy_(average);
        }
    }

    /// <summary>Adds what is to be put back too.</summary>
    public void Add(IDisposable more) => _more = more;

    public void Dispose()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (group, weights) in _parameters.Groups.Zip(_weights))
        {
            group.Values.copy_(weights);
            weights.Dispose();
        }

        _weights.Clear();
        _more?.Dispose();
        _more = null;
    }
}
