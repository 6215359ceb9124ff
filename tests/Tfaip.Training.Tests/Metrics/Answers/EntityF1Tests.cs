using System.Text.RegularExpressions;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Training.Metrics.Answers;

namespace Tfaip.Training.Tests.Metrics.Answers;

[TestClass]
public sealed class EntityF1Tests
{
    // A letter for each tag, so that an entity is a match of a pattern.
    private static readonly Dictionary<char, string> Tags =
        new() { ['a'] = "B-PER", ['x'] = "I-PER", ['b'] = "B-LOC", ['y'] = "I-LOC", ['o'] = "O" };

    private static readonly Gen<string> Letters =
        Gen.OneOf(new[] { 'a', 'x', 'b', 'y', 'o' }.Select(Gen.Const).ToArray()).Array[0, 9].Select(letters => new string(letters));

    private static readonly Gen<(string Answer, string Wanted)[]> Pairs =
        Letters.SelectMany(wanted =>
            Letters.Select(answer => (Answer: answer.PadRight(wanted.Length, 'o')[..wanted.Length], Wanted: wanted))).Array[1, 6];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Entities_are_right_if_type_begin_and_end_are(bool isStrict) => Pairs.Sample(pairs =>
    {
        var metric = new EntityF1("text", "text") { IsStrict = isStrict, PerType = true };
        var values = AnswerMetricTests.Run(metric, pairs.Select(pair => (Write(pair.Answer), Write(pair.Wanted)))).Values.ToDictionary();
        var (answers, wanted) = (Spans(pairs.Select(pair => pair.Answer), isStrict), Spans(pairs.Select(pair => pair.Wanted), isStrict));
        double right = answers.Intersect(wanted).Count();
        double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
        return Same(values["entity_f1/precision"], Ratio(right, answers.Count))
            && Same(values["entity_f1/recall"], Ratio(right, wanted.Count))
            && Same(values["entity_f1"], Ratio(2 * right, answers.Count + wanted.Count))
            && values.Keys.Count(key =>
                key.EndsWith("/PER", StringComparison.Ordinal)) == (answers.Concat(wanted).Any(span => span.Type == "PER") ? 1 : 0);
    });

    [TestMethod]
    public void An_inside_tag_that_follows_nothing_begins_an_entity_as_in_conlleval()
    {
        string[] tags = ["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC", "I-PER"];

        Assert.AreEqual("PER 0-2, LOC 3-4, LOC 4-6, PER 6-7", Show(EntitySpan.Find(tags)));
        Assert.AreEqual("LOC 3-4, LOC 4-6", Show(EntitySpan.Find(tags, isStrict: true)));
    }

    [TestMethod]
    [DataRow(TagScheme.Iob1, "I-PER I-PER B-PER I-PER O B-LOC I-PER", "PER 0-2, PER 2-4, LOC 5-6, PER 6-7", "PER 0-2, PER 2-4, LOC 5-6, "
        + "PER 6-7")]
    [DataRow(TagScheme.Iobes, "B-PER I-PER E-PER S-LOC S-LOC O B-LOC E-LOC", "PER 0-3, LOC 3-4, LOC 4-5, LOC 6-8", "PER 0-3, LOC 3-4, LOC "
        + "4-5, LOC 6-8")]
    [DataRow(TagScheme.Iobes, "E-PER I-PER E-PER B-LOC I-PER B-PER S-PER E-PER", "PER 0-1, PER 1-3, LOC 3-4, PER 4-5, "
        + "PER 5-6, PER 6-7, PER 7-8", "PER 6-7")]
    [DataRow(TagScheme.Bilou, "B-PER I-PER L-PER U-LOC U-LOC O B-LOC L-LOC", "PER 0-3, LOC 3-4, LOC 4-5, LOC 6-8", "PER 0-3, LOC 3-4, LOC "
        + "4-5, LOC 6-8")]
    [DataRow(TagScheme.Bilou, "B I L B-PER B-PER L-PER", " 0-3, PER 3-4, PER 4-6", " 0-3, PER 4-6")]
    public void Every_scheme_has_its_entities(TagScheme scheme, string tags, string lenient, string strict)
    {
        // By conlleval's rules for the beginnings and ends of chunks; strict ones are those that the scheme's grammar has.
        Assert.AreEqual(lenient, Show(EntitySpan.Find(tags.Split(' '), scheme: scheme)));
        Assert.AreEqual(strict, Show(EntitySpan.Find(tags.Split(' '), isStrict: true, scheme)));
        var metric = new EntityF1("text", "text") { Scheme = scheme };
        Assert.AreEqual(1, AnswerMetricTests.Run(metric, [(tags, tags)]).Values.ToDictionary()["entity_f1"]);
    }

    [TestMethod]
    public void Tags_of_another_scheme_or_number_are_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => EntitySpan.Find(["B-PER", "E-PER"]));
        Assert.AreEqual("'E-PER' is no tag of BIO: write O, B-TYPE or I-TYPE. For these tags set Scheme to Iobes.", error.Message);
        error = Assert.ThrowsExactly<ArgumentException>(() => EntitySpan.Find(["L-PER"], scheme: TagScheme.Iobes));
        Assert.AreEqual(
            "'L-PER' is no tag of IOBES: write O, B-TYPE, I-TYPE, E-TYPE or S-TYPE. For these tags set Scheme to Bilou.", error.Message);
        error = Assert.ThrowsExactly<ArgumentException>(() => EntitySpan.Find(["PER"], scheme: TagScheme.Bilou));
        Assert.AreEqual("'PER' is no tag of BILOU: write O, B-TYPE, I-TYPE, L-TYPE or U-TYPE.", error.Message);
        var wrong = Assert.ThrowsExactly<TfaipException>(() => new EntityF1("text", "text").Update(AnswerMetricTests.SampleOf("O O", "O")));
        Assert.AreEqual(
            "entity_f1 cannot measure unknown source: the answer has 2 tags, the target 1; there must be as many.", wrong.Message);
    }

    private static HashSet<(int Line, string Type, int Begin, int End)> Spans(IEnumerable<string> lines, bool isStrict) => lines.Index()
        .SelectMany(line => Regex.Matches(line.Item, isStrict ? "ax*|by*" : "[ax]x*|[by]y*")
            .Select(match => (line.Index, match.Value[0] is 'a' or 'x' ? "PER" : "LOC", match.Index, match.Index + match.Length)))
        .ToHashSet();

    private static string Write(string letters) => string.Join(' ', letters.Select(letter => Tags[letter]));

    private static string Show(IEnumerable<EntitySpan> spans) =>
        string.Join(", ", spans.Select(span => $"{span.Type} {span.Begin}-{span.End}"));

    private static bool Same(double actual, double expected) => Math.Abs(actual - expected) < 1e-12;
}
