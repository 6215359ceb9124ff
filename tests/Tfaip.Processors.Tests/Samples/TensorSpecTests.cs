using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Samples;

[TestClass]
public sealed class TensorSpecTests
{
    private static readonly Gen<string> Name = Gen.Char["abcxyz_ABC019.-/"].Array[1, 8].Select(c => new string(c));

    private static readonly Gen<string> SizeName =
        Gen.Select(
            Gen.Char["abz_("],
            Gen.Char["abz_09 /+()*"].Array[0, 6],
            Gen.Char["ab0)"],
            (head, rest, tail) => head + new string(rest) + tail);

    private static readonly Gen<Dimension> Size = Gen.OneOf(Gen.Long[0, 5000].Select(Dimension.Fixed), SizeName.Select(Dimension.Free));

    private static readonly Gen<TensorSpec> Spec =
        from name in Name
        from type in Gen.Enum<ElementType>()
        from shape in Size.Array[0, 5]
        from lowest in Gen.Double[-1e9, 1e9]
        from width in Gen.Double[0, 1e6]
        from isBounded in Gen.Bool
        from bounded in Gen.Bool.Array[5]
        from range in Gen.Select(Gen.Int[1, 100], Gen.Int[0, 100], Gen.Int[1, 9], (low, more, step) =>
            new SizeRange(low, low + more, step)).Array[5]
        let free = shape.Where(size => size.Name is not null).Select(size => size.Name!).Distinct().ToArray()
        select new TensorSpec(name, type, shape)
        {
            Values = isBounded && double.IsFinite(lowest + width) ? (lowest, lowest + width) : null,
            Sizes = free.Zip(range).Where((_, i) => bounded[i]).ToDictionary(pair => pair.First, pair => pair.Second),
        };

    [TestMethod]
    public void Parse_reads_every_part()
    {
        var spec = TensorSpec.Parse("image: float32[batch, 1, height, width] in -0.5..2e3; height: 32..96 step 8; width: 1..7");

        Assert.AreEqual("image", spec.Name);
        Assert.AreEqual(ElementType.Float32, spec.Type);
        CollectionAssert.AreEqual(
            new[] { Dimension.Free("batch"), Dimension.Fixed(1), Dimension.Free("height"), Dimension.Free("width") }, spec.Shape.ToArray());
        Assert.AreEqual((-0.5, 2000.0), spec.Values);
        Assert.HasCount(2, spec.Sizes);
        Assert.AreEqual(new SizeRange(32, 96, 8), spec.Sizes["height"]);
        Assert.AreEqual(new SizeRange(1, 7), spec.Sizes["width"]);
    }

    [TestMethod]
    [DataRow("x:int64[]", "x: int64[]")]
    [DataRow("  x :  bool [ batch , 3 ]  ", "x: bool[batch, 3]")]
    [DataRow("tokens: int64[batch, time] in 0..30521", "tokens: int64[batch, time] in 0..30521")]
    [DataRow("p: float64[2] in .25...5", "p: float64[2] in 0.25..0.5")]
    [DataRow("a/b.0-1: uint8[b, (t + 1)/2];b:2..2 step 3", "a/b.0-1: uint8[b, (t + 1)/2]; b: 2..2 step 3")]
    [DataRow("x: float16[b, a]; b: 1..2; a: 3..4", "x: float16[b, a]; a: 3..4; b: 1..2")]
    public void ToString_gives_the_canonical_text(string text, string canonical) =>
        Assert.AreEqual(canonical, TensorSpec.Parse(text).ToString());

    [TestMethod]
    public void Parse_reads_what_ToString_writes() => Spec.Sample(spec =>
    {
        var read = TensorSpec.Parse(spec.ToString());
        return read.Equals(spec)
            && read.Name == spec.Name && read.Type == spec.Type && read.Shape.SequenceEqual(spec.Shape) && read.Values == spec.Values
            && read.Sizes.Count == spec.Sizes.Count && read.Sizes.All(size => spec.Sizes[size.Key] == size.Value);
    });

    [TestMethod]
    public void Parse_of_any_text_gives_a_spec_or_says_what_is_wrong() =>
        Gen.Char["x: fl[at32,b];in.1step"].Array[0, 40].Select(c => "x: float32" + new string(c)).Sample(text =>
        {
            try
            {
                return TensorSpec.Parse(text) == TensorSpec.Parse(TensorSpec.Parse(text).ToString());
            }
            catch (TfaipException error)
            {
                return error.Message.StartsWith($"The tensor spec \"{text}\" is wrong at character ", StringComparison.Ordinal);
            }
        });

    [TestMethod]
    [DataRow("", "1: the text ends where ':' should follow the name of the tensor")]
    [DataRow("image", "6: the text ends where ':' should follow the name of the tensor")]
    [DataRow(": float32[1]", "1: the name of the tensor is missing")]
    [DataRow("my image: float32[1]", "1: 'my image' is not the name of a tensor: it holds white space or one of ; , [ ]")]
    [DataRow("x: float32", "11: the text ends where '[' should follow the element type")]
    [DataRow("x: float23[1]", "4: there is no element type 'float23'; there are: float32, float64, float16, uint8, "
        + "int8, int16, int32, int64, bool")]
    [DataRow("x: Float32[1]", "4: there is no element type 'Float32'; there are: float32, float64, float16, uint8, "
        + "int8, int16, int32, int64, bool")]
    [DataRow("x: float32[1, 2", "16: the text ends where ',' or ']' should follow a size")]
    [DataRow("x: float32[1, ]", "15: a size is missing")]
    [DataRow("x: float32[, 1]", "12: a size is missing")]
    [DataRow("x: float32[-1]", "12: '-1' is neither a whole number from 0 on nor a name that begins with a letter")]
    [DataRow("x: float32[8x]", "12: '8x' is neither a whole number from 0 on nor a name that begins with a letter")]
    [DataRow("x: float32[9223372036854775808]", "12: the size 9223372036854775808 is too large")]
    [DataRow("x: int64[b] in 5", "16: '5' is not a range; write LOW..HIGH")]
    [DataRow("x: int64[b] in 5..4", "16: the values go from 5 down to 4; write the smaller one first")]
    [DataRow("x: int64[b] in a..4", "16: 'a' is not a number")]
    [DataRow("x: int64[b] in 0..1e999", "16: '1e999' is not a number")]
    [DataRow("x: int64[b] of 0..1", "13: 'of 0..1' stands after the end; bounds of the values begin with 'in', those of a size with ';'")]
    [DataRow("x: int64[b]; c: 1..2", "14: the shape has no free size 'c'; it has b")]
    [DataRow("x: int64[3]; c: 1..2", "14: the shape has no free size 'c'; it has none")]
    [DataRow("x: int64[b]; b: 1..2; b: 1..3", "23: the size 'b' is bounded twice")]
    [DataRow("x: int64[b]; b", "15: the text ends where ':' should follow the name of a size")]
    [DataRow("x: int64[b]; b: 7", "17: '7' is not a range; write LOW..HIGH")]
    [DataRow("x: int64[b]; b: 0..7", "17: the smallest size is '0', which is not a whole number from 1 on")]
    [DataRow("x: int64[b]; b: 1..x", "20: the largest size is 'x', which is not a whole number from 1 on")]
    [DataRow("x: int64[b]; b: 9..7", "17: the sizes go from 9 down to 7; write the smaller one first")]
    [DataRow("x: int64[b]; b: 1..7 step 0", "22: the step is '0', which is not a whole number from 1 on")]
    public void Parse_says_what_is_wrong_and_where(string text, string expected)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => TensorSpec.Parse(text));

        Assert.AreEqual($"The tensor spec \"{text}\" is wrong at character {expected}.", error.Message);
    }

    [TestMethod]
    public void Names_that_could_not_be_read_back_are_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new TensorSpec("a b", ElementType.Float32, []));
        Assert.AreEqual(
            "'a b' is not the name of a tensor: it holds no white space and none of : ; , [ ]. (Parameter 'name')", error.Message);

        error = Assert.ThrowsExactly<ArgumentException>(() => Dimension.Free("2 * time"));
        Assert.AreEqual(
            "'2 * time' is not the name of a size: it begins with a letter, '_' or '(', and holds none of , ; : [ ]. (Parameter 'name')",
            error.Message);
    }
}
