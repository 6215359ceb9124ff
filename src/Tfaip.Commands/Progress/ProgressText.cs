using System.Globalization;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.MixedPrecision;

namespace Tfaip.Commands.Progress;

/// <summary>How progress is put into words, on a terminal and off it.</summary>
internal static class ProgressText
{
    public static string Of(RunInfo info)
    {
        var evaluation = info.EvaluationSamples > 0 ? $", {FigureText.Count(info.EvaluationSamples)} to evaluate" : "";
        var resumed = info.ResumedAtStep is { } step ? $", resumed after step {FigureText.Count(step)}" : "";
        return $"{info.Scenario} on {PrecisionText.On(info.Device, info.Parameters.Precision)}: "
            + $"{FigureText.Count(info.TrainableParameters)} parameters, "
            + $"{FigureText.Count(info.TrainingSamples)} samples to train{evaluation}, "
            + $"{FigureText.Count(info.Epochs)} epochs of {(info.AreStepsExact ? "" : "about ")}{FigureText.Count(info.StepsPerEpoch)} "
            + $"steps{resumed}";
    }

    /// <summary>The step of an epoch, with the steps that it has or about has.</summary>
    public static string Step(ProgressState state) => state.Run!.AreStepsExact
        ? string.Create(CultureInfo.InvariantCulture, $"{state.StepInEpoch}/{state.StepsPerEpoch}")
        : string.Create(CultureInfo.InvariantCulture, $"{state.StepInEpoch} of about {state.StepsPerEpoch}");
}
