using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;

namespace Tfaip.Training.Runs;

/// <summary>Says what a run holds, where memory is at its end.</summary>
internal static class TrainingMemory
{
    /// <summary>The error of a run; where it says that memory is at its end, one that names what to lower.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isTraining">Whether training was under way, and not the export after it.</param>
    /// <param name="parameters">Numbers that the model has.</param>
    /// <param name="pipeline">How samples become batches.</param>
    public static Exception Explain(Exception error, bool isTraining, long parameters, PipelineParams pipeline)
    {
        if (error is TfaipException || !MemoryShortage.IsCause(error)) return error;
        var weights = MemoryShortage.Amount(sizeof(float) * (double)parameters);
        return new TfaipException(
            isTraining
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Memory is at its end while training ({error.GetType().Name}: {FirstLine(error)}). The weights take {weights}, "
                    + $"gradients and an optimizer such as Adam three times as much besides, and what layers compute grows with "
                    + $"data.pipeline.batch_size, {pipeline.BatchSize}. Lower it, and raise trainer.accumulate by as much for the same "
                    + $"gradients.")
                : $"Memory is at its end while the model is exported ({error.GetType().Name}: {FirstLine(error)}). The weights take "
                    + $"{weights}; an export takes about three times as much. The checkpoints are whole: free memory and run tfaip-export.",
            error);
    }

    private static string FirstLine(Exception error) => error.Message.ReplaceLineEndings("\n").Split('\n')[0];
}
