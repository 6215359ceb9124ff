using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tfaip.Training.Evaluation.Dumps;

namespace Tfaip.Training.Tests.Evaluation.Dumps;

[TestClass]
public sealed class ValueJsonTests
{
    private static readonly Gen<object> Scalars = Gen.OneOf(
        Gen.Float.Select(value => (object)value),
        Gen.Double.Select(value => (object)value),
        Gen.Float.Select(value => (object)(Half)value),
        Gen.Byte.Select(value => (object)value),
        Gen.SByte.Select(value => (object)value), Gen.Short.Select(value => (object)value), Gen.Int.Select(value => (object)value),
        Gen.Long.Select(value => (object)value),
        Gen.Bool.Select(value => (object)value),
        Gen.Char['a', 'ÿ'].Array[0, 9].Select(value => (object)new string(value)),
        Gen.Byte.Array[0, 9].Select(value => (object)value));

    [TestMethod]
    public void Every_scalar_comes_back_with_its_type_and_bits() => Scalars.Sample(value =>
        Back(value) is var back && back.GetType() == value.GetType()
        && (value is byte[] bytes ? bytes.SequenceEqual((byte[])back) : back.Equals(value)));

    [TestMethod]
    public void Every_tensor_comes_back_with_its_type_shape_and_bits()
    {
        Gen.Float.Array[6].Sample(
            values => Same(Tensor.Create(values, [2, 1, 3])) && Same(Tensor.Create(values)) && Same(Tensor.Create(values[..1], [])));
        Gen.Double.Array[0, 6].Sample(values => Same(Tensor.Create(values, [values.Length])));
        Gen.Bool.Array[4].Sample(values => Same(Tensor.Create(values, [2, 2])));
        Assert.IsTrue(Same(Tensor.Create(Array.Empty<long>(), [0, 3])));

        static bool Same<T>(Tensor<T> tensor) =>
            Back(tensor) is Tensor<T> back && back.Lengths.SequenceEqual(tensor.Lengths) && back.ToArray().SequenceEqual(tensor.ToArray());
    }

    [TestMethod]
    public void The_form_is_the_documented_one()
    {
        Assert.AreEqual("\"é\"", Write("é"));
        Assert.AreEqual("3", Write(3L));
        Assert.AreEqual("3.0", Write(3.0));
        Assert.AreEqual("1E+20", Write(1e20));
        Assert.AreEqual("""{"float32":0.1}""", Write(0.1f));
        Assert.AreEqual("""{"float32":"NaN"}""", Write(float.NaN));
        Assert.AreEqual("""{"float64":"-Infinity"}""", Write(double.NegativeInfinity));
        Assert.AreEqual("""{"int64":[1,2]}""", Write(Tensor.Create([1L, 2])));
        Assert.AreEqual("""{"uint8":[1,2],"shape":[2,1]}""", Write(Tensor.Create<byte>([1, 2], [2, 1])));
        Assert.AreEqual("""{"bytes":"AQI="}""", Write(new byte[] { 1, 2 }));
        Assert.AreEqual("""["B-PER","O"]""", Write(new[] { "B-PER", "O" }));
        CollectionAssert.AreEqual(new[] { "B-PER", "O" }, (string[])Back(new[] { "B-PER", "O" }));
        Assert.IsNull(Write(new object()));
    }

    private static object Back(object value) => ValueJson.Read(JsonDocument.Parse(Write(value)!).RootElement);

    private static string? Write(object value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (!ValueJson.TryWrite(json, value)) return null;
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
