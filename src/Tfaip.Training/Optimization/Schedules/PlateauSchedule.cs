using System.Text.Json;
using Tfaip.Training.Metrics;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>Watches the monitored value, as PyTorch's ReduceLROnPlateau does.</summary>
internal sealed class PlateauSchedule(PlateauScheduleParams parameters, ScheduleRun run) : Schedule(parameters, run)
{
    private State _state = new(1, null, 0, 0);

    public override void Observe(double value)
    {
        var (factor, best, bad, cooldown) = _state;
        if (IsBetter(value, best)) (best, bad) = (value, 0);
        else bad++;
        if (cooldown > 0) (cooldown, bad) = (cooldown - 1, 0);
        if (bad > parameters.Patience)
            (factor, bad, cooldown) = (Math.Max(factor * parameters.Gamma, parameters.Minimum), 0, parameters.Cooldown);
        _state = new(factor, best, bad, cooldown);
    }

    public override JsonElement? Save() => JsonSerializer.SerializeToElement(_state);

    public override void Restore(JsonElement state) =>
        _state = state.Deserialize<State>() ?? throw new JsonException("The state of the schedule is null.");

    protected override double FactorAfter(double epoch, double warmup) => _state.Factor;

    private bool IsBetter(double value, double? best)
    {
        if (!double.IsFinite(value)) return false;
        if (best is not { } reference) return true;
        var isMin = Run.Mode == MonitorMode.Min;
        var threshold = parameters.AbsoluteThreshold ? parameters.Threshold : parameters.Threshold * Math.Abs(reference);
        return isMin ? value < reference - threshold : value > reference + threshold;
    }

    private sealed record State(double Factor, double? Best, int Bad, int Cooldown);
}
