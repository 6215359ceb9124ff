using System.Text.Json;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Optimization.Schedules;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>Averages of the parameters of a <see cref="ParameterSet"/> over the steps, in flat tensors like theirs.</summary>
internal sealed class WeightAverages : IDisposable
{
    private readonly AveragingParams _params;
    private readonly ScheduleRun _run;
    private readonly ParameterSet _parameters;
    private readonly List<Tensor> _averages;
    private readonly Dictionary<string, Tensor> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> _statistics = new(StringComparer.Ordinal);
    private AveragingState _state = new(0, 0);

    /// <summary>Begins with the weights as they are.</summary>
    public WeightAverages(AveragingParams parameters, ScheduleRun run, ParameterSet set)
    {
        (_params, _run, _parameters) = (parameters, run, set);
        using var _ = no_grad();
        _averages = set.Groups.Select(group => group.Values.clone().DetachFromDisposeScope()).ToList();
        foreach (var (group, average) in set.Groups.Zip(_averages))
        {
            foreach (var slot in group.Slots) _views.Add(slot.Name, slot.ViewOf(average).DetachFromDisposeScope());
        }
    }

    /// <summary>Whether evaluation and export are to use the averages.</summary>
    public bool IsUsable => _params.IsUsable(_state.Count);

    /// <summary>
    /// The averages by the names of their parameters, and the statistics that belong to them; none where they are not to be used.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Tensors =>
        IsUsable ? _views.Concat(_statistics).ToDictionary() : new Dictionary<string, Tensor>();

    /// <summary>Adds the weights after an optimizer step, if it is one that counts.</summary>
    /// <param name="position">The place in the run, before the step.</param>
    public void StepDone(SchedulePosition position) => Add(_params.Keep(_run, position, isEpochEnd: false, _state.Count));

    /// <summary>Adds the weights at the end of an epoch, if it is one that counts; a second call for an epoch changes nothing.</summary>
    /// <param name="epochs">Epochs that are over.</param>
    public void EpochDone(int epochs)
    {
        if (epochs <= _state.Epoch) return;
        Add(_params.Keep(_run, new(epochs, 0), isEpochEnd: true, _state.Count));
        _state = _state with { Epoch = epochs };
    }

    /// <summary>Puts the averages into the model until the result is disposed; the weights are then what they were, to the bit.</summary>
    /// <param name="model">The model that has the parameters, in training mode.</param>
    /// <param name="statistics">Runs the model over so many batches of training, for the statistics of batch normalisations.</param>
    public IDisposable Use(nn.Module model, Action<int> statistics)
    {
        var swap = new AverageSwap(_parameters, _averages);
        if (_params.StatisticsBatches is not { } batches || !BatchStatistics.IsIn(model)) return swap;
        try
        {
            swap.Add(BatchStatistics.Renew(model, () => statistics(batches)));
            foreach (var tensor in _statistics.Values) tensor.Dispose();
            _statistics.Clear();
            foreach (var (name, buffer) in BatchStatistics.Of(model)) _statistics.Add(name, buffer.clone().DetachFromDisposeScope());
            return swap;
        }
        catch
        {
            swap.Dispose();
            throw;
        }
    }

    /// <summary>What is to be saved besides <see cref="Tensors"/>.</summary>
    public JsonElement Save() => JsonSerializer.SerializeToElement(_state);

    /// <summary>
    /// Puts back what <see cref="Save"/> and <see cref="Tensors"/> gave; without averages they begin with the weights as they are.
    /// </summary>
    public void Restore(JsonElement? state, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _state = state?.Deserialize<AveragingState>() ?? new(0, 0);
        foreach (var (average, group) in _averages.Zip(_parameters.Groups)) average.copy_(group.Values);
        foreach (var (name, tensor) in tensors)
        {
            if (_views.TryGetValue(name, out var view)) view.copy_(tensor);
            else _statistics[name] = tensor.to(_averages[0].device, copy: true).DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _views.Values.Concat(_averages).Concat(_statistics.Values)) tensor.Dispose();
    }

    private void Add(double? keep)
    {
        if (keep is not { } part) return;
        using var _ = no_grad();
        for (var i = 0; i < _averages.Count; i++) _averages[i].mul_(part).add_(_parameters.Groups[i].Values, alpha: 1 - part);

        _state = _state with { Count = _state.Count + 1 };
    }
}
