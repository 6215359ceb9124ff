using KillStorm;

namespace KillStormScenario;

/// <summary>The share of answers whose label is right, as text; marks that an evaluation begins.</summary>
public sealed class StormEvaluator : Evaluator
{
    private int _samples;
    private int _right;

    public override void Reset()
    {
        PhaseMark.Set(Phase.Evaluation);
        (_samples, _right) = (0, 0);
    }

    public override void Update(Sample sample)
    {
        _samples++;
        if (Equals(sample.Outputs["label"]?.ToString(), sample.Targets["label"].ToString())) _right++;
    }

    public override IReadOnlyDictionary<string, double> Result() =>
        new Dictionary<string, double> { ["right"] = (double)_right / _samples };
}
