using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Codec;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

/// <summary>Characters to labels and back.</summary>
[TestClass]
public sealed class AlphabetParamsTests
{
    private static readonly AlphabetParams Abc = new() { Characters = "ab c" };
    private static readonly EncodeTextParams Encode = new() { Alphabet = Abc };
    private static readonly DecodeTextParams Decode = new() { Alphabet = Abc };

    [TestMethod]
    public void Characters_get_the_labels_that_the_blank_leaves()
    {
        Run.AssertTensor(Run.Value(Encode, "cab a"), [5], 4L, 1, 2, 3, 1);
        Run.AssertTensor(Run.Value(Encode with { Alphabet = Abc with { Blank = null } }, "cab a"), [5], 3L, 0, 1, 2, 0);
        Run.AssertTensor(Run.Value(Encode with { Alphabet = Abc with { Blank = -1 } }, "cab a"), [5], 3L, 0, 1, 2, 0);
        Run.AssertTensor(Run.Value(Encode with { Alphabet = Abc with { Blank = 2 } }, "cab a"), [5], 4L, 0, 1, 3, 0);
        Run.AssertTensor(Run.Value(Encode with { Alphabet = Abc with { Blank = 4 } }, "cab a"), [5], 3L, 0, 1, 2, 0);
        Run.AssertTensor(Run.Value(Encode, ""), [0], Array.Empty<long>());
    }

    [TestMethod]
    public void The_longest_character_that_fits_is_taken()
    {
        using var folder = new TestFolder();
        var file = folder.Write("alphabet.txt", "a\nsch\nch\ns\nc\nh\na\u0308\n \n\U0001F600\n");
        var alphabet = new AlphabetParams { File = new(file) };
        Run.AssertTensor(
            Run.Value(new EncodeTextParams { Alphabet = alphabet }, "aschchsc a\u0308\U0001F600h"), [9], 1L, 2, 3, 4, 5, 8, 7, 9, 6);
        Assert.AreEqual(
            "scha\u0308 \U0001F600",
            Run.Value(new DecodeTextParams { Alphabet = alphabet }, Tensor.Create(new long[] { 2, 2, 0, 7, 8, 9 }, [6])));
    }

    [TestMethod]
    public void Unknown_characters_are_refused_left_out_replaced_or_drop_the_sample()
    {
        const string Advice = "Add it, normalize the text before, or set unknown to skip, replace or drop.";
        Run.AssertError(
            Encode,
            "ab\u00E4",
            "the input 'text' has the character 'ä' (U+00E4) at index 2, which is not in the alphabet of 5 labels. " + Advice);
        Run.AssertError(
            Encode,
            "a\U0001F600",
            "the input 'text' has the character '\U0001F600' (U+1F600) at index 1, which is not in the alphabet of 5 labels. " + Advice);
        Run.AssertError(
            Encode,
            "\uDE00",
            "the input 'text' has the character U+DE00, half of a surrogate pair, at index 0, which is not in the alphabet of 5 labels. "
            + Advice);
        Run.AssertTensor(Run.Value(Encode with { Unknown = UnknownCharacter.Skip }, "x\U0001F600ax"), [1], 1L);
        Run.AssertTensor(
            Run.Value(Encode with { Unknown = UnknownCharacter.Replace, Replacement = " " }, "\U0001F600a\uDE00"), [3], 3L, 1, 3);
        Assert.IsNull(Run.Value(Encode with { Unknown = UnknownCharacter.Drop }, "abx"));
    }

    [TestMethod]
    public void Best_paths_of_CTC_are_collapsed()
    {
        // Graves 2006: B(a - a b -) = B(- a a - - a b b) = a a b.
        foreach (var path in new long[][] { [1, 0, 1, 2, 0], [0, 1, 1, 0, 0, 1, 2, 2] })
            Assert.AreEqual("aab", Run.Value(Decode, Tensor.Create(path, [path.Length])));
        Assert.AreEqual("a", Run.Value(Decode, Tensor.Create(new[] { 1, 1, 1 }, [3])));
        Assert.AreEqual("aaa", Run.Value(Decode with { Ctc = false }, Tensor.Create(new[] { 1, 1, 0, 1 }, [4])));
    }

    [TestMethod]
    public void Of_scores_the_largest_counts_and_of_equal_ones_the_first()
    {
        var scores = Tensor.Create(new[] { 0, 1, 0, 0, 0, 0, 0, 0.5f, 0.5f, 0, 9, 0, 0, 0, 0, -5, -4, -3, -2, -1 }, [4, 5]);
        Assert.AreEqual("abc", Run.Value(Decode, scores));
    }

    [TestMethod]
    public void Times_beyond_the_length_are_padding()
    {
        var sample = new Sample().WithOutput("path", Tensor.Create(new long[] { 1, 2, 4, 4 }, [4])).WithOutput("steps", 2L);
        var decoded = Run.OnSample(new DecodeTextParams { Alphabet = Abc, Key = "path", To = "text", Length = "steps" }, sample)!;
        Assert.AreEqual("ab", decoded.Outputs["text"]);
        Run.AssertTensor(decoded.Outputs["path"], [4], 1L, 2, 4, 4);
        Assert.AreEqual(
            "ab", Run.OnSample(new DecodeTextParams { Alphabet = Abc, Key = "path", Length = "steps" }, sample)!.Outputs["path"]);

        var scores = new Sample().WithOutput("scores", Tensor.Create(new float[] { 0, 1, 0, 0, 0, 0, 0, 1, 0, 0 }, [2, 5]))
            .WithOutput("steps", 1);
        Assert.AreEqual(
            "a", Run.OnSample(new DecodeTextParams { Alphabet = Abc, Key = "scores", Length = "steps" }, scores)!.Outputs["scores"]);
    }

    [TestMethod]
    public void Decoding_undoes_encoding_with_blanks_between() =>
        Gen.Select(Gen.String[Gen.Char["ab c"], 0, 12], Gen.Int[-2, 4].Select(number => number == -2 ? (int?)null : number))
            .Sample((text, blank) =>
            {
                var alphabet = Abc with { Blank = blank };
                var labels = (Tensor<long>)Run.Value(Encode with { Alphabet = alphabet }, text)!;
                var plain = Run.Value(Decode with { Alphabet = alphabet, Ctc = false }, labels);
                if (blank is null) return (string)plain! == text;
                long label = blank == -1 ? 4 : blank.Value;
                long[] path = [label, .. labels.ToArray().SelectMany(l => new[] { l, l, label })];
                return (string)plain! == text && !labels.ToArray().Contains(label)
                    && (string)Run.Value(Decode with { Alphabet = alphabet }, Tensor.Create(path, [path.Length]))! == text;
            });

    [TestMethod]
    public void Wrong_alphabets_are_refused()
    {
        Run.AssertNotCreated(
            new EncodeTextParams(), "encode_text: alphabet.characters: give either characters or a file with them, and not both.");
        Run.AssertNotCreated(
            Encode with { Alphabet = Abc with { File = new("x") } },
            "encode_text: alphabet.characters: give either characters or a file with them, and not both.");
        Run.AssertNotCreated(
            Encode with { Alphabet = new() { Characters = "aba" } },
            "encode_text: alphabet.characters: the character 'a' (U+0061) is there twice.");
        Run.AssertNotCreated(
            Decode with { Key = "x", Alphabet = Abc with { Blank = 5 } },
            "decode_text: alphabet.blank: the label 5 of the blank leaves labels without a character: there are 4 characters.");
        Run.AssertNotCreated(
            Encode with { Unknown = UnknownCharacter.Replace, Replacement = "z" },
            "encode_text: replacement: the replacement 'z' is not in the alphabet.");
        Run.AssertRefused(
            Encode with { Replacement = "a" }, "replacement: give a replacement where unknown characters are replaced, and only there.");
        Run.AssertRefused(
            Decode with { Key = "x", Alphabet = Abc with { Blank = null } },
            "ctc: CTC needs a blank; give the alphabet one, or set ctc to false.");
    }

    [TestMethod]
    public void What_is_no_path_is_refused()
    {
        const string Expected = "; it must be int64[time], the labels, or float32[time, 5], the scores of each label of the alphabet.";
        Run.AssertError(Decode, "text", "the output 'text' is a string" + Expected);
        Run.AssertError(Decode, Tensor.Create(new float[4], [1, 4]), "the output 'text' is float32[1, 4]" + Expected);
        Run.AssertError(
            Decode, Tensor.Create(new long[] { 1, 5 }, [2]), "the output 'text' is 5 at element 1, but there are 5 labels, from 0 to 4.");
        Run.AssertError(Decode, Tensor.Create(new[] { 0, 0, float.NaN, 0, 0 }, [1, 5]), "the output 'text' is NaN at time 0, label 2.");
        Run.AssertError(
            Decode with { Length = "steps" },
            Tensor.Create(new long[1], [1]),
            "the sample has no output 'steps', the length of the output 'text'.");
        var sample = new Sample().WithOutput("text", Tensor.Create(new long[1], [1])).WithOutput("steps", -1L);
        Assert.AreEqual(
            "the output 'steps' is an int64 number; it must be a whole number from 0 on, the length of the output 'text'.",
            Assert.ThrowsExactly<TfaipException>(() => Run.OnSample(Decode with { Key = "text", Length = "steps" }, sample)).Message);
    }
}
