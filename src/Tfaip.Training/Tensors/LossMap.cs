using System.Collections;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>The losses of a batch by name. What training minimises is the sum of weight × mean over them.</summary>
/// <example><c>new LossMap { { "cross_entropy", loss }, { "center", center, 0.1 } }</c></example>
public sealed class LossMap : IReadOnlyCollection<NamedLoss>
{
    private readonly List<NamedLoss> _losses = [];

    /// <inheritdoc/>
    public int Count => _losses.Count;

    /// <summary>Adds a loss.</summary>
    /// <param name="name">Its name in logs and for the monitor.</param>
    /// <param name="loss">A scalar, or one value per sample, token or pixel, whose mean counts.</param>
    /// <param name="weight">What it counts in the total.</param>
    public void Add(string name, Tensor loss, double weight = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(loss);
        if (_losses.Exists(other => other.Name == name)) throw new ArgumentException($"There is a loss '{name}' already.", nameof(name));
        _losses.Add(new NamedLoss(name, loss.dim() == 0 ? loss : loss.mean(), weight) { Values = loss });
    }

    /// <summary>The sum of weight × mean over all losses: what is minimised.</summary>
    /// <exception cref="InvalidOperationException">There is no loss.</exception>
    public Tensor Total()
    {
        if (_losses.Count == 0) throw new InvalidOperationException("The model's Loss gave no loss; add at least one.");
        return _losses.Select(loss => loss.Weight == 1 ? loss.Mean : loss.Mean * loss.Weight).Aggregate((sum, next) => sum + next);
    }

    /// <inheritdoc/>
    public IEnumerator<NamedLoss> GetEnumerator() => _losses.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
