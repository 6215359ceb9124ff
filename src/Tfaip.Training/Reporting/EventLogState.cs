namespace Tfaip.Training.Reporting;

/// <summary>What was last written, or is to be, of steps: a run that goes on before the evaluation of its last step knows it.</summary>
/// <param name="Step">The step.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="MeanLoss">The mean loss of the epoch up to it; null where it was not written.</param>
internal sealed record EventLogState(long Step, double LearningRate, double? MeanLoss);
