using Tfaip.Inference.Voting;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Evaluation.Dumps;
using Tfaip.Training.Evaluation.Members;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation.Jobs;

/// <summary>Loads models and validates them: measures one, or several that vote, on every evaluation set of the first one's data.</summary>
/// <param name="members">The models.</param>
/// <param name="voter">How several vote; null for one model.</param>
internal sealed class EvaluationJob(IReadOnlyList<EvaluationMember> members, Voter? voter)
{
    /// <summary>Measures.</summary>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="dump">The file for targets and answers; null for none.</param>
    /// <exception cref="TfaipException">
    /// A model cannot be loaded, the models cannot vote, or there are no samples to evaluate with.
    /// </exception>
    public EvaluationReport Run(IEvaluationProgress progress, string? dump)
    {
        var (first, parameters) = (members[0], members[0].Parameters);
        var datas = members.Select(member => (Member: member, Data: member.Definition.CreateData(member.Parameters))).ToArray();
        if (voter is not null) MemberRules.Check(datas, voter);
        if (voter is { Stage: VotingStage.Answers } && dump is null && first.Definition.CreateEvaluator() is null)
            throw NothingMeasures(voter);
        var device = DeviceSelection.Resolve(parameters.Device);
        using var threads = new TorchThreads(parameters.Trainer.Threads);
        var data = datas[0].Data;
        var sets = EvaluationSets.OpenSome(data);
        var loaded = new List<LoadedMember>();
        try
        {
            foreach (var (member, itsData) in datas) loaded.Add(member.Load(itsData, device));
            using var writer = dump is null
                ? null
                : new DumpWriter(dump, new(first.ScenarioPath, [.. members.Select(member => member.Name)]));
            var results = new EvaluationResults();
            foreach (var (name, source) in sets)
            {
                using var evaluator = new ModelEvaluator(new EvaluationSetup
                {
                    Model = loaded[0].Model,
                    Data = data,
                    Source = source,
                    Converter = new BatchConverter(data, device),
                    Seed = parameters.Seed,
                    Evaluator = first.Definition.CreateEvaluator(),
                    Answers = Answering(loaded, data, device, parameters.Seed),
                    Finished = writer is null ? null : sample => writer.Write(name, sample),
                    Measured = progress.Measured,
                });
                var samples = Math.Min(source.Count, data.Parameters.Pipeline.Limit ?? int.MaxValue);
                MetricMemory.Check(
                    evaluator.MetricMemory(MetricMemory.SetPlace(name), samples), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
                progress.Begin(name, samples);
                results.Add(name, evaluator.Run((_, _, _) => { }, CancellationToken.None), evaluator.Unmeasured);
            }

            progress.Dispose();
            writer?.Complete(results.Metrics);
            return results.Report([.. loaded.Select(member => member.Place)]) with { Voter = voter?.Name, Device = device.ToString() };
        }
        finally
        {
            progress.Dispose();
            foreach (var member in loaded) member.Dispose();
            foreach (var (_, source) in sets) source.Dispose();
        }
    }

    private static TfaipException NothingMeasures(Voter voter) => new(
        $"--voter {voter.Name} votes over finished answers, which the scenario's evaluator measures, and the scenario has none. "
        + $"Write an Evaluator, keep the answers with --dump, or choose a voter over outputs: {OutputVoters}.");

    private static string OutputVoters =>
        string.Join(" or ", Voter.All.Values.Where(other => other.Stage == VotingStage.Outputs).Select(other => $"--voter {other.Name}"));

    private EvaluatedModel? Answering(List<LoadedMember> loaded, Data data, TorchSharp.torch.Device device, ulong seed)
    {
        if (voter is null) return loaded[0].IsTrained ? null : loaded[0].Graph;
        EvaluatedGraph[] graphs = [.. loaded.Select(member => member.Graph)];
        return voter.Stage == VotingStage.Answers
            ? new VotedAnswers(graphs, voter)
            : new VotedOutputs(graphs, voter, device, new ProcessorChain(data.Parameters.PostProcessing, PipelineMode.Evaluation), seed);
    }
}
