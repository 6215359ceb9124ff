namespace Tfaip.Training.Evaluation.Members;

/// <summary>Where something that is evaluated is from.</summary>
/// <param name="Path">The full path of the checkpoint's folder, the package or the dump.</param>
/// <param name="Epoch">Epochs that were complete when the checkpoint was written; null for others.</param>
/// <param name="Step">Steps that were done when the checkpoint was written; null for others.</param>
internal sealed record ModelPlace(string Path, int? Epoch = null, long? Step = null);
