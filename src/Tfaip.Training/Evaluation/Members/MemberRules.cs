using System.Security.Cryptography;
using Tfaip.Inference.Voting;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>Which models can vote: those that see the same inputs, and whose outputs mean the same.</summary>
internal static class MemberRules
{
    /// <exception cref="TfaipException">Two models differ; the message says in what.</exception>
    public static void Check(IReadOnlyList<(EvaluationMember Member, Data Data)> members, Voter voter)
    {
        foreach (var (member, data) in members.Skip(1))
        {
            var (first, firstData) = members[0];
            var (inputs, firstInputs) = (string.Join(", ", data.Inputs), string.Join(", ", firstData.Inputs));
            if (inputs != firstInputs) throw Cannot(first, member, $"the inputs are {firstInputs}", $"{inputs}");
            Compare("data.pre_processing", firstData.Parameters.PreProcessing, data.Parameters.PreProcessing, first, member);
            if (voter.Stage == VotingStage.Outputs)
                Compare("data.post_processing", firstData.Parameters.PostProcessing, data.Parameters.PostProcessing, first, member);
        }
    }

    private static void Compare(
        string path,
        IReadOnlyList<ProcessorParams> left,
        IReadOnlyList<ProcessorParams> right,
        EvaluationMember first,
        EvaluationMember member)
    {
        var (ours, theirs) = (Leaves(path, left), Leaves(path, right));
        foreach (var key in ours.Keys.Union(theirs.Keys))
        {
            var (value, other) = (ours.GetValueOrDefault(key, "not there"), theirs.GetValueOrDefault(key, "not there"));
            if (value != other) throw Cannot(first, member, $"{key} is {value}", other);
        }
    }

    private static TfaipException Cannot(EvaluationMember first, EvaluationMember member, string ours, string theirs) => new(
        $"{first.Name} and {member.Name} cannot vote: in the one {ours}, in the other {theirs}. Models that vote prepare their inputs in "
        + $"the same way, and {Voter.Mean.Name} needs the same post-processing too.");

    private static OrderedDictionary<string, string> Leaves(string path, IReadOnlyList<ProcessorParams> processors)
    {
        var leaves = new OrderedDictionary<string, string>(StringComparer.Ordinal);

        // A run has copies of its resources: what they hold counts, not where they lie.
        var contents = ResourceTree.Replace(
            processors,
            (_, resource) => new($"a file with the SHA-256 {Convert.ToHexStringLower(SHA256.HashData(resource.ReadBytes().Span))}"));
        Add(ParameterEmitter.Emit(contents, typeof(IReadOnlyList<ProcessorParams>)), path);
        return leaves;

        void Add(ConfigNode node, string place)
        {
            switch (node)
            {
                case MappingNode mapping:
                    foreach (var entry in mapping.Entries) Add(entry.Value, $"{place}.{entry.Key}");
                    break;
                case SequenceNode sequence:
                    foreach (var (i, item) in sequence.Items.Index()) Add(item, $"{place}.{i}");
                    break;
                case ScalarNode scalar:
                    leaves[place] = scalar.Text ?? "null";
                    break;
            }
        }
    }
}
