namespace Tfaip.Training.Evaluation;

/// <summary>What a checkpoint of a run reaches on evaluation data.</summary>
/// <param name="Checkpoint">The full path of the checkpoint's folder.</param>
/// <param name="Epoch">Epochs that were complete when it was written.</param>
/// <param name="Step">Steps that were done when it was written.</param>
/// <param name="Device">The device that measured.</param>
/// <param name="Samples">How many samples there were.</param>
/// <param name="Metrics">The values by name, in the order in which a run reports them.</param>
internal sealed record EvaluationReport(
    string Checkpoint, int Epoch, long Step, string Device, long Samples, IReadOnlyDictionary<string, double> Metrics);
