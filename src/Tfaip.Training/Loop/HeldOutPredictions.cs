using Tfaip.Inference;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Answers to held-out samples: of a finished package, by the way that an application goes, from the package alone and raw samples; and of
/// the model itself where a run was interrupted.
/// </summary>
/// <param name="processors">The processors of the scenario.</param>
/// <param name="clock">The clock of durations.</param>
/// <param name="tell">Hears of each answer.</param>
internal sealed class HeldOutPredictions(VariantCatalog processors, TimeProvider clock, Action<RunEvent> tell)
{
    /// <summary>Predicts samples of the first evaluation set, spread over all of it, from a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="data">Opens the sets.</param>
    /// <param name="count">How many samples; 0 for none.</param>
    public void Make(string package, Data data, int count)
    {
        if (count == 0) return;
        using var predictor = Predictor.Load(package, new PredictorOptions { Processors = processors });
        Make(data, count, (raw, _) => predictor.Predict(raw));
    }

    /// <summary>Predicts the same samples by a model, where there is no package.</summary>
    /// <param name="model">The model.</param>
    /// <param name="device">Its device.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="data">Opens the sets.</param>
    /// <param name="count">How many samples; 0 for none.</param>
    public void Make(Model model, Device device, ulong seed, Data data, int count)
    {
        if (count == 0) return;
        using var _ = no_grad();
        model.eval();
        var converter = new BatchConverter(data, device);
        var preProcessing = new ProcessorChain(data.Parameters.PreProcessing, PipelineMode.Evaluation);
        var graph = new LiveModel(model, new ProcessorChain(data.Parameters.PostProcessing, PipelineMode.Evaluation), seed);
        Make(data, count, (raw, index) =>
        {
            // What evaluation leaves out has no answer.
            if (preProcessing.Process(raw, seed, 0, index) is not { } sample) return null;
            using var scope = NewDisposeScope();
            var batch = Collation.Collate([sample], index: 0, withTargets: true);
            return graph.Finish(batch, graph.Run(batch, converter.Convert(batch).Inputs), index).Single();
        });
    }

    private void Make(Data data, int most, Func<Sample, int, Sample?> predict)
    {
        var sets = data.OpenEvaluationSets();
        try
        {
            if (sets.Count == 0) return;
            var source = sets[0].Source;
            var count = Math.Min(most, source.Count);
            for (var i = 0; i < count; i++)
            {
                var index = (int)((long)i * source.Count / count);
                var begin = clock.GetTimestamp();
                var raw = source.Read(index);
                if (predict(raw, index) is { } answer)
                    tell(new SamplePredicted(index, answer) { Raw = raw, Duration = clock.GetElapsedTime(begin) });
            }
        }
        finally
        {
            foreach (var set in sets) set.Source.Dispose();
        }
    }
}
