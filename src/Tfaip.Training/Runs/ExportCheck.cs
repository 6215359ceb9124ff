using Tfaip.Export;
using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Runs;

/// <summary>Finds out before the first epoch whether the model can be exported after the last one.</summary>
internal static class ExportCheck
{
    /// <summary>Records a model of its own, with new weights and on the CPU, and lowers what it does; neither is kept.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="tell">Hears how far a check is that takes long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it between two calls of the model.</param>
    /// <exception cref="TfaipException">The model cannot be exported.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Run(
        ScenarioDefinition definition, IRunParams parameters, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (parameters.Export == ExportChoice.None || !parameters.ExportCheck) return;
        var inputs = definition.CreateData(parameters).Inputs;
        using var model = definition.CreateModel(parameters);
        var entry = new ModelEntry(model, [.. inputs.Select(input => input.Name)]);
        using var work = new LongWork("Checking that the model can be exported", tell, clock);
        var options = new ExportOptions { Cancellation = cancellationToken, Progress = work.Begin };
        try
        {
            OnnxExporter.Check(new ExportableModel { Module = model, Forward = entry.Forward, Inputs = inputs }, options);
            foreach (var graph in ExportedGraphs.Of(model, inputs)) OnnxExporter.Check(graph, options);
        }
        catch (ExportException error)
        {
            throw new TfaipException(
                $"{error.Message}\n"
                + "Nothing was trained yet. Change the model so that it can be exported; or train it without a package, with export: none, "
                + "or without this check, with export_check: false.",
                error);
        }
    }
}
