using System.Numerics.Tensors;
using System.Text.Json;
using CsCheck;
using Tfaip.Predict.Answers;
using Tfaip.Processors.Samples;

namespace Tfaip.Predict.Tests.Answers;

[TestClass]
public sealed class AnswerJsonTests
{
    [TestMethod]
    public void An_answer_is_one_line_the_input_first() => Assert.AreEqual(
        """{"input":"a/ä \"1\".png","bytes":"AQI=","counts":[1,2],"label":"seven","number":-3,"probability":0.1,"yes":true}""",
        AnswerJson.Write("a/ä \"1\".png", Values(
            ("yes", true),
            ("label", "seven"),
            ("probability", 0.1f),
            ("number", -3L),
            ("counts", Tensor.Create<int>([1, 2], [2])),
            ("bytes", new byte[] { 1, 2 }))));

    [TestMethod]
    public void Tensors_are_nested_by_axis() => Assert.AreEqual(
        """{"input":"x","empty":[],"flat":[[],[]],"t":[[[1,2],[3,4]],[[5,6],[7,8.5]]],"truth":[true,false]}""",
        AnswerJson.Write("x", Values(
            ("t", Tensor.Create<double>([1, 2, 3, 4, 5, 6, 7, 8.5], [2, 2, 2])),
            ("truth", Tensor.Create<bool>([true, false], [2])),
            ("empty", Tensor.Create<float>([], [0])),
            ("flat", Tensor.Create<float>([], [2, 0])))));

    [TestMethod]
    public void Infinities_are_strings() => Assert.AreEqual(
        """{"input":"x","a":["NaN","Infinity","-Infinity"],"b":"NaN"}""",
        AnswerJson.Write(
            "x", Values(("a", Tensor.Create<float>([float.NaN, float.PositiveInfinity, float.NegativeInfinity], [3])), ("b", double.NaN))));

    [TestMethod]
    public void Line_breaks_stay_inside_the_line() =>
        Assert.AreEqual("""{"input":"a\nb","x":"c\r\n"}""", AnswerJson.Write("a\nb", Values(("x", "c\r\n"))));

    [TestMethod]
    public void An_output_of_the_name_input_is_kept() =>
        Assert.AreEqual("""{"input":"x","output.input":1}""", AnswerJson.Write("x", Values(("input", 1))));

    [TestMethod]
    public void Floats_read_back_to_the_same_bits() => Gen.Int.Sample(bits =>
    {
        var value = BitConverter.Int32BitsToSingle(bits);
        if (!float.IsFinite(value)) return;
        using var json = JsonDocument.Parse(AnswerJson.Write("x", Values(("v", value))));
        Assert.AreEqual(bits, BitConverter.SingleToInt32Bits(json.RootElement.GetProperty("v").GetSingle()));
    });

    private static SampleValues Values(params (string Name, object Value)[] values) =>
        values.Aggregate(SampleValues.Empty, (all, value) => all.With(value.Name, value.Value));
}
