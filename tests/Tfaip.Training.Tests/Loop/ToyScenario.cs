using Tfaip.Training.Definition;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Gives the toys a name.</summary>
public sealed class ToyScenario : Scenario
{
    public override string Name => "Toy";
}
