namespace Tfaip.Training.Loop;

/// <summary>Where in a run an optimizer step stands.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Step">The step in the epoch, from 0.</param>
/// <param name="Batch">The first of its batches in the epoch, from 0.</param>
/// <param name="InRun">The step in the run, from 0.</param>
internal readonly record struct StepPosition(int Epoch, int Step, int Batch, long InRun);
