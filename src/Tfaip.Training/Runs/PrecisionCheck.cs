using Tfaip.Export.Requests;
using Tfaip.Export.Tracing;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Runs;

/// <summary>
/// Finds out before the first epoch whether Forward mixes element types where training computes in bfloat16. It is recorded as for an
/// export, where a <c>matmul</c> of two element types throws, which else ends the process.
/// </summary>
internal static class PrecisionCheck
{
    private const ulong Seed = 1;

    /// <summary>Records a model of its own, with new weights and on the CPU, which is not kept.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="tell">Hears how far a check is that takes long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it between two calls of the model.</param>
    /// <exception cref="TfaipException">The model mixes element types; the message names the line.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Run(
        ScenarioDefinition definition, IRunParams parameters, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (parameters.Precision == ComputePrecision.Float32) return;
        using var scope = NewDisposeScope();
        var inputs = definition.CreateData(parameters).Inputs;
        using var model = definition.CreateModel(parameters);
        var state = new Float32State(model);
        ElementTypes.Change([.. Float32State.Of(model).Where(entry => state.Leaves(entry.Tensor))
            .Select(entry => (entry.Tensor, entry.Tensor.detach().to(ScalarType.BFloat16)))]);
        var entry = new RoundedEntry(new(model, [.. inputs.Select(input => input.Name)]));
        using var work = new LongWork("Checking the element types of Forward", tell, clock);
        var options = new ExportOptions { Seed = Seed, Cancellation = cancellationToken, Progress = work.Begin };
        try
        {
            Tracer.Trace(new ExportableModel { Module = model, Forward = entry.Forward, Inputs = inputs }, options).Dispose();
        }
        catch (ExportException error) when (error.InnerException is { } cause && PrecisionErrors.IsOne(cause))
        {
            throw PrecisionErrors.Explain(
                model, cause, error.File is null ? null : FormattableString.Invariant($"{error.File}:{error.Line}"));
        }
        catch (ExportException)
        {
            // What cannot be recorded for another reason may be trained all the same; whether it may be exported is for export_check
            // to say.
        }
    }

    private sealed class RoundedEntry(ModelEntry entry)
    {
        public Tensor[] Forward(Tensor[] tensors) =>
            entry.Forward([.. tensors.Select(tensor => tensor.is_floating_point() ? tensor.to(ScalarType.BFloat16) : tensor)]);
    }
}
