using Tfaip.Inference;
using Tfaip.Processors.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>Answers of a finished package to held-out samples, by the way that an application goes: from the package alone and raw samples.</summary>
/// <param name="processors">The processors of the scenario.</param>
/// <param name="clock">The clock of durations.</param>
/// <param name="tell">Hears of each answer.</param>
internal sealed class HeldOutPredictions(VariantCatalog processors, TimeProvider clock, Action<RunEvent> tell)
{
    /// <summary>Predicts samples of the first evaluation set, spread over all of it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="data">Opens the sets.</param>
    /// <param name="count">How many samples; 0 for none.</param>
    public void Make(string package, Data data, int count)
    {
        if (count == 0) return;
        var sets = data.OpenEvaluationSets();
        try
        {
            if (sets.Count > 0) Make(package, sets[0].Source, count);
        }
        finally
        {
            foreach (var set in sets) set.Source.Dispose();
        }
    }

    private void Make(string package, ISampleSource source, int most)
    {
        using var predictor = Predictor.Load(package, new PredictorOptions { Processors = processors });
        var count = Math.Min(most, source.Count);
        for (var i = 0; i < count; i++)
        {
            var index = (int)((long)i * source.Count / count);
            var begin = clock.GetTimestamp();
            var answer = predictor.Predict(source.Read(index));
            tell(new SamplePredicted(index, answer) { Duration = clock.GetElapsedTime(begin) });
        }
    }
}
