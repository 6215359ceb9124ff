using Tfaip.Training.Callbacks;
using Tfaip.Training.Loop;

namespace Tfaip.Training.Reporting;

/// <summary>Says what a run that goes on has reported already.</summary>
internal static class Resumption
{
    /// <summary>
    /// The last step whose reports stand when a run goes on with an epoch; null for a new run. An epoch whose steps are all
    /// done but that goes on is still to be evaluated: what was reported of its last step comes again.
    /// </summary>
    public static long? LastReportedStep(this RunInfo run, EpochStarted epoch) =>
        epoch.StepsDone == epoch.StepsPerEpoch ? run.ResumedAtStep - 1 : run.ResumedAtStep;
}
