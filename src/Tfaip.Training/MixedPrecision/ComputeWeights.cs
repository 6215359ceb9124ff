using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>
/// Has a model compute with bfloat16 copies of its weights while it trains. The float32 weights of its <see cref="ParameterSet"/> are what
/// gradients are added for, and what the optimizer changes; a step rounds them by one operation a group. Whatever else looks at the model
/// puts them in their place again first.
/// </summary>
internal sealed class ComputeWeights : IDisposable
{
    private readonly Model _model;
    private readonly List<ComputeGroup> _groups = [];
    private readonly List<ComputeCopy> _copies;
    private bool _areIn;

    /// <summary>Makes the copies; the model has its float32 weights still.</summary>
    public ComputeWeights(Model model, ParameterSet parameters)
    {
        _model = model;
        var state = new Float32State(model);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var trained = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var group in parameters.Groups)
        {
            var slots = group.Slots.Where(slot => state.Leaves(slot.Parameter)).ToList();
            if (slots.Count > 0) _groups.Add(new(group, slots));
            trained.UnionWith(slots.Select(slot => slot.Parameter));
        }

        _copies = [.. Float32State.Of(model)
            .Where(entry => state.Leaves(entry.Tensor) && !trained.Contains(entry.Tensor))
            .Select(entry => new ComputeCopy(entry.Name, entry.Tensor))];
    }

    /// <summary>Puts the copies into the model, unless they are there.</summary>
    public void Enter()
    {
        if (_areIn) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Refresh();
        foreach (var copy in _copies) copy.Refresh();
        ElementTypes.Change([.. _groups.SelectMany(group => group.Computed), .. _copies.Select(copy => copy.Computed)]);
        foreach (var group in _groups) group.UseGradients(computed: true);
        _areIn = true;
    }

    /// <summary>Puts the float32 weights into the model, unless they are there.</summary>
    /// <exception cref="TfaipException">The model has changed a buffer.</exception>
    public void Leave()
    {
        CheckBuffers();
        Restore();
    }

    /// <summary>
    /// The model's state dict, of float32 weights whichever the model has. The tensors that stand for its own are in the current
    /// dispose scope.
    /// </summary>
    /// <exception cref="TfaipException">The model has changed a buffer.</exception>
    public Dictionary<string, Tensor> StateDict()
    {
        CheckBuffers();
        var state = _model.state_dict();
        if (!_areIn) return state;
        var masters = _groups.SelectMany(group => group.Masters).Concat(_copies.Select(copy => copy.Master))
            .ToDictionary(entry => (object)entry.Tensor, entry => entry.Memory, ReferenceEqualityComparer.Instance);
        return state.ToDictionary(entry => entry.Key, entry => masters.GetValueOrDefault(entry.Value, entry.Value));
    }

    /// <summary>Adds the gradients of a micro-batch to the float32 ones.</summary>
    public void AddGradients()
    {
        using var _ = no_grad();
        foreach (var group in _groups) group.AddGradients();
    }

    /// <summary>Takes over what an optimizer step has made of the float32 weights.</summary>
    public void Refresh()
    {
        using var _ = no_grad();
        foreach (var group in _groups) group.Refresh();
    }

    public void Dispose()
    {
        Restore();
        foreach (var group in _groups) group.Dispose();
        foreach (var copy in _copies) copy.Dispose();
    }

    private void CheckBuffers()
    {
        if (!_areIn || _copies.Find(copy => copy.IsChanged()) is not { } changed) return;
        throw new TfaipException(
            $"precision: '{changed.Name}' of {_model.GetType().Name} changes in training, and what is added to a bfloat16 number is soon "
            + "lost in rounding. "
            + $"Keep it float32: have {_model.GetType().Name} override StaysFloat32 to return true for '{changed.Name}', and compute with "
            + "it in float32. Or set precision: float32.");
    }

    private void Restore()
    {
        if (!_areIn) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();

        // A model that was disposed of has nothing to be put back.
        ElementTypes.Change([.. _groups.SelectMany(group => group.Masters).Concat(_copies.Select(copy => copy.Master))
            .Where(entry => !entry.Tensor.IsInvalid)]);
        foreach (var group in _groups) group.UseGradients(computed: false);
        _areIn = false;
    }
}
