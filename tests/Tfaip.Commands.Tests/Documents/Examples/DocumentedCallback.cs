using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/callback.md shows these classes.
public sealed class MyScenario : Scenario
{
    public override IEnumerable<ICallback> CreateCallbacks(IRunParams parameters) => [new Shout()];
}

public sealed class Shout : ICallback
{
    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is EvaluationCompleted { IsBest: true } best) Console.WriteLine($"epoch {best.Epoch} is the best so far");
    }
}
