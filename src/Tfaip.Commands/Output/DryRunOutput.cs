using Tfaip.Training.Figures;
using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Reporting.Models;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Output;

/// <summary>Says what a run would be.</summary>
internal static class DryRunOutput
{
    /// <summary>Writes it, a line for each part of the run.</summary>
    public static void Write(TextWriter writer, DryRunResult result)
    {
        var info = result.Info;
        var steps = (long)info.Epochs * info.StepsPerEpoch;
        var about = info.AreStepsExact ? "" : "about ";
        Line($"scenario:   {info.Scenario} on {PrecisionText.On(info.Device, info.Parameters.Precision)}");
        Line($"model:      {result.Model}, {info.TotalParameters} parameters, {info.TrainableParameters} of them trained");
        foreach (var layer in ModelLayers.Lines(info.Layers)) Line($"  {layer}");
        Line(
            $"training:   {info.TrainingSamples} samples, {info.Epochs} epochs of {about}{info.StepsPerEpoch} steps, {about}{steps} steps "
            + $"in all; loss of the first batch {FigureText.Value(result.TrainingLoss)}");
        if (result.EvaluationLoss is { } loss)
            Line($"evaluation: {info.EvaluationSamples} samples; loss of the first batch {FigureText.Value(loss)}");
        else Line($"evaluation: none");
        if (info.ResumedAtStep is { } step) Line($"resumed:    after step {step}");
        Line($"run:        {CommandPaths.Show(info.RunDirectory)}{(result.Replaces ? ", in place of the run that is there" : "")}");
        foreach (var warning in info.Warnings) Line($"warning:    {warning}");
        Line($"This was a dry run: nothing was trained or written.");

        void Line(InvariantText text) => writer.WriteLine(text.Take());
    }
}
