using System.Globalization;

namespace Mnist;

/// <summary>Measures the answers as the predictor gives them: how many are right, and how sure the wrong ones are.</summary>
public sealed class MnistEvaluator : Evaluator
{
    private long _right;
    private long _wrong;
    private double _sureness;

    public override void Reset() => (_right, _wrong, _sureness) = (0, 0, 0);

    public override void Update(Sample sample)
    {
        var (label, target) = (sample.Outputs["label"], sample.Targets["label"]);
        if (Convert.ToInt64(label, CultureInfo.InvariantCulture) == Convert.ToInt64(target, CultureInfo.InvariantCulture))
        {
            _right++;
            return;
        }

        _wrong++;
        _sureness += (float)sample.Outputs["probability"];
    }

    public override IReadOnlyDictionary<string, double> Result() => new Dictionary<string, double>
    {
        ["answer_accuracy"] = (double)_right / (_right + _wrong),
        ["mean_probability_of_errors"] = _wrong == 0 ? 0 : _sureness / _wrong,
    };
}
