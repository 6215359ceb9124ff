using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Parameters;

/// <summary>
/// The trainable parameters of a module, laid out one after the other in a few flat tensors, one for each element type and
/// each rule, with their gradients in flat tensors alike. The module's parameters become views of them and stay usable as ever; an
/// operation over all parameters is one call.
/// </summary>
/// <remarks>
/// The module must be on its device already, and must not be moved or converted afterwards. A parameter that two modules
/// share is laid out once, frozen parameters (<c>requires_grad</c> false) are left alone. Gradients exist from the start and
/// are zeroed in place, never removed: a parameter that a step does not touch has the gradient zero.
/// </remarks>
public sealed class ParameterSet : IDisposable
{
    // Each parameter starts at a multiple of so many bytes, as tensors of their own do.
    private const long Alignment = 64;
    private const long CheckedAtOnce = 1 << 22;

    private readonly List<FlatParameters> _groups = [];

    /// <summary>Lays out the trainable parameters of a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="rules">What is particular to a parameter, by its name; null where nothing is.</param>
    public ParameterSet(nn.Module module, Func<string, ParameterRule>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var trainable = module.named_parameters().Where(entry => entry.parameter.requires_grad);
        var groups = trainable.GroupBy(entry => (
            entry.parameter.dtype,
            entry.parameter.device_type,
            entry.parameter.device_index,
            Rule: rules is null ? ParameterRule.None : rules(entry.name)));
        foreach (var group in groups) _groups.Add(LayOut(group.Select(entry => (entry.name, entry.parameter)).ToList(), group.Key.Rule));

        Names = _groups.SelectMany(group => group.Slots).Select(slot => slot.Name).ToList();
        Count = _groups.SelectMany(group => group.Slots).Sum(slot => slot.Length);
    }

    /// <summary>The flat tensors, one for each element type and rule.</summary>
    public IReadOnlyList<FlatParameters> Groups => _groups;

    /// <summary>The names of the parameters, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many numbers they have in all.</summary>
    public long Count { get; }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients()
    {
        // Not zero_(), which in TorchSharp changes nothing and gives a new tensor.
        foreach (var group in _groups) group.Gradients.fill_(0);
    }

    /// <summary>The 2-norm of all gradients together, on the device, in the current dispose scope.</summary>
    public Tensor GradientNorm()
    {
        using var _ = no_grad();
        if (_groups.Count == 1) return _groups[0].Gradients.norm();
        using var scope = NewDisposeScope();
        var device = _groups[0].Gradients.device;
        return stack(_groups.Select(group => group.Gradients.norm().to(ScalarType.Float32, device))).norm().MoveToOuterDisposeScope();
    }

    /// <summary>Whether every parameter is a finite number; reads from the device.</summary>
    public bool AreFinite()
    {
        using var _ = no_grad();
        return _groups.TrueForAll(group => IsFinite(group.Values));
    }

    /// <summary>Gives the module's parameters memory of their own again, without gradients.</summary>
    public void Dispose()
    {
        foreach (var group in _groups) group.Dispose();
    }

    // Piece by piece: LibTorch finds it out over copies, of all parameters half as much again as they take.
    private static bool IsFinite(Tensor flat)
    {
        for (var begin = 0L; begin < flat.numel(); begin += CheckedAtOnce)
        {
            using var scope = NewDisposeScope();
            if (!flat.narrow(0, begin, Math.Min(CheckedAtOnce, flat.numel() - begin)).isfinite().all().item<bool>()) return false;
        }

        return true;
    }

    private static FlatParameters LayOut(List<(string Name, Parameter Parameter)> parameters, ParameterRule rule)
    {
        var first = parameters[0].Parameter;
        var step = Alignment / first.ElementSize;
        var slots = new List<ParameterSlot>(parameters.Count);
        var total = 0L;
        foreach (var (name, parameter) in parameters)
        {
            slots.Add(new ParameterSlot(name, parameter, total, parameter.numel(), parameter.shape));
            total += (parameter.numel() + step - 1) / step * step;
        }

        // The padding between parameters is zero and has the gradient zero, so no optimizer moves it.
        var values = zeros(total, first.dtype, first.device).DetachFromDisposeScope();
        var gradients = zeros(total, first.dtype, first.device).DetachFromDisposeScope();
        foreach (var slot in slots)
        {
            var view = slot.ViewOf(values);
            view.copy_(slot.Parameter);
            slot.Parameter.set_(view);
            slot.Parameter.grad = slot.ViewOf(gradients);
        }

        return new FlatParameters(
            values, gradients, slots)
        { LearningRateFactor = rule.LearningRateFactor, WeightDecay = rule.WeightDecay };
    }
}
