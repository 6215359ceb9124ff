using Tfaip.Training.Callbacks;
using static TorchSharp.torch;

namespace Tfaip.Training.Reporting.Models;

/// <summary>Lists the modules of a model, each before those in it, in the order of the fields.</summary>
public static class ModelLayers
{
    /// <summary>The modules, the model itself first.</summary>
    public static IReadOnlyList<ModelLayer> Of(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layers = new List<ModelLayer>();
        Add(layers, "", model, 0);
        return layers;
    }

    /// <summary>The modules as a table of text: a line each.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ModelLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var rows = layers.Select(layer => (
            Name: new string(' ', 2 * layer.Depth)
                + (layer.Depth == 0 ? layer.Type : $"{layer.Name[(layer.Name.LastIndexOf('.') + 1)..]}: {layer.Type}"),
            layer.Parameters,
            Note: layer.Parameters == layer.Trained
                ? ""
                : layer.Trained == 0 ? "frozen" : FormattableString.Invariant($"{layer.Trained:#,0} trained"))).ToList();
        var width = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        return rows.Select(
            row => FormattableString.Invariant($"{row.Name.PadRight(width)}  {row.Parameters,14:#,0}  {row.Note}").TrimEnd());
    }

    private static void Add(List<ModelLayer> layers, string name, nn.Module module, int depth)
    {
        var parameters = module.parameters().DistinctBy(parameter => parameter.Handle).ToList();
        layers.Add(new(
            name,
            module.GetType().Name,
            depth,
            parameters.Sum(parameter => parameter.numel()),
            parameters.Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel())));
        foreach (var (child, inner) in module.named_children()) Add(layers, name.Length == 0 ? child : $"{name}.{child}", inner, depth + 1);
    }
}
