using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Callbacks;

/// <summary>The model can write its summaries.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="Split">The split that the batch is of.</param>
/// <param name="Write">Has the model write its summaries to a writer.</param>
public sealed record SummariesReady(int Epoch, long Step, string Split, Action<ISummaryWriter> Write) : RunEvent;
