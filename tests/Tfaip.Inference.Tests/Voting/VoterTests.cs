using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Inference.Voting;
using Tfaip.Parameters;

namespace Tfaip.Inference.Tests.Voting;

[TestClass]
public sealed class VoterTests
{
    [TestMethod]
    public void The_mean_is_that_of_each_element() => Gen.Double[-10, 10].Array[6].Array[1, 5].Sample(models =>
    {
        var singles = models.Select(values => values.Select(value => (float)value).ToArray()).ToArray();
        var vote = Voter.Mean.Vote([.. models.Select((values, i) => Answer(
            ("tensor", Tensor.Create(singles[i], [2, 3])), ("number", values[0]), ("half", (Half)values[1])))]);
        var tensor = (Tensor<float>)vote["tensor"];
        return tensor.Lengths.SequenceEqual([2, 3])
            && tensor.ToArray().Index()
                .All(element => Math.Abs(element.Item - singles.Average(values => (double)values[element.Index])) <= 1e-5)
            && Math.Abs((double)vote["number"] - models.Average(values => values[0])) <= 1e-12
            && Math.Abs((double)(Half)vote["half"] - models.Average(values => (double)(Half)values[1])) <= 0.02;
    });

    [TestMethod]
    public void The_vote_of_equal_models_is_theirs_to_the_bit() =>
        Gen.Select(Gen.Float.Array[1, 6], Gen.Int[1, 9], Gen.String).Sample((values, count, text) =>
        {
            var answer = Answer(("values", Tensor.Create(values)), ("label", text));
            var mean = (Tensor<float>)Voter.Mean.Vote([.. Enumerable.Repeat(Answer(("values", Tensor.Create(values))), count)])["values"];
            var majority = Voter.Majority.Vote([.. Enumerable.Repeat(answer, count)]);
            return Bits(mean).SequenceEqual(Bits(Tensor.Create(values)))
                && Bits((Tensor<float>)majority["values"]).SequenceEqual(Bits(Tensor.Create(values)))
                && (string)majority["label"] == text;
        });

    [TestMethod]
    public void Most_models_decide_and_their_probability_is_the_mean_of_theirs()
    {
        var vote = Voter.Majority.Vote(
        [
            Answer(("label", "cat"), ("probability", 0.9f)),
            Answer(("label", "dog"), ("probability", 0.5f)),
            Answer(("label", "dog"), ("probability", 0.75f)),
        ]);
        Assert.AreEqual(("dog", 0.625f), (vote["label"], vote["probability"]));
    }

    [TestMethod]
    public void Of_equally_many_the_first_decides()
    {
        Assert.AreEqual(
            "b",
            Voter.Majority.Vote([Answer(("label", "b")), Answer(("label", "a")), Answer(("label", "a")), Answer(("label", "b"))])["label"]);
        Assert.AreEqual(2L, Voter.Majority.Vote([Answer(("label", 2L)), Answer(("label", 1L))])["label"]);
    }

    [TestMethod]
    public void Tensors_are_the_same_if_shape_and_elements_are()
    {
        var row = Answer(("tags", Tensor.Create([1L, 2], [2])));
        var column = Answer(("tags", Tensor.Create([1L, 2], [2, 1])));
        var other = Answer(("tags", Tensor.Create([1L, 3], [2])));
        Assert.AreSame(column["tags"], Voter.Majority.Vote([row, column, other, Answer(("tags", Tensor.Create([1L, 2], [2, 1])))])["tags"]);
    }

    [TestMethod]
    public void Voters_have_names() =>
        Assert.AreEqual("mean Outputs, majority Answers", string.Join(", ", Voter.All.Select(voter => $"{voter.Key} {voter.Value.Stage}")));

    [TestMethod]
    public void What_cannot_be_voted_over_is_refused()
    {
        Refuses("The models give different outputs: label and text. Only models with the same outputs can vote.",
            Voter.Majority, Answer(("label", 1L)), Answer(("text", "")));
        Refuses(
            "The output 'label' is int64 number, of which there is no mean. Vote by majority.",
            Voter.Mean,
            Answer(("label", 1L)),
            Answer(("label", 2L)));
        Refuses("The output 'y' of the models is float32[2] and float32[3]; only equal types and shapes have a mean.",
            Voter.Mean, Answer(("y", Tensor.Create([1f, 2]))), Answer(("y", Tensor.Create([1f, 2, 3]))));
        Refuses(
            "The answers have only values of floating point (y), of which there is no majority. Vote by mean.",
            Voter.Majority,
            Answer(("y", 1f)),
            Answer(("y", 2f)));
    }

    private static void Refuses(string message, Voter voter, params IReadOnlyDictionary<string, object>[] votes) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => voter.Vote(votes)).Message);

    private static Dictionary<string, object> Answer(params (string Name, object Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);

    private static IEnumerable<int> Bits(Tensor<float> tensor) => tensor.ToArray().Select(BitConverter.SingleToInt32Bits);
}
