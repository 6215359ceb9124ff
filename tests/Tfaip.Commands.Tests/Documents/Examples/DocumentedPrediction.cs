using System.Numerics.Tensors;
using Tfaip.Inference;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text;

namespace Tfaip.Commands.Tests.Documents.Examples;

// The README, docs/how-to/predict-in-an-application.md, docs/how-to/mixed-inputs.md and docs/reference/processors.md show what
// these methods do.
internal static class DocumentedPrediction
{
    public static void Readme()
    {
        using var predictor = Predictor.Load("model.tfaip", new PredictorOptions
        {
            Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly),
        });
        var answer = predictor.Predict("scan.png");
        Console.WriteLine(answer.Outputs["label"]);
    }

    public static void Application()
    {
        using var predictor = Predictor.Load("model.tfaip", new PredictorOptions
        {
            Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly),
        });

        var answer = predictor.Predict("scan.png");
        Console.WriteLine($"{answer.Outputs["label"]} ({answer.Outputs["probability"]})");
    }

    public static Tensor<float> SeveralGraphs()
    {
        using var encoder = Predictor.Load("model.tfaip", new PredictorOptions { Graph = "features" });

        var features = (Tensor<float>)encoder.Predict(new float[] { 0.25f, -0.5f, 0.75f, 1 }).Outputs["features"];
        return features;
    }

    public static async Task<int> Many(
        Predictor predictor, string[] paths, IAsyncEnumerable<object> stream, CancellationToken cancellationToken)
    {
        IReadOnlyList<Sample> answers = predictor.Predict(paths);                 // in the order of the inputs

        await foreach (var answer in predictor.PredictAsync(stream, cancellationToken)) Console.WriteLine(answer.Outputs["label"]);
        return answers.Count;
    }

    public static float Mixed(Predictor predictor)
    {
        var answer = predictor.Predict(new Dictionary<string, object>
        {
            ["picture"] = new float[] { 0.1f, 0.9f, 0.8f, 0.2f },
            ["facts"] = new float[] { 4, 120 },
        });
        return (float)answer.Outputs["price"];
    }

    public static PredictorOptions Options()
    {
        var options = new PredictorOptions
        {
            Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly),
        };
        return options;
    }
}
