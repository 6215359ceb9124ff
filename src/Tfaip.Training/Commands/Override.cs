namespace Tfaip.Training.Commands;

/// <summary>Arguments that stand together and change parameters of the tree.</summary>
/// <param name="Arguments">The arguments: <c>--trainer.epochs</c>, <c>5</c>, …</param>
/// <param name="FirstPosition">The position of the first one on the command line, from 1.</param>
internal sealed record Override(IReadOnlyList<string> Arguments, int FirstPosition);
