using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>Batches as text that holds every bit of them.</summary>
internal static class BatchText
{
    public static async Task<List<string>> ReadAllAsync(SamplePipeline pipeline, int epoch, int firstBatch = 0)
    {
        var texts = new List<string>();
        await foreach (var batch in pipeline.ReadAsync(epoch, firstBatch)) texts.Add(Of(batch));
        return texts;
    }

    public static string Of(Batch batch)
    {
        var inputs = string.Join(' ', ((Tensor<float>)batch.Inputs["x"]).Select(
            x => BitConverter.SingleToUInt32Bits(x).ToString("X8", CultureInfo.InvariantCulture)));
        var targets = batch.Targets.TryGetValue("y", out var y) ? string.Join(' ', (Tensor<long>)y) : "-";
        return $"{batch.Index}: {inputs} | {targets} | {string.Join(' ', batch.Samples.Select(sample => sample.Source))}";
    }

    public static IEnumerable<long> Targets(Batch batch) => (Tensor<long>)batch.Targets["y"];
}
