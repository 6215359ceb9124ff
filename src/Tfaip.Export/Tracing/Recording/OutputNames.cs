using System.Globalization;
using Tfaip.Export.Requests;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>What the outputs of a graph are called.</summary>
internal static class OutputNames
{
    /// <summary>The name of one of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name where the model gives it one.</param>
    /// <param name="index">Its position.</param>
    /// <param name="count">How many there are.</param>
    public static string Of(ExportableModel model, string? name, int index, int count) =>
        model.OutputNames.Count > index ? model.OutputNames[index]
        : name ?? (count == 1 ? "output" : string.Create(CultureInfo.InvariantCulture, $"output_{index}"));

    /// <summary>Refuses names that are not the only ones of a graph, as soon as the outputs are known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="outputs">What it gives.</param>
    /// <exception cref="ExportException">Two inputs or outputs have one name.</exception>
    public static void Check(ExportableModel model, IReadOnlyList<(Tensor Tensor, string? Name)> outputs)
    {
        var names = model.Inputs.Select(input => input.Name)
            .Concat(outputs.Select((output, i) => Of(model, output.Name, i, outputs.Count)));
        if (names.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is not { } repeated) return;
        throw new ExportException(
            $"Two inputs or outputs are called '{repeated}'. Give each a name of its own: --names, or "
            + $"{nameof(ExportableModel.OutputNames)} in a program, names the outputs in order.");
    }
}
