using KillStorm;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;

namespace KillStormScenario;

/// <summary>Marks what the run is doing, for whoever kills it.</summary>
public sealed class StormScenario : Tfaip.Training.Definition.Scenario
{
    public override IEnumerable<ICallback> CreateCallbacks(IRunParams parameters) => [new Marks()];

    private sealed class Marks : ICallback
    {
        public void On(RunEvent happened, IRunControl run)
        {
            switch (happened)
            {
                case EpochStarted or StepCompleted or EvaluationCompleted:
                    PhaseMark.Set(Phase.Step);
                    break;
                case ExportProgressed:
                    PhaseMark.Set(Phase.Export);
                    break;
                case SamplePredicted or RunCompleted:
                    PhaseMark.Set(Phase.End);
                    break;
            }
        }
    }
}
