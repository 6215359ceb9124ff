using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

/// <summary>Processors that make another text of a text.</summary>
[TestClass]
public sealed class TextParamsTests
{
    [TestMethod]
    public void The_processors_are_found_by_their_names() => CollectionAssert.AreEqual(
        new[]
        {
            "bpe", "decode_bpe", "decode_text", "decode_wordpiece", "encode_text", "normalize_text", "replace_text", "strip_text",
            "text_case", "wordpiece"
        },
        ProcessorCatalog.Default.With(TextProcessors.Assembly).VariantsOf(typeof(ProcessorParams))
            .Where(type => type.Assembly == TextProcessors.Assembly).Select(VariantCatalog.NameOf).ToArray());

    [TestMethod]
    [DataRow(UnicodeForm.Nfc, "\u00E4\uFB01\u2460\u1E9B\u0323")]
    [DataRow(UnicodeForm.Nfd, "a\u0308\uFB01\u2460\u017F\u0323\u0307")]
    [DataRow(UnicodeForm.Nfkc, "\u00E4fi1\u1E69")]
    [DataRow(UnicodeForm.Nfkd, "a\u0308fi1s\u0323\u0307")]
    public void Normalization_forms_are_those_of_UAX_15(UnicodeForm form, string expected) =>
        Assert.AreEqual(expected, Run.Value(new NormalizeTextParams { Form = form }, "a\u0308\uFB01\u2460\u1E9B\u0323"));

    [TestMethod]
    [DataRow(UnicodeForm.Nfc, "\u00E9\uFFFE\u00E9\uFFFE\uFFFE\u0301")]
    [DataRow(UnicodeForm.Nfd, "e\u0301\uFFFEe\u0301\uFFFE\uFFFE\u0301")]
    public void A_noncharacter_stays_and_combines_with_nothing(UnicodeForm form, string expected) =>
        Assert.AreEqual(expected, Run.Value(new NormalizeTextParams { Form = form }, "e\u0301\uFFFE\u00E9\uFFFE\uFFFE\u0301"));

    [TestMethod]
    public void Every_character_of_Unicode_can_be_normalized()
    {
        var all = string.Concat(
            Enumerable.Range(0, 0x110000).Where(System.Text.Rune.IsValid).Select(value => new System.Text.Rune(value).ToString()));
        foreach (var form in Enum.GetValues<UnicodeForm>())
        {
            // Twice is as once, and nothing that stands for no character is lost.
            var once = (string)Run.Value(new NormalizeTextParams { Form = form }, all)!;
            Assert.AreEqual(once, Run.Value(new NormalizeTextParams { Form = form }, once), form.ToString());
            Assert.AreEqual(
                66,
                once.EnumerateRunes().Count(rune => rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE),
                form.ToString());
        }
    }

    [TestMethod]
    public void Rules_are_applied_one_after_the_other() => Assert.AreEqual(
        "b-A-b 5$",
        Run.Value(
            new ReplaceTextParams
            {
                Rules =
                [
                    new() { Pattern = "a", Replacement = "b" },
                    new() { Pattern = "(b)(X)(b)", Replacement = "$1-A-$3", IgnoreCase = true },
                    new() { Pattern = @"\s*€(?<number>\d+)", Replacement = " ${number}$$" },
                    new() { Pattern = "~" },
                ],
            },
            "~axa~  €5"));

    [TestMethod]
    public void Expressions_that_would_explode_take_no_time_and_others_stop_in_time()
    {
        // (a+)+$ over a row of a's and a b takes 2^n steps with backtracking.
        var text = new string('a', 50_000) + "b";
        var rules = new[] { new ReplaceRule { Pattern = "^(a+)+$", Replacement = "x" } };
        Assert.AreEqual(text, Run.Value(new ReplaceTextParams { Rules = rules, Timeout = TimeSpan.FromHours(1) }, text));
        Run.AssertError(
            new ReplaceTextParams
            {
                Rules = [.. rules, new() { Pattern = "(?=c)" }],
                Backtracking = true,
                Timeout = TimeSpan.FromMilliseconds(50)
            },
            text[^40..],
            "the input 'text': rule 0, '^(a+)+$', took longer than the timeout of 0.05s over 40 characters. Write it so that it needs no "
            + "backtracking, or raise the timeout.");
    }

    [TestMethod]
    public void Lookarounds_are_allowed_with_backtracking() => Assert.AreEqual(
        "a.b", Run.Value(
            new ReplaceTextParams { Backtracking = true, Rules = [new() { Pattern = @"(?<=\w) (?=\w)", Replacement = "." }] }, "a b"));

    [TestMethod]
    public void Wrong_rules_are_refused()
    {
        Run.AssertRefused(
            new ReplaceTextParams { Rules = [new() { Pattern = "a" }, new() { Pattern = "(" }] },
            "rules: rule 1: the pattern '(' is not a regular expression: Invalid pattern '(' at offset 1. Not enough )'s.");
        Run.AssertRefused(
            new ReplaceTextParams { Rules = [new() { Pattern = "a(?=b)" }] },
            "rules: rule 0: the pattern 'a(?=b)' looks around or refers back, which needs backtracking; set backtracking to true.");
        Run.AssertRefused(
            new ReplaceTextParams { Rules = [new() { Pattern = "a" }], Timeout = TimeSpan.Zero },
            "timeout: the time is more than 0 and at most a day.");
        Run.AssertNotCreated(new ReplaceTextParams(), "replace_text: rules: give at least one rule.");
        Run.AssertNotCreated(new ReplaceTextParams { Rules = [new()] }, "replace_text: rules: rule 0: the pattern is empty.");
    }

    [TestMethod]
    [DataRow(TextEnds.Both, true, "a b c")]
    [DataRow(TextEnds.Start, true, "a b c ")]
    [DataRow(TextEnds.End, true, " a b c")]
    [DataRow(TextEnds.None, true, " a b c ")]
    [DataRow(TextEnds.Both, false, "a \u2003b\t\nc")]
    [DataRow(TextEnds.None, false, " \u00A0a \u2003b\t\nc\r\n")]
    public void White_space_is_stripped_and_collapsed(TextEnds ends, bool collapse, string expected) =>
        Assert.AreEqual(expected, Run.Value(new StripTextParams { Ends = ends, Collapse = collapse }, " \u00A0a \u2003b\t\nc\r\n"));

    [TestMethod]
    public void Stripping_is_idempotent_and_splitting_and_joining() => Gen.String[Gen.Char[" \t\nab"], 0, 20].Sample(text =>
    {
        var stripped = (string)Run.Value(new StripTextParams(), text)!;
        return stripped == string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            && stripped == (string)Run.Value(new StripTextParams(), stripped)!;
    });

    [TestMethod]
    public void Case_belongs_to_no_language()
    {
        Assert.AreEqual("aäi ß", Run.Value(new TextCaseParams(), "AÄI ß"));
        Assert.AreEqual("AÄI ß", Run.Value(new TextCaseParams { Case = LetterCase.Upper }, "aäi ß"));
    }

    [TestMethod]
    public void What_is_no_text_is_refused()
    {
        Run.AssertError(
            new StripTextParams(), Tensor.Create(new long[2], [2]), "the input 'text' is int64[2]; it must be a text, a string.");
        Run.AssertError(
            new NormalizeTextParams { Side = SampleSide.Targets },
            1f,
            "the target 'text' is a float32 number; it must be a text, a string.");
        Run.AssertError(
            new NormalizeTextParams(),
            "ab\uD83Dx",
            "the input 'text' is not well-formed Unicode: half of a surrogate pair stands alone, at index 2.");
    }

    [TestMethod]
    public void Targets_are_changed_in_training_and_missing_in_prediction()
    {
        var parameters = new TextCaseParams { Side = SampleSide.Targets, To = "small" };
        var chain = new ProcessorChain([parameters], PipelineMode.Prediction);
        var sample = new Sample().WithInput("image", "x.png");
        Assert.AreSame(sample, chain.Process(sample, 1, 0, 0));
        Assert.AreEqual("ab", chain.Process(sample.WithTarget("text", "AB"), 1, 0, 0)!.Targets["small"]);
    }
}
