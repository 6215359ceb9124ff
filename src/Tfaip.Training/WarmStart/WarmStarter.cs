using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Torch;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Training.WarmStart;

/// <summary>Loads the weights that a new run begins with.</summary>
internal static class WarmStarter
{
    /// <summary>The name of the file of a run directory that says what was loaded.</summary>
    public const string FileName = "warm_start.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Loads weights into a model.</summary>
    /// <exception cref="TfaipException">The source is not there or does not fit; the model is as it was.</exception>
    public static WarmStartReport Load(nn.Module model, WarmStartParams parameters)
    {
        using var source = WarmStartSource.Open(parameters.Source, parameters.Checkpoint);
        var state = model.state_dict();
        var plan = new WarmStartPlan(parameters, source.Path, source.Tensors.Keys, [.. state.Keys]);
        Check(source, state, plan);

        using var _ = no_grad();
        var loaded = new List<LoadedTensor>();
        foreach (var (name, from) in plan.Matches)
        {
            var (tensor, target) = (source.Tensors[from], state[name]);
            target.copy_(tensor);
            loaded.Add(new(name, from, tensor.dtype == target.dtype ? null : SafeTensors.NameOf(tensor.dtype)));
        }

        return new(source.Path, loaded, plan.Kept, plan.Unused);
    }

    /// <summary>The file that says what was loaded, as bytes.</summary>
    public static byte[] Json(WarmStartReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, Format), (byte)'\n'];

    private static void Check(WarmStartSource source, Dictionary<string, Tensor> state, WarmStartPlan plan)
    {
        var wrong = plan.Matches
            .Select(match => (Name: match.Key, Source: source.Tensors[match.Value], Model: state[match.Key]))
            .Where(pair => !pair.Source.shape.SequenceEqual(pair.Model.shape) || !IsConvertible(pair.Source.dtype, pair.Model.dtype))
            .Select(pair =>
                $"\n  {pair.Name}: {SafeTensors.Describe(pair.Source)} in the source, {SafeTensors.Describe(pair.Model)} in the model")
            .ToList();
        if (wrong.Count == 0) return;
        throw new TfaipException(
            $"{source.Path}: warm start: tensors differ in shape or type:{string.Concat(wrong)}\n"
            + "Name those that are to begin as in a new run in trainer.warm_start.exclude.");
    }

    // Between floating-point types; anything else would change what the numbers mean.
    private static bool IsConvertible(ScalarType from, ScalarType to) => from == to || (TorchTypes.IsFloat(from) && TorchTypes.IsFloat(to));
}
