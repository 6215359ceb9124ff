using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Which weights and buffers of a model must be finite numbers: all, but for buffers with infinities from the beginning on, such as a
/// mask of attention.
/// </summary>
internal sealed class FiniteState
{
    private readonly nn.Module _model;
    private readonly ParameterSet _trained;
    private readonly HashSet<string> _names;

    /// <summary>Looks at a model that is to be trained.</summary>
    public FiniteState(nn.Module model, ParameterSet trained)
    {
        (_model, _trained) = (model, trained);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _names = [.. model.state_dict().Where(entry => !IsMask(model, entry.Key, entry.Value)).Select(entry => entry.Key)];
    }

    /// <summary>The names of those that must be finite, as in the state dict.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether it is a buffer, and no parameter.</summary>
    public bool IsBuffer(string name) => !_model.named_parameters().Any(entry => entry.name == name);

    /// <summary>The first parameter or buffer that is not finite; null where there is none. Reads from the device.</summary>
    public string? FirstNotFinite()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var areTrainedFinite = _trained.AreFinite();
        var trained = areTrainedFinite ? _trained.Names.ToHashSet() : [];
        return _model.state_dict().Where(entry => _names.Contains(entry.Key) && !trained.Contains(entry.Key))
            .Where(entry => !IsFinite(entry.Value))
            .Select(entry => entry.Key)
            .FirstOrDefault();
    }

    /// <summary>
    /// The first parameter or buffer with a number that must not be exported: an infinite weight, or what is not a number.
    /// </summary>
    public static string? FirstNotExportable(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return model.state_dict()
            .Where(entry => !IsFinite(entry.Value) && !IsMask(model, entry.Key, entry.Value))
            .Select(entry => entry.Key)
            .FirstOrDefault();
    }

    private static bool IsFinite(Tensor tensor) => !tensor.is_floating_point() || tensor.isfinite().all().item<bool>();

    private static bool IsMask(nn.Module model, string name, Tensor tensor) =>
        tensor.is_floating_point()
        && tensor.isinf().any().item<bool>()
        && !tensor.isnan().any().item<bool>()
        && model.named_buffers().Any(entry => entry.name == name);
}
