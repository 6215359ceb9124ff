using System.Globalization;
using System.Text.Json;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Callbacks;

/// <summary>Stops training when the monitored value gets no better, or is good enough.</summary>
/// <param name="parameters">When.</param>
internal sealed class EarlyStopping(EarlyStoppingParams parameters) : IStatefulCallback
{
    private EarlyStoppingState _state = new(null, 0, 0);
    private Model.Monitor? _monitor;

    /// <inheritdoc/>
    public string Name => "early_stopping";

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        ArgumentNullException.ThrowIfNull(run);
        switch (happened)
        {
            // What stopped the run that goes on stops it again, unless the parameters are others now.
            case EpochStarted:
                _monitor ??= run.Model.Best;
                Decide(run);
                break;
            case MonitorUpdated updated:
                _monitor ??= updated.Monitor;
                Take(updated.Value);
                Decide(run);
                break;
        }
    }

    /// <inheritdoc/>
    public JsonElement Save() => JsonSerializer.SerializeToElement(_state, CallbackJson.Options);

    /// <inheritdoc/>
    public void Restore(JsonElement state) => _state = state.Deserialize<EarlyStoppingState>(CallbackJson.Options)!;

    private void Take(double value)
    {
        var measured = _state.Measured + 1;
        if (IsImprovement(value))
        {
            _state = new(value, measured, 0);
            return;
        }

        var counts = measured % parameters.CountEvery == 0
            && (parameters.CountFrom is not { } from || (_state.Best is { } best && IsAsGood(best, from)));
        _state = _state with { Measured = measured, Waited = _state.Waited + (counts ? 1 : 0) };
    }

    private void Decide(IRunControl run)
    {
        if (_state.Best is { } best && parameters.Target is { } target && IsAsGood(best, target))
        {
            run.Stop(string.Create(
                CultureInfo.InvariantCulture, $"{_monitor!.Metric} is {best:G6}, and trainer.early_stopping.target is {target:G6}"));
        }

        if (parameters.Patience is { } patience && _state.Waited >= patience)
        {
            var by = parameters.MinDelta == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" by more than {parameters.MinDelta:G6} (min_delta)");
            var than = _state.Best is { } value ? string.Create(CultureInfo.InvariantCulture, $"better than {value:G6}{by}") : "a number";
            run.Stop(string.Create(
                CultureInfo.InvariantCulture,
                $"{_monitor!.Metric} was not {than} in {_state.Waited} measurement{(_state.Waited == 1 ? "" : "s")} "
                + $"(trainer.early_stopping.patience)"));
        }
    }

    private bool IsImprovement(double value) =>
        !double.IsNaN(value) && (_state.Best is not { } best || Gain(value, best) > parameters.MinDelta);

    private bool IsAsGood(double value, double bound) => Gain(value, bound) >= 0;

    private double Gain(double value, double than) => _monitor!.Mode == MonitorMode.Max ? value - than : than - value;
}
