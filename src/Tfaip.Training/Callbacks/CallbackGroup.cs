using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Callbacks;

/// <summary>The callbacks of a run in their order, and what they have asked for.</summary>
internal sealed class CallbackGroup : IRunControl
{
    private readonly Model _model;
    private readonly IReadOnlyList<ICallback> _callbacks;
    private bool _isCheckpointRequested;
    private bool _isEvaluationRequested;

    /// <param name="model">The model that is trained.</param>
    /// <param name="callbacks">The callbacks; they stay the caller's.</param>
    /// <exception cref="TfaipException">Two have states of the same name.</exception>
    public CallbackGroup(Model model, IReadOnlyList<ICallback> callbacks)
    {
        (_model, _callbacks) = (model, callbacks);
        if (Stateful.GroupBy(callback => callback.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new TfaipException(
                $"The callbacks {string.Join(" and ", same.Select(callback => callback.GetType().Name))} save their states under the same "
                + $"name, '{same.Key}'. Rename one.");
        }
    }

    /// <value>Called before a callback gets the model, which training may compute with weights of its own. Default: nothing.</value>
    public Action BeforeModel { get; set; } = () => { };

    public Model Model
    {
        get
        {
            BeforeModel();
            return _model;
        }
    }

    /// <summary>Why training is to end; null where it goes on.</summary>
    public string? StopReason { get; private set; }

    private IEnumerable<IStatefulCallback> Stateful => _callbacks.OfType<IStatefulCallback>();

    /// <summary>Tells all callbacks what happened, in their order.</summary>
    public void Tell(RunEvent happened)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Callbacks);
        foreach (var callback in _callbacks) callback.On(happened, this);
    }

    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        StopReason ??= reason;
    }

    public void RequestEvaluation() => _isEvaluationRequested = true;

    public void RequestCheckpoint() => _isCheckpointRequested = true;

    /// <summary>Whether an evaluation was asked for since the last call.</summary>
    public bool TakeEvaluationRequest() => Take(ref _isEvaluationRequested);

    /// <summary>Whether a checkpoint was asked for since the last call.</summary>
    public bool TakeCheckpointRequest() => Take(ref _isCheckpointRequested);

    /// <summary>The states of the stateful callbacks, for a checkpoint.</summary>
    public IReadOnlyDictionary<string, JsonElement> Save() => Stateful.ToDictionary(callback => callback.Name, callback => callback.Save());

    /// <summary>Puts back what <see cref="Save"/> gave.</summary>
    public void Restore(IReadOnlyDictionary<string, JsonElement> states)
    {
        foreach (var callback in Stateful)
        {
            if (states.TryGetValue(callback.Name, out var state)) callback.Restore(state);
        }
    }

    private static bool Take(ref bool request)
    {
        var isRequested = request;
        request = false;
        return isRequested;
    }
}
